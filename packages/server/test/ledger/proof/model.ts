/** The ledger as it should be, in plain TypeScript: state, and what every act on money is made of. Money in fen. */
export type Stage = 'available' | 'reserved' | 'committed' | 'paid' | 'receivable' | 'recovered'
export type State = 'proposed' | 'ready' | 'approved' | 'closed' | 'rescinded' | 'dropped'
export interface Budget { readonly id: string; readonly fund: string; readonly year: number; readonly instrument: string | undefined; appropriated: bigint; readonly stages: Record<Stage, bigint> }
export interface Instalment { readonly number: number; amount: bigint; readonly condition: boolean; met: boolean; state: 'planned' | 'paid' | 'cancelled'; payment: string | undefined }
export interface Award {
  readonly id: string; readonly matter: string; readonly instrument: string; readonly bound: bigint; readonly limits: readonly string[]; readonly asked: string
  amount: bigint | undefined; budget: string | undefined; state: State; committed: bigint; paid: bigint; receivable: bigint; recovered: bigint; rescinded: bigint; instalments: Instalment[]
}
export interface Limit { max: bigint; used: bigint }
export interface Person { readonly id: string; readonly roles: readonly string[] }
export interface Transfer { readonly id: string; readonly kind: string; readonly ref: string; readonly budget: string; readonly debit: Stage | 'treasury'; readonly credit: Stage | 'treasury'; readonly amount: bigint; readonly award?: string; readonly instalment?: number; readonly reservation?: string; readonly by: string }
export interface Model {
  readonly budgets: Map<string, Budget>
  readonly reservations: Map<string, { readonly budget: string; held: bigint }>
  readonly awards: Map<string, Award>
  readonly limits: Map<string, Limit>
  readonly duties: Map<string, string>
  /** By id: what was asked. */
  readonly asked: Map<string, string>
  readonly decisions: Map<string, string>
  readonly refs: Set<string>
  readonly payments: Map<string, { readonly award: string; readonly instalment: number; readonly amount: bigint }>
  transfers: number
  moved: bigint
  last: Transfer | undefined
}

/** An act that is refused, as the database says it. Thrown before anything is changed. */
export class No extends Error {}
export const no = (said: string): never => { throw new No(said) }
export const MOST = 2n ** 63n - 1n

export function emptyModel(budgets: readonly Budget[]): Model {
  return {
    budgets: new Map(budgets.map(one => [one.id, one])), reservations: new Map(), awards: new Map(), limits: new Map(), duties: new Map(), asked: new Map(), decisions: new Map(), refs: new Set(), payments: new Map(),
    transfers: 0, moved: 0n, last: undefined,
  }
}
export const newBudget = (id: string, fund: string, year: number, instrument?: string): Budget => ({ id, fund, year, instrument, appropriated: 0n, stages: { available: 0n, reserved: 0n, committed: 0n, paid: 0n, receivable: 0n, recovered: 0n } })

export function needRole(person: Person, ...roles: readonly string[]): void {
  if (!person.roles.some(role => roles.includes(role))) no('42501')
}
export const awardOf = (m: Model, id: string): Award => m.awards.get(id) ?? no('LZ026')
export const budgetOf = (m: Model, id: string): Budget => m.budgets.get(id) ?? no('LZ026')
export function needState(a: Award, ...states: readonly State[]): void {
  if (!states.includes(a.state)) no('LZ005')
}
/** Whether this id did the very same before. */
export function posted(m: Model, id: string, asked: string): boolean {
  const before = m.asked.get(id)
  if (before !== undefined && before !== asked) no('LZ020')
  return before !== undefined
}
export function needStage(has: bigint, wanted: bigint, stage: Stage): void {
  if (has < wanted) no(`LZ022:${wanted - has}:${stage}`)
}
export function needDuty(m: Model, matter: string, person: Person, duty: string): void {
  if ((m.duties.get(`${matter}|${person.id}`) ?? duty) !== duty) no('LZ006')
}
export const takeDuty = (m: Model, matter: string, person: Person, duty: string): void => { m.duties.set(`${matter}|${person.id}`, duty) }

/** What stands against a transfer at its very end. */
export function needTransfer(m: Model, { kind, ref, amount, budget, credit }: Pick<Transfer, 'kind' | 'ref' | 'amount' | 'budget' | 'credit'>): void {
  if (amount <= 0n) no('23514')
  if (m.refs.has(`${kind}|${ref}`)) no('LZ021')
  const b = budgetOf(m, budget)
  if (credit === 'available' && (b.stages.available + amount > MOST || b.appropriated + amount > MOST)) no('22003')
}
export function transfer(m: Model, one: Transfer, asked?: string): void {
  const { stages } = budgetOf(m, one.budget)
  const b = budgetOf(m, one.budget)
  if (one.debit === 'treasury') b.appropriated += one.amount; else stages[one.debit] -= one.amount
  if (one.credit === 'treasury') b.appropriated -= one.amount; else stages[one.credit] += one.amount
  const reservation = m.reservations.get(one.reservation ?? '')
  if (reservation !== undefined) reservation.held += one.credit === 'reserved' ? one.amount : -one.amount
  if (asked !== undefined) m.asked.set(one.id, asked)
  m.refs.add(`${one.kind}|${one.ref}`)
  m.transfers += 1
  m.moved += one.amount
  m.last = one
}

/** As `proof.look` writes it. */
export function lines(m: Model): string {
  const byKey = <T>(map: ReadonlyMap<string, T>) => [...map].sort(([a], [b]) => a < b ? -1 : 1)
  const { last } = m
  return [
    ...byKey(m.budgets).map(([id, { appropriated, stages }]) => ['budget', id, appropriated, stages.available, stages.reserved, stages.committed, stages.paid, stages.receivable, stages.recovered]),
    ...byKey(m.reservations).map(([id, { budget, held }]) => ['reservation', id, budget, held]),
    ...byKey(m.awards).map(([id, a]) => ['award', id, a.state, a.bound, a.amount ?? '-', a.budget ?? '-', a.committed, a.paid, a.receivable, a.recovered, a.rescinded]),
    ...byKey(m.awards).flatMap(([id, a]) => a.instalments.map(i => ['instalment', id, i.number, i.amount, i.state, i.payment ?? '-', i.met ? 1 : 0])),
    ...byKey(m.limits).map(([key, { max, used }]) => ['limit', key, max, used]),
    ...byKey(m.duties).map(([key, duty]) => ['duty', key, duty]),
    ['transfers', m.transfers, m.moved],
    ...last === undefined ? [] : [['last', last.kind, last.ref, last.budget, last.debit, last.credit, last.amount, last.award ?? '-', last.instalment ?? '-', last.reservation ?? '-', last.by]],
  ].map(one => one.join('|')).join('\n')
}
