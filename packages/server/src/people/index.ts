import type { Operation } from '../api/operation.ts'
import { changePassword } from './account/change-password.ts'
import { me } from './account/me.ts'
import { renewRecoveryCodes } from './account/recovery-codes.ts'
import { endSession, listSessions, signOutEverywhere } from './account/sessions.ts'
import { endMembership, grantMembership, listMemberships } from './administer/memberships.ts'
import { createPerson, editPerson, listPeople, readPerson } from './administer/people.ts'
import { resetPassword, resetSecondFactor } from './administer/reset.ts'
import type { Means } from './means.ts'
import { beginOidc, finishOidc } from './oidc/journey.ts'
import { providers } from './oidc/provider.ts'
import { readIssuer, setIssuer } from './oidc/settings.ts'
import { delegate, endDelegation, listDelegations } from './records/delegations.ts'
import { claimRecord, decideRecordClaim, listOwnRecordClaims, listRecordClaims } from './records/record-claims.ts'
import { choosePassword } from './sign-in/choose-password.ts'
import { signInDemo } from './sign-in/demo.ts'
import { beginEnrolment, confirmEnrolment } from './sign-in/enrolment.ts'
import { signInOptions } from './sign-in/options.ts'
import { readSignIn } from './sign-in/read.ts'
import { registerAccount } from './sign-in/register.ts'
import { giveSecondFactor } from './sign-in/second-factor.ts'
import { signIn } from './sign-in/sign-in.ts'
import { signOut } from './sign-in/sign-out.ts'

export { openMeans, type Means } from './means.ts'
export type { Secrets } from './secrets.ts'
export { peopleMigrations } from './migrations.ts'
export type { PeopleTables } from './tables.ts'
export { putPerson, type NewPerson } from './put-person.ts'

/** People: how they come in, what is their own, who administers them, and for which enterprise they act. */
export function peopleOperations(means: Means): readonly Operation[] {
  const find = providers(means)
  return [
    signInOptions, signIn(means), signInDemo, readSignIn, giveSecondFactor(means), choosePassword(means), beginEnrolment(means), confirmEnrolment(means), signOut,
    beginOidc(means, find), finishOidc(means, find), registerAccount(means),
    me, changePassword(means), renewRecoveryCodes(means), listSessions, endSession, signOutEverywhere,
    claimRecord, listOwnRecordClaims, listRecordClaims, decideRecordClaim, listDelegations, delegate, endDelegation,
    listPeople, readPerson, createPerson, editPerson, resetPassword(means), resetSecondFactor, listMemberships, grantMembership, endMembership, readIssuer(means), setIssuer(means),
  ]
}
