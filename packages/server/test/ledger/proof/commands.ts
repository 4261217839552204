import fc from 'fast-check'
import * as acts from './acts.ts'
import { lines, No, type Award, type Model, type Person, type State } from './model.ts'
import * as money from './money-acts.ts'

/** One command as the database is given it, with what must come of it. */
export interface Expected { readonly who: string; readonly statement: string; readonly outcome: string; readonly state: string; readonly name: string }
interface Command { readonly name: string; readonly who: Person; readonly statement: string; readonly act: (m: Model) => string }
export interface Session {
  readonly model: Model
  readonly people: Readonly<Record<'head' | 'leader' | 'officer' | 'finance' | 'finance2' | 'both' | 'nobody', Person>>
  readonly party: string
  readonly expected: Expected[]
  readonly done: Command[]
  readonly ids: string[]
  /** The id that the next act takes, where it is one that came before. */
  forced: string | undefined
  next: number
}
/** What chance has to say about a command. */
interface Chance { readonly a: number; readonly b: number; readonly c: number; readonly d: number; readonly n: number }
type Draw = (s: Session, chance: Chance) => Command

export const idOf = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
const NOWHERE = idOf(0xffffffffffff)
const q = (value: string | number | bigint | undefined): string => value === undefined ? 'null' : typeof value === 'string' ? `'${value}'` : String(value)
const call = (name: string, ...args: readonly (string | number | bigint | undefined)[]): string => `select lizhu.${name}(${args.map(q).join(', ')})::text`
const json = (value: object): string => JSON.stringify(value, (_, one: unknown) => typeof one === 'bigint' ? String(one) : one)
const list = (ids: readonly string[]): string => `{${ids.join()}}`

function newId(s: Session): string {
  const id = s.forced ?? idOf(s.next++)
  s.forced = undefined
  s.ids.push(id)
  return id
}
const pick = <T>(from: readonly T[], n: number, otherwise: T): T => from[n % Math.max(from.length, 1)] ?? otherwise
/** Mostly one in such a state, sometimes any, seldom none. */
function anAward({ model: { awards } }: Session, n: number, ...states: readonly State[]): string {
  if (n % 41 === 0) return NOWHERE
  const right = [...awards.values()].filter(one => n % 7 === 0 || states.includes(one.state))
  return pick(right.length > 0 ? right : [...awards.values()], n >> 3, undefined)?.id ?? NOWHERE
}
const aBudget = ({ model: { budgets } }: Session, n: number): string => n % 37 === 0 ? NOWHERE : pick([...budgets.keys()], n >> 2, NOWHERE)
const aReservation = ({ model: { reservations } }: Session, n: number): string => pick([...reservations.keys()], n, NOWHERE)
const aRef = (s: Session, n: number): string => n % 5 === 0 ? `ref ${n % 3}` : `ref of ${s.next++}`
/** Mostly somebody who may, sometimes anybody. */
const aPerson = ({ people }: Session, n: number, ...may: readonly (keyof Session['people'])[]): Person => people[n % 13 === 0 ? pick(Object.keys(people).filter((key): key is keyof Session['people'] => Object.hasOwn(people, key)), n >> 4, 'nobody') : pick(may, n >> 4, 'nobody')]

/** Parts of an amount; sometimes a fen too much or too little, one of nothing, or none given. */
function parts(whole: bigint, n: number): readonly acts.Part[] | undefined {
  if (n % 4 === 0) return undefined
  const first = BigInt(n % 5) * whole / 5n
  const off = n % 17 === 0 ? 1n : n % 19 === 0 ? -1n : 0n
  const both = [{ amount: first, ...n % 3 === 0 ? { condition: '验收' } : {} }, { amount: whole - first + off }]
  return n % 23 === 0 ? both : both.filter(one => one.amount !== 0n)
}

const DRAWS: Readonly<Record<string, Draw>> = {
  propose: (s, { a, b, c, d, n }) => {
    const bound = BigInt(n)
    const amount = a % 3 === 0 ? undefined : a % 11 === 0 ? bound + 1n : a % 5 === 0 ? bound - 1n : bound
    const limits = [{ key: 'enterprise', max: 60n }, { key: 'year', max: 90n }].filter((_, i) => (b >> i) % 2 === 1).map(one => a % 43 === 0 ? { ...one, max: one.max + 1n } : one)
    const id = newId(s)
    const one: acts.Proposal = { id, matter: b % 9 === 0 ? idOf(0x1000 + c % 4) : idOf(0x2000000 + s.next++), party: s.party, instrument: d % 6 === 0 ? 'J' : 'I', bound, amount, limits, parts: parts(amount ?? 0n, c) }
    return { name: 'propose', who: aPerson(s, d, 'officer', 'head'), statement: call('propose_award', id, one.matter, s.party, one.instrument, bound, amount, json(limits), one.parts && json(one.parts)), act: m => acts.propose(m, s.people.nobody, one) }
  },
  decide: (s, { a, b, c, n }) => {
    const one = { award: anAward(s, a, 'proposed'), amount: BigInt(n), parts: parts(BigInt(n), c) }
    const who = aPerson(s, b, 'officer', 'head')
    return { name: 'decide', who, statement: call('decide_amount', one.award, one.amount, '定', one.parts && json(one.parts)), act: m => acts.decide(m, who, one) }
  },
  move: (s, { a, b, c }) => {
    const [state, ...from] = pick<readonly [State, ...State[]]>([['ready', 'proposed'], ['ready', 'proposed'], ['ready', 'proposed'], ['ready', 'proposed'], ['ready', 'proposed'], ['ready', 'proposed'], ['proposed', 'ready'], ['dropped', 'proposed'], ['closed', 'approved'], ['closed', 'approved']], b, ['ready'])
    const one = { award: anAward(s, a, ...from), state }
    const who = aPerson(s, c, 'officer')
    return { name: `move to ${state}`, who, statement: call('move_award', one.award, state), act: m => acts.move(m, who, one) }
  },
  'set limit': (s, { a, n }) => {
    const one = { key: a % 2 === 0 ? 'enterprise' : 'year', max: BigInt(n) * 2n }
    const who = aPerson(s, a, 'head')
    return { name: 'set limit', who, statement: call('set_limit', one.key, one.max), act: m => acts.setLimit(m, who, one) }
  },
  takes: (s, { a, b, c }) => {
    const one = { matter: s.model.awards.get(anAward(s, a, 'proposed', 'ready', 'approved'))?.matter ?? idOf(0x1000), duty: pick(['submit', 'review', 'approve', 'pay'], b, 'submit') }
    const who = aPerson(s, c, 'officer', 'head', 'finance', 'both')
    return { name: `takes ${one.duty}`, who, statement: call('takes', one.matter, one.duty), act: m => acts.takes(m, who, one) }
  },
  approve: (s, { a, b, c, d }) => {
    const award = anAward(s, a, 'ready')
    const reservation = d % 4 === 0 ? aReservation(s, d >> 2) : undefined
    const budget = (d % 16 === 0 ? undefined : s.model.reservations.get(reservation ?? '')?.budget) ?? aBudget(s, b)
    const one = { id: newId(s), award, budget, reservation, parts: c % 3 === 0 ? parts(s.model.awards.get(award)?.amount ?? 1n, c >> 2) : undefined }
    const who = aPerson(s, c, 'head', 'leader', 'both')
    return { name: 'approve', who, statement: call('approve_award', one.id, award, budget, one.parts && json(one.parts), reservation), act: m => acts.approve(m, who, one) }
  },
  'approve many': (s, { a, b, c, d }) => {
    const awards = [...s.model.awards.values()].filter((one, i) => one.state === 'ready' || (one.state === 'approved' ? (a >> i) % 2 === 1 : (a + i) % 17 === 0)).map(one => one.id)
    const reservation = d % 3 === 0 ? aReservation(s, d >> 2) : undefined
    const one = { id: newId(s), awards: [...awards, ...b % 29 === 0 ? [NOWHERE] : [], ...awards.slice(0, b % 2)], budget: s.model.reservations.get(reservation ?? '')?.budget ?? aBudget(s, b), reservation }
    const who = aPerson(s, c, 'head', 'leader', 'both')
    return { name: 'approve many', who, statement: `select approved || ',' || passed_by || ',' || total from lizhu.approve_awards(${[one.id, one.budget, list(one.awards), reservation].map(q).join(', ')})`, act: m => acts.approveMany(m, who, one) }
  },
  rescind: (s, { a, b, c }) => {
    const one = { id: '', award: anAward(s, a, 'approved'), instalment: b % 2 === 0 ? undefined : 1 + b % 3 }
    const id = newId(s)
    const who = aPerson(s, c, 'head', 'leader')
    return { name: 'rescind', who, statement: call('rescind_award', id, one.award, '停', '文', one.instalment), act: m => acts.rescind(m, who, { ...one, id }) }
  },
  shortfall: (s, { a, b, c }) => {
    const awards = [...s.model.awards.values()].filter((one, i) => one.state === 'ready' || (a + i) % 19 === 0).map(one => one.id)
    const one = { id: newId(s), budget: aBudget(s, b), awards, choice: pick(['pro rata', 'queue', 'next year', 'pro rata'], c, 'queue') }
    const who = aPerson(s, c, 'leader', 'head')
    return { name: `shortfall: ${one.choice}`, who, statement: call('decide_shortfall', one.id, one.budget, list(awards), one.choice, '不足', '文'), act: m => acts.decideShortfall(m, who, one) }
  },
  meet: (s, { a, b, c }) => {
    const one = { award: anAward(s, a, 'approved'), instalment: 1 + b % 2 }
    const who = aPerson(s, c, 'officer', 'head')
    return { name: 'meet', who, statement: call('meet_condition', one.award, one.instalment, '验收单'), act: m => money.meet(m, who, one) }
  },
  pay: (s, { a, b, c, d }) => {
    const award = anAward(s, a, 'approved')
    const numbers = planned(s.model.awards.get(award)).map(one => one.number)
    const one = { award, instalment: b % 5 === 0 ? 1 + b % 4 : pick(numbers, b, 1), payment: d % 11 === 0 ? pick([...s.model.payments.keys()], d >> 4, 'p') : `p ${s.next++}` }
    const id = newId(s)
    const who = aPerson(s, c, 'finance', 'finance2', 'both')
    return { name: 'pay', who, statement: call('pay_instalment', id, one.award, one.instalment, one.payment), act: m => money.pay(m, who, { ...one, id }) }
  },
  return: (s, { a, c }) => {
    const payment = pick([...s.model.payments.keys()], a, 'none')
    const id = newId(s)
    const who = aPerson(s, c, 'finance')
    return { name: 'return', who, statement: call('return_payment', id, payment, '退'), act: m => money.giveBack(m, who, { id, payment }) }
  },
  recover: (s, { a, b, c, d, n }) => {
    const kind = pick(['demand', 'receive', 'write off'] as const, b, 'demand')
    const held = [...s.model.awards.values()].filter(one => (kind === 'demand' ? one.paid : one.receivable) > 0n)
    const of = held.length > 0 && a % 5 > 0 ? pick(held, a >> 3, undefined) : s.model.awards.get(anAward(s, a, 'approved', 'closed'))
    const has = of === undefined ? 0n : kind === 'demand' ? of.paid : of.receivable
    const one = { kind, award: of?.id ?? NOWHERE, amount: d % 4 === 0 ? has : d % 5 === 0 ? has + 1n : BigInt(n % 6), ref: aRef(s, d) }
    const id = newId(s)
    const who = aPerson(s, c, ...kind === 'receive' ? ['finance', 'finance2'] as const : ['head', 'leader'] as const)
    return { name: kind, who, statement: call(kind.replace(' ', '_'), id, one.award, one.amount, one.ref, '追', '文'), act: m => money.recover(m, who, { ...one, id }) }
  },
  budget: (s, { a, b, c, d, n }) => {
    const kind = pick(['appropriate', 'appropriate', 'lapse', 'reuse'] as const, b, 'lapse')
    const budget = aBudget(s, a)
    const has = s.model.budgets.get(budget)?.stages[kind === 'reuse' ? 'recovered' : 'available'] ?? 0n
    const amount = kind === 'appropriate' ? d % 101 === 0 ? acts.MOST : BigInt(n) * 2n : d % 4 === 0 ? has : d % 5 === 0 ? has + 1n : BigInt(n % 9)
    const one = { kind, budget, amount, ref: aRef(s, d) }
    const id = newId(s)
    const who = aPerson(s, c, ...kind === 'reuse' ? ['leader', 'head'] as const : ['finance', 'finance2'] as const)
    return { name: kind, who, statement: call(kind, id, budget, amount, one.ref, '因', '文'), act: m => money.onBudget(m, who, { ...one, id }) }
  },
  carry: (s, { a, b, c, d, n }) => {
    const all = [...s.model.budgets.keys()]
    const one = { from: b % 3 === 0 ? aBudget(s, a) : all[0] ?? NOWHERE, to: b % 4 === 0 ? aBudget(s, d) : all[1] ?? NOWHERE, amount: BigInt(n % 12), ref: aRef(s, d) }
    const id = newId(s)
    const who = aPerson(s, c, 'finance')
    return { name: 'carry over', who, statement: call('carry_over', id, one.from, one.to, one.amount, one.ref, '结转', '文'), act: m => money.carry(m, who, { ...one, id }) }
  },
  reserve: (s, { a, c, n }) => {
    const one = { budget: aBudget(s, a), amount: BigInt(n) }
    const id = newId(s)
    const who = aPerson(s, c, 'finance', 'leader')
    return { name: 'reserve', who, statement: call('reserve', id, one.budget, one.amount, '批'), act: m => money.reserve(m, who, { ...one, id }) }
  },
  release: (s, { a, b, c, n }) => {
    const one = { reservation: aReservation(s, a), amount: b % 3 === 0 ? undefined : BigInt(n % 10) }
    const id = newId(s)
    const who = aPerson(s, c, 'finance', 'head')
    return { name: 'release', who, statement: call('release', id, one.reservation, one.amount), act: m => money.release(m, who, { ...one, id }) }
  },
}
const planned = (a: Award | undefined) => a?.instalments.filter(one => one.state === 'planned') ?? []

/** How often each is drawn. */
const WEIGHTS: readonly (readonly [string, number])[] = [
  ['propose', 8], ['decide', 3], ['move', 14], ['set limit', 1], ['takes', 3], ['approve', 12], ['approve many', 3], ['rescind', 2], ['shortfall', 2], ['meet', 3], ['pay', 12], ['return', 3], ['recover', 9], ['budget', 7], ['carry', 2], ['reserve', 2], ['release', 2],
]

function drawn(name: string, s: Session, chance: Chance): Command {
  const draw = DRAWS[name]
  if (draw === undefined) throw new Error(name)
  return draw(s, chance)
}

const even = { a: 1, b: 1, c: 1, d: 1, n: 20 }
/** What every run begins with: money, and awards that wait for it. Counted and compared like the rest. */
export const PRELUDE: readonly ((s: Session) => void)[] = [
  ...[0, 1, 2].map(n => (s: Session) => { take(s, drawn('budget', s, { ...even, a: 4 * n + 4, b: 0, n: 30 - 5 * n })) }),
  ...[0, 1, 2, 3].map(n => (s: Session) => { take(s, drawn('propose', s, { a: n === 3 ? 3 : 1, b: n === 2 ? 2 : n, c: n + 1, d: n === 1 ? 6 : 5, n: 8 + 5 * n })) }),
  ...[0, 1].map(n => (s: Session) => { take(s, drawn('move', s, { ...even, a: 8 * n + 1, b: 0 })) }),
]
function take(s: Session, one: Command): void {
  s.done.push(one)
  s.expected.push({ who: one.who.id, statement: one.statement, name: one.name, outcome: outcomeOf(s.model, one), state: lines(s.model) })
}

/** Commands of fast-check: each runs on the model at once, and waits for the database with what it must answer. */
export function ledgerCommands(most: number) {
  const chance = fc.record({ a: fc.nat(0xffff), b: fc.nat(0xffff), c: fc.nat(0xffff), d: fc.nat(0xffff), n: fc.oneof({ weight: 20, arbitrary: fc.integer({ min: 1, max: 30 }) }, { weight: 1, arbitrary: fc.integer({ min: -3, max: 0 }) }) })
  const kinds = WEIGHTS.flatMap(([name, weight]) => Array<string>(weight).fill(name))
  const kind = fc.constantFrom(...kinds)
  const fresh = fc.record({ kind, chance }).map(one => command(one.kind, s => drawn(one.kind, s, one.chance)))
  // The same again, by whoever it was or another; and another payload under an id that came before.
  const again = fc.nat().map(n => command('again', s => s.done[s.done.length - 1 - n % Math.min(Math.max(s.done.length, 1), 12)]))
  const otherwise = fc.record({ kind, chance, n: fc.nat() }).map(one => command(`${one.kind} under another’s id`, s => { s.forced = pick(s.ids, one.n, undefined); const made = drawn(one.kind, s, one.chance); s.forced = undefined; return made }))
  return fc.commands<Session, undefined>([fresh, fresh, fresh, fresh, fresh, fresh, fresh, fresh, again, otherwise], { maxCommands: most, size: 'max' })
}

function command(name: string, make: (s: Session) => Command | undefined): fc.Command<Session, undefined> {
  return {
    check: () => true,
    run: s => {
      const one = make(s)
      if (one !== undefined) take(s, one)
    },
    toString: () => name,
  }
}
function outcomeOf(m: Model, { act }: Command): string {
  try {
    return act(m)
  } catch (error) {
    if (error instanceof No) return error.message
    throw error
  }
}
