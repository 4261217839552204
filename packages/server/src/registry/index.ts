import type { Operation } from '../api/operation.ts'
import { checkFact } from './check-fact.ts'
import { createClaim, listClaims } from './claims.ts'
import { endConsent, giveConsent, listConsents } from './consents.ts'
import { createParty } from './create-party.ts'
import { answerDispute, disputeFact, listDisputes } from './disputes.ts'
import { readDossier } from './dossier.ts'
import { editParty } from './edit-party.ts'
import { checkFacts, listFactsToCheck } from './facts-to-check.ts'
import { listFacts } from './list-facts.ts'
import { listParties } from './list-parties.ts'
import { readParty } from './read-party.ts'
import { recordFacts } from './record-facts.ts'
import type { Vocabulary } from './vocabulary.ts'

export { dossierOf } from './dossier.ts'
export { initialsOf } from './initials.ts'
export { readJurisdictions, type Jurisdiction } from './jurisdictions.ts'
export { matchingParties } from './list-parties.ts'
export { toldOf } from './told.ts'
export { TO_CHECK } from './to-check-schema.ts'
export { registryMigrations } from './migrations.ts'
export { at, id } from './schemas.ts'
export type { RegistryTables } from './tables.ts'
export { requireParty } from './party.ts'
export { AREA, requireKind, type Vocabulary } from './vocabulary.ts'

/** The registry: parties, what hangs off them, and what is known of both. */
export function registryOperations(vocabulary: Vocabulary): readonly Operation[] {
  return [
    listParties, readParty, createParty(vocabulary), editParty, listClaims, createClaim(vocabulary), listFacts, recordFacts(vocabulary), checkFact, checkFacts, listFactsToCheck,
    disputeFact, listDisputes, answerDispute, listConsents, giveConsent, endConsent, readDossier(vocabulary),
  ]
}
