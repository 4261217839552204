import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import * as client from 'openid-client'
import { publicOperation, type Answered } from '../../api/operation.ts'
import { Refused } from '../../api/problem.ts'
import type { Means } from '../means.ts'
import { opened, placeOf, refusedFor, type Transact } from '../sign-in/steps.ts'
import type { providers } from './provider.ts'
import { callbackOf } from './settings.ts'

/** Lax, not Strict: the browser comes back from another site, and must bring it along. */
const COOKIE = '__Host-lizhu-oidc'
const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Lax'
const MINUTES = 10
const USED = `${COOKIE}=; ${ATTRIBUTES}; Max-Age=0`

/** What a browser takes along to the provider, sealed; whoever comes back without it began elsewhere. */
const takenSchema = z.strictObject({ tenant: z.string(), state: z.string(), nonce: z.string(), verifier: z.string(), until: z.number() })

type Find = ReturnType<typeof providers>

export const beginOidc = (means: Means, find: Find) => publicOperation({
  name: 'beginOidc', method: 'get', path: '/sign-in/oidc', tag: 'sign-in', redirects: true, summary: { zh: '转到统一身份认证；不能时转到登录页并带 refused=原因', en: 'On to the identity provider; where that cannot be, to the sign-in page with refused=code' },
  query: z.object({ tenant: z.string().max(32).optional() }),
  answer: z.null(),
  visit: ({ transact, query }) => orToSignIn(async () => {
    const { tenant } = await placeOf(transact, query.tenant, 'query.tenant')
    const { config } = await find(transact, tenant)
    const taken = { tenant, state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier(), until: Date.now() + MINUTES * 60_000 }
    const to = client.buildAuthorizationUrl(config, {
      redirect_uri: callbackOf(means), scope: 'openid', state: taken.state, nonce: taken.nonce, code_challenge: await client.calculatePKCECodeChallenge(taken.verifier), code_challenge_method: 'S256',
    })
    const sealed = means.secrets.seal(JSON.stringify(taken), COOKIE).toString('base64url')
    return { body: null, redirect: to.href, cookies: [`${COOKIE}=${sealed}; ${ATTRIBUTES}; Max-Age=${MINUTES * 60}`] }
  }),
})

export const finishOidc = (means: Means, find: Find) => publicOperation({
  name: 'finishOidc', method: 'get', path: '/sign-in/oidc/callback', tag: 'sign-in', redirects: true, summary: { zh: '从统一身份认证回来；被拒时转到登录页并带 refused=原因', en: 'Back from the identity provider; a refusal goes to the sign-in page with refused=code' },
  query: z.object({}).loose(),
  answer: z.null(),
  visit: ({ transact, visitor }) => orToSignIn(async () => {
    const taken = takenBy(means, visitor.cookies[COOKIE])
    const { config, secondFactor } = await find(transact, taken.tenant)
    const subject = await subjectOf(config, taken, new URL(`${callbackOf(means)}${new URL(visitor.url).search}`))
    const person = await personOf(transact, taken.tenant, subject)
    if (person === undefined) {
      await refusedFor(transact, 'finishOidc', visitor, { tenant: taken.tenant }, 'subject')
      throw new Refused(403, 'oidc-unknown')
    }
    const { body: { step }, cookies = [] } = await opened(transact, visitor, { tenant: taken.tenant, person, byPassword: false, second: secondFactor })
    return { body: null, redirect: step === 'done' ? '/' : '/sign-in', cookies: [...cookies, USED] }
  }),
})

/** Browsers come here as to a page, so a refusal goes to the sign-in page, which says it in words. */
async function orToSignIn(run: () => Promise<Answered<null>>): Promise<Answered<null>> {
  try {
    return await run()
  } catch (problem) {
    if (problem instanceof Refused) return { body: null, redirect: `/sign-in?refused=${problem.code}`, cookies: [USED] }
    throw problem
  }
}

function takenBy({ secrets }: Means, cookie: string | undefined): z.infer<typeof takenSchema> {
  const text = cookie === undefined ? undefined : secrets.open(Buffer.from(cookie, 'base64url'), COOKIE)
  const taken = text === undefined ? undefined : takenSchema.parse(JSON.parse(text))
  if (taken === undefined || taken.until < Date.now()) throw new Refused(401, 'oidc-refused')
  return taken
}

/** Who the provider says it was: only where state, nonce, verifier, issuer, audience and signature are as they must be. */
async function subjectOf(config: client.Configuration, { state, nonce, verifier }: z.infer<typeof takenSchema>, url: URL): Promise<string> {
  try {
    const tokens = await client.authorizationCodeGrant(config, url, { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true })
    const subject = tokens.claims()?.sub
    if (subject !== undefined) return subject
  } catch (problem) {
    if (problem instanceof TypeError && !('code' in problem)) throw new Refused(503, 'oidc-away')
    if (!(problem instanceof Error)) throw problem
  }
  throw new Refused(401, 'oidc-refused')
}

/** By subject alone: an e-mail address may pass from one person to another. */
async function personOf(transact: Transact, tenant: string, subject: string): Promise<string | undefined> {
  const { rows: [found] } = await transact(db => sql<{ person: string | null }>`select person_of_subject(${tenant}, ${subject}) person`.execute(db))
  return found?.person ?? undefined
}
