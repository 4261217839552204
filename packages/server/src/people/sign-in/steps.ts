import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { newToken } from '../../access/cookie.ts'
import type { Answered, GivenOutside, Visitor } from '../../api/operation.ts'
import { Refused } from '../../api/problem.ts'
import type { Db } from '../../database/pool.ts'
import { SHORTEST } from '../password-rules.ts'

/** What a sign-in waits for; done: a session has begun. */
export const STEPS = ['second-factor', 'choose-password', 'enrol', 'done'] as const
export const stepSchema = z.strictObject({ step: z.enum(STEPS) }).openapi('SignInStep')
export type Step = z.infer<typeof stepSchema>['step']
export type Transact = GivenOutside<unknown, unknown, unknown>['transact']

export const loginText = z.string().trim().toLowerCase().min(2).max(64).regex(/^[a-z0-9\p{Script=Han}][a-z0-9\p{Script=Han}._@-]*$/u)
  .openapi({ description: '小写字母、数字、汉字和 . _ @ - Small letters, figures, Han characters and . _ @ -' })
/** A password as it is typed; what may be one is for the rules of passwords to say. */
export const passwordText = z.string().min(1).max(1000)

export interface UnderWay { readonly tenant: string; readonly person: string; readonly login: string; readonly name: string; readonly step: Step; readonly password: string | null; readonly totp: Buffer | null; readonly office: boolean }

/** The sign-in that a visitor is in the middle of. */
export async function underWay(transact: Transact, { token }: Visitor): Promise<UnderWay | undefined> {
  if (token === undefined) return undefined
  return (await transact(db => sql<UnderWay>`select * from under_way(${token})`.execute(db))).rows[0]
}

/** The sign-in that a visitor is in the middle of, with its token, where it waits for `step`. */
export async function atStep(transact: Transact, visitor: Visitor, step: Step): Promise<UnderWay & { readonly token: Buffer }> {
  const found = await underWay(transact, visitor)
  if (found === undefined || visitor.token === undefined) throw new Refused(401, 'sign-in-over')
  if (found.step !== step) throw new Refused(409, 'step-not-due')
  return { ...found, token: visitor.token }
}

/** The first factor was right: a sign-in goes on under a token of its own, or a session begins. */
export async function opened(transact: Transact, { agent, address }: Visitor, { tenant, person, byPassword, second }: { readonly tenant: string; readonly person: string; readonly byPassword: boolean; readonly second: boolean }): Promise<Answered<{ step: Step }>> {
  return withNewToken(transact, (db, token) => sql<{ step: Step | null }>`select open_sign_in(${tenant}, ${person}::uuid, ${byPassword}, ${second}, ${token}, ${agent}, ${address}) step`.execute(db))
}

/** What comes after a step, under a new token; a step that did not take is refused. */
export async function withNewToken(transact: Transact, run: (db: Db, token: Buffer) => Promise<{ readonly rows: readonly { readonly step: Step | null }[] }>): Promise<Answered<{ step: Step }>> {
  const { cookie, hash } = newToken()
  const { rows: [done] } = await transact(db => run(db, hash))
  if (done?.step === null || done === undefined) throw new Refused(401, 'code-refused')
  return { body: { step: done.step }, cookies: [cookie] }
}

/** Writes down in the audit what somebody tried in vain. */
export async function refusedFor(transact: Transact, operation: string, { address }: Visitor, key: { readonly tenant: string; readonly person?: string }, why: string): Promise<void> {
  await transact(db => sql`select audit_event(${operation}, 'credential', ${JSON.stringify(key)}::jsonb, ${JSON.stringify({ outcome: 'refused', why, address })}::jsonb)`.execute(db))
}

export interface Place { readonly tenant: string; readonly name: string; readonly en: string | null; readonly demo: boolean; readonly oidc: boolean }

/** Where to sign in: what was named, or the only one there is. */
export async function placeOf(transact: Transact, tenant: string | undefined, field = '/tenant'): Promise<Place> {
  const { rows } = await transact(db => sql<Place>`select * from sign_in_options()`.execute(db))
  const found = tenant === undefined ? (rows.length === 1 ? rows[0] : undefined) : rows.find(row => row.tenant === tenant)
  if (found === undefined) throw new Refused(422, 'no-such-tenant', { field })
  return found
}

export const shortestOf = (office: boolean): number => (office ? SHORTEST.office : SHORTEST.enterprise)
