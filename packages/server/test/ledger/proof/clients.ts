import type pg from 'pg'
import { Client } from 'pg'
import type { Person } from './model.ts'
import { Divergence, newTenant } from './run.ts'

/** Many connections as the app has them, and one of the owner; each statement is a transaction of its own. */
export interface Crowd {
  readonly own: pg.Client
  readonly clients: readonly pg.Client[]
  close(): Promise<void>
}
export async function openCrowd({ owner, app }: { readonly owner: string; readonly app: string }, size: number): Promise<Crowd> {
  const options = '-c search_path=lizhu,pg_temp -c synchronous_commit=off -c jit=off -c lock_timeout=20000'
  const own = new Client({ connectionString: owner, options })
  const clients = Array.from({ length: size }, () => new Client({ connectionString: app, options }))
  await Promise.all([own, ...clients].map(one => one.connect()))
  return { own, clients, close: async () => { await Promise.all([own, ...clients].map(one => one.end())) } }
}

/** A tenant of its own for one race. */
export async function newScene(crowd: Crowd) {
  const { tenant, session: { people, party, model } } = await newTenant(crowd)
  const [budget = '', next = '', other = ''] = [...model.budgets.keys()]
  const as = async (client: pg.Client, who: Person, statement: string): Promise<string> => {
    const { rows: [row] } = await client.query<{ outcome: string }>('select proof.step($1, $2, $3) as outcome', [tenant, who.id, statement])
    return row?.outcome ?? ''
  }
  /** Before the race, one after the other; nothing of it may be refused. */
  const first = async (who: Person, ...statements: readonly string[]): Promise<void> => {
    const [client] = crowd.clients
    if (client === undefined) throw new Error('no client')
    for (const statement of statements) {
      const outcome = await as(client, who, statement)
      if (!['', 'true'].includes(outcome)) throw new Divergence(`what is right is refused (${outcome})`.replace(/:\d+/g, ':n'), `${statement}: ${outcome}`)
    }
  }
  /** What does not hold now. */
  const broken = async (): Promise<string> => {
    const { rows: [row] } = await crowd.own.query<{ broken: string }>('select broken from proof.look($1)', [tenant])
    return row?.broken ?? 'nothing is seen'
  }
  return { tenant, people, party, budget, next, other, as, first, broken }
}
export type Scene = Awaited<ReturnType<typeof newScene>>

const q = (value: string | number | undefined): string => value === undefined ? 'null' : typeof value === 'string' ? `'${value}'` : String(value)
export const call = (name: string, ...args: readonly (string | number | undefined)[]): string => `select lizhu.${name}(${args.map(q).join(', ')})::text`
export const id = (n: number): string => `00000000-0000-7000-9000-${n.toString(16).padStart(12, '0')}`

/** Puts an award of so many fen that waits for approval. */
export async function readyAward({ first, people, party }: Scene, award: string, amount: number, { limits = [], parts, instrument = 'I' }: { readonly limits?: readonly { readonly key: string; readonly max: number }[]; readonly parts?: readonly object[]; readonly instrument?: string } = {}): Promise<void> {
  await first(people.officer, call('propose_award', award, award.replace('-9000-', '-a000-'), party, instrument, amount, amount, JSON.stringify(limits), parts && JSON.stringify(parts)), call('move_award', award, 'ready'))
}
export const matterOf = (award: string): string => award.replace('-9000-', '-a000-')
export const fund = ({ first, people }: Scene, budget: string, amount: number): Promise<void> => first(people.finance, call('appropriate', id(0xf0000 + Number(`0x${budget.slice(-2)}`)), budget, amount, `拨 ${budget}`, '因', '文'))
