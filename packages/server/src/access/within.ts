import { CompiledQuery, sql } from 'kysely'
import { ledInBy, type Db, type Statement } from '../database/pool.ts'
import { Refused } from '../api/problem.ts'
import { grantsOf, PERMISSIONS, type OperationName } from './permissions.ts'

/** Who calls: the hash of a session's token, or a person in whose name work goes on. */
export type Caller = { readonly token: Buffer } | { readonly tenant: string; readonly person: string }

export interface Membership { readonly id: string; readonly role: string; readonly organisation: string | null; readonly area: string | null; readonly party: string | null }

/** Who acts in an operation, with the memberships that permit it. */
export interface Actor { readonly tenant: string; readonly person: string; readonly name: string; readonly memberships: readonly Membership[] }

/**
 * Runs an operation that sees and may change only what the permission table grants the caller.
 * `write`: in one transaction, undone when `run` throws; `read`: as `reading`. Refused with 401 for a session that is over, 403 without a permission.
 */
export function within<T>(db: Db, operation: OperationName, caller: Caller, request: string, mode: 'read' | 'write', run: (db: Db, actor: Actor) => Promise<T>): Promise<T> {
  if (mode === 'read') return reading(db, operation, caller, request, async (inside, actor) => run(inside, await actor()))
  return db.transaction().execute(async inside => run(inside, actorOf(operation, await answerTo(inside, enter(operation, caller, request)))))
}

/**
 * Reads as somebody: each statement enters anew in the same message (`ledInBy`), so that a connection stands for nobody before it and
 * after it, and no statement but the first is waited for to know who acts. `actor` asks the database only where no statement did yet.
 */
export async function reading<T>(db: Db, operation: OperationName, caller: Caller, request: string, run: (db: Db, actor: () => Promise<Actor>) => Promise<T>): Promise<T> {
  const entry = enter(operation, caller, request)
  let entered: Actor | undefined
  const actor = async (): Promise<Actor> => entered ??= actorOf(operation, await answerTo(db, entry))
  try {
    return await run(ledInBy(db, entry, rows => { entered = actorOf(operation, rows) }), actor)
  } finally {
    // Whoever is not let in hears that, and nothing of what else is wrong.
    await actor()
  }
}

/** Runs in one transaction in which nobody acts yet and no row is in reach; what it does stands in the audit under the operation. */
export async function outside<T>(db: Db, operation: OperationName, request: string, run: (db: Db) => Promise<T>): Promise<T> {
  return db.transaction().execute(async inside => {
    await sql`select leave(), set_config('lizhu.operation', ${operation}, true), set_config('lizhu.request', ${request}, true)`.execute(inside)
    return run(inside)
  })
}

const ANSWER = 'select tenant, person, name, memberships from lizhu.'

function enter(operation: OperationName, caller: Caller, request: string): Statement {
  const { roles, scopes } = grantsOf(operation)
  const rest = [operation, `{${roles.join()}}`, `{${scopes.join()}}`, request]
  return 'token' in caller
    ? { name: 'enter', text: `${ANSWER}enter($1, $2, $3, $4, $5)`, values: [caller.token, ...rest] }
    : { name: 'act_for', text: `${ANSWER}act_for($1, $2, $3, $4, $5, $6)`, values: [caller.tenant, caller.person, ...rest] }
}

const answerTo = async (db: Db, { text, values }: Statement): Promise<readonly unknown[]> => (await db.executeQuery(CompiledQuery.raw(text, [...values]))).rows

function actorOf(operation: OperationName, [row]: readonly unknown[]): Actor {
  if (!isActor(row)) throw new Refused(401, 'not-signed-in')
  if (row.memberships.length === 0 && PERMISSIONS[operation].may !== 'signed in') throw new Refused(403, 'not-permitted', { params: { zh: PERMISSIONS[operation].zh, en: PERMISSIONS[operation].en } })
  return row
}
/** Nulls are nobody. */
const isActor = (row: unknown): row is Actor => typeof row === 'object' && row !== null && 'person' in row && row.person !== null
