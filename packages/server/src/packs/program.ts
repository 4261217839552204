import { createHash } from 'node:crypto'
import { decided, decodeProgram, type Program } from '@lizhu/policy'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import { decisionsOn, type Taken } from './decisions.ts'
import { inHand } from './hand.ts'
import type { Reads } from './compile.ts'
import { today } from '../today.ts'
import { named, versionsOn, type Version } from './versions.ts'

/** The policy that a tenant goes by on a day. */
export interface Rules {
  /** What tells these rules from any others: of the files and of the decisions. */
  readonly key: string
  /** As it runs, with what was decided. */
  readonly program: Program
  /** As its packs have it. */
  readonly written: Program
  readonly versions: readonly Version[]
  readonly decisions: readonly Taken[]
  /** Decisions that this version of the words has no place for. */
  readonly unfit: readonly Taken[]
}

/** The program in force on a day (ISO): its kinds and facts are the vocabulary of the registry. `pack`: where several policies are in force. */
export async function programOf(db: Db, tenant: string, asOf: string = today(), pack?: string): Promise<Program> {
  return (await rulesOn(db, tenant, asOf, pack)).program
}

export async function rulesOn(db: Db, tenant: string, asOf: string = today(), pack?: string): Promise<Rules> {
  const versions = await versionsOn(db, tenant, asOf)
  const main = mainOf(versions, asOf, pack)
  const completing = versions.filter(one => one.completes === main.pack).sort((a, b) => (a.since === b.since ? 0 : a.since < b.since ? -1 : 1))
  const library = versions.filter(one => one.kind === 'library')
  const hashes = [main, ...completing, ...library].map(one => `${one.kind} ${one.pack} ${one.hash}`).join('\n')
  const written = await kept(programs, keyOf(hashes), () => compiled(db, tenant, { main, completing, library }))
  const decisions = await decisionsOn(db, tenant, main.pack, asOf)
  const key = keyOf([hashes, ...decisions.map(one => one.id)].join('\n'))
  const { program, unfit } = await kept(inForce, key, () => Promise.resolve(decidedAs(written, decisions)))
  return { key, program, written, versions: [main, ...completing, ...library], decisions, unfit: decisions.filter(one => unfit.has(one.id)) }
}

function mainOf(versions: readonly Version[], asOf: string, pack: string | undefined): Version {
  const policies = versions.filter(one => one.kind === 'policy' && (pack === undefined || one.pack === pack))
  const [main, second] = policies
  if (main === undefined) throw new Refused(409, 'no-policy', { params: { day: asOf } })
  if (second !== undefined) throw new Refused(409, 'which-policy', { params: { packs: policies.map(one => one.pack).join('、') }, field: 'query.pack' })
  return main
}

function decidedAs(written: Program, decisions: readonly Taken[]): { readonly program: Program; readonly unfit: ReadonlySet<string> } {
  const { program, unfit } = decided(written, decisions.map(one => one.decision))
  return { program, unfit: new Set(decisions.filter(one => unfit.includes(one.decision)).map(one => one.id)) }
}

interface Chosen { readonly main: Version; readonly completing: readonly Version[]; readonly library: readonly Version[] }
async function compiled(db: Db, tenant: string, { main, completing, library }: Chosen): Promise<Program> {
  const all = await named(db, tenant, [main, ...completing, ...library])
  const [first, ...others] = all
  if (first === undefined) throw new Refused(409, 'no-policy', { params: { day: main.since } })
  const reads: Reads = { main: first, completing: others.slice(0, completing.length), library: others.slice(completing.length) }
  const done = await inHand({ compile: reads })
  if (!('compiled' in done)) throw new TypeError('a compiler that answers something else')
  const { program, messages: [message] } = done.compiled
  if (program === undefined) throw new Refused(409, 'pack-has-errors', { params: { pack: main.pack, zh: told(message, 'zh'), en: told(message, 'en') } })
  return decodeProgram(program)
}
const told = (message: { readonly file: string; readonly line: number; readonly zh: string; readonly en: string } | undefined, language: 'zh' | 'en'): string => (message === undefined ? '' : `${message.file}:${message.line} ${message[language]}`)

/** By what they were made of, so that tenants with the same packs share one; the oldest goes. */
const programs = new Map<string, Promise<Program>>()
const inForce = new Map<string, Promise<ReturnType<typeof decidedAs>>>()
const KEPT = 16

function kept<T>(all: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const found = all.get(key) ?? make()
  all.delete(key)
  all.set(key, found)
  // What failed is tried again.
  found.catch(() => { if (all.get(key) === found) all.delete(key) })
  for (const oldest of all.keys()) { if (all.size <= KEPT) break; all.delete(oldest) }
  return found
}

const keyOf = (text: string): string => createHash('sha256').update(text).digest('hex')
