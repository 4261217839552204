import { awardOf, budgetOf, MOST, needDuty, needRole, needStage, needState, needTransfer, no, posted, takeDuty, transfer, type Award, type Instalment, type Model, type Person, type State } from './model.ts'

// Each act as the model does it: what it answers, or thrown what it is refused with. What is checked comes before what is changed.

export interface Part { readonly amount: bigint; readonly condition?: string }
export interface Proposal { readonly id: string; readonly matter: string; readonly party: string; readonly instrument: string; readonly bound: bigint; readonly amount: bigint | undefined; readonly limits: readonly { readonly key: string; readonly max: bigint }[]; readonly parts: readonly Part[] | undefined }
const asText = (...parts: readonly unknown[]): string => JSON.stringify(parts, (_, value: unknown) => typeof value === 'bigint' ? String(value) : value ?? null)
const total = (parts: readonly { readonly amount: bigint }[]): bigint => parts.reduce((sum, one) => sum + one.amount, 0n)

function scheduled(parts: readonly Part[] | undefined, whole: bigint): Instalment[] {
  const given: readonly Part[] = parts ?? [{ amount: whole }]
  if (given.some(one => one.amount <= 0n)) no('23514')
  return given.map(({ amount, condition }, i) => ({ number: i + 1, amount, condition: condition !== undefined, met: false, state: 'planned', payment: undefined }))
}
function needTotal(a: Award): bigint {
  if (a.amount === undefined || total(a.instalments) !== a.amount) return no('LZ025')
  return a.amount
}

export function propose(m: Model, _: Person, { id, matter, instrument, bound, amount, limits, parts, party }: Proposal): string {
  if (bound <= 0n || (amount !== undefined && (amount <= 0n || amount > bound))) no('23514')
  const asked = asText(id, matter, party, instrument, bound, amount, limits, parts)
  const before = m.awards.get(id)
  if (before !== undefined) return before.asked === asked ? 'false' : no('LZ020')
  if ([...m.awards.values()].some(one => one.matter === matter && one.state !== 'rescinded' && one.state !== 'dropped')) no('23505')
  if (limits.some(({ key, max }) => (m.limits.get(key)?.max ?? max) !== max)) no('LZ024')
  const instalments = amount === undefined ? [] : scheduled(parts, amount)
  for (const { key, max } of limits) if (!m.limits.has(key)) m.limits.set(key, { max, used: 0n })
  m.awards.set(id, { id, matter, instrument, bound, limits: limits.map(one => one.key), asked, amount, budget: undefined, state: 'proposed', committed: 0n, paid: 0n, receivable: 0n, recovered: 0n, rescinded: 0n, instalments })
  return 'true'
}

export function decide(m: Model, person: Person, { award, amount, parts }: { readonly award: string; readonly amount: bigint; readonly parts: readonly Part[] | undefined }): string {
  needRole(person, 'officer', 'head', 'leader')
  const a = awardOf(m, award)
  needState(a, 'proposed')
  const room = a.limits.map(key => { const { max, used } = limitOf(m, key); return max - used })
  const most = [a.bound, ...room].reduce((least, one) => one < least ? one : least)
  if (amount > most) no(`LZ023:${amount - most}`)
  if (amount <= 0n) no('23514')
  a.instalments = scheduled(parts, amount)
  a.amount = amount
  return ''
}
const limitOf = (m: Model, key: string) => m.limits.get(key) ?? no('LZ026')

const MOVES: readonly string[] = ['proposed > ready', 'ready > proposed', 'proposed > dropped', 'ready > dropped', 'approved > closed']
export function move(m: Model, _: Person, { award, state }: { readonly award: string; readonly state: State }): string {
  const a = awardOf(m, award)
  if (!MOVES.includes(`${a.state} > ${state}`)) no('LZ005')
  if (state === 'ready') needTotal(a)
  if (state === 'closed' && a.committed + a.receivable > 0n) no('LZ005')
  a.state = state
  return ''
}

export function setLimit(m: Model, person: Person, { key, max }: { readonly key: string; readonly max: bigint }): string {
  needRole(person, 'leader', 'head')
  const limit = limitOf(m, key)
  if (limit.used > max) no('23514')
  limit.max = max
  return ''
}

export function takes(m: Model, person: Person, { matter, duty }: { readonly matter: string; readonly duty: string }): string {
  needDuty(m, matter, person, duty)
  takeDuty(m, matter, person, duty)
  return ''
}

interface Grounds { readonly budget: string; readonly reservation: string | undefined }
export function approve(m: Model, person: Person, { id, award, parts, ...grounds }: Grounds & { readonly id: string; readonly award: string; readonly parts: readonly Part[] | undefined }): string {
  needRole(person, 'leader', 'head')
  const a = awardOf(m, award)
  const asked = asText('approve', award, grounds, parts)
  if (posted(m, id, asked)) return 'false'
  needState(a, 'ready')
  needDuty(m, a.matter, person, 'approve')
  const instalments = parts === undefined ? a.instalments : scheduled(parts, 0n)
  needTotal({ ...a, instalments })
  needMoney(m, [a], grounds)
  a.instalments = instalments
  commit(m, person, a, grounds, id, asked)
  return 'true'
}

export function approveMany(m: Model, person: Person, { awards, ...grounds }: Grounds & { readonly id: string; readonly awards: readonly string[] }): string {
  needRole(person, 'leader', 'head')
  const all = [...new Set(awards)].sort()
  const known = all.map(id => m.awards.get(id))
  if (known.includes(undefined)) no('LZ026')
  const found = known.filter(one => one !== undefined)
  for (const one of found) needState(one, 'ready', 'approved', 'closed')
  const chosen = found.filter(one => one.state === 'ready')
  const sum = chosen.reduce((so, one) => so + (one.amount ?? 0n), 0n)
  if (chosen.length > 0) {
    for (const { matter } of chosen) needDuty(m, matter, person, 'approve')
    needMoney(m, chosen, grounds)
    for (const one of chosen) commit(m, person, one, grounds, `made of ${one.id}`, undefined)
  }
  return `${chosen.length},${all.length - chosen.length},${sum}`
}

/** Joint ceilings in the order of their keys, then the budget, then what was put by. */
function needMoney(m: Model, awards: readonly Award[], { budget, reservation }: Grounds): void {
  const wanted = new Map<string, bigint>()
  for (const { limits, amount = 0n } of awards) for (const key of limits) wanted.set(key, (wanted.get(key) ?? 0n) + amount)
  for (const [key, amount] of [...wanted].sort(([a], [b]) => a < b ? -1 : 1)) {
    const { max, used } = limitOf(m, key)
    if (used + amount > max) no(`LZ023:${used + amount - max}:${key}`)
  }
  const sum = awards.reduce((so, one) => so + (one.amount ?? 0n), 0n)
  const b = budgetOf(m, budget)
  if (b.instrument !== undefined && awards.some(one => one.instrument !== b.instrument)) no('LZ024')
  if (reservation === undefined) return needStage(b.stages.available, sum, 'available')
  const put = m.reservations.get(reservation)
  if (put?.budget !== budget) return no('LZ026')
  needStage(put.held, sum, 'reserved')
}
function commit(m: Model, person: Person, a: Award, { budget, reservation }: Grounds, id: string, asked: string | undefined): void {
  const { amount = 0n } = a
  takeDuty(m, a.matter, person, 'approve')
  for (const key of a.limits) limitOf(m, key).used += amount
  Object.assign(a, { state: 'approved', budget, committed: amount })
  transfer(m, { id, kind: 'approve', ref: a.id, budget, debit: reservation === undefined ? 'available' : 'reserved', credit: 'committed', amount, award: a.id, ...reservation === undefined ? {} : { reservation }, by: person.id }, asked)
}

export function rescind(m: Model, person: Person, { id, award, instalment }: { readonly id: string; readonly award: string; readonly instalment: number | undefined }): string {
  needRole(person, 'leader', 'head')
  const a = awardOf(m, award)
  const asked = asText('rescind', award, instalment)
  if (posted(m, id, asked)) return 'false'
  needState(a, 'approved')
  const gone = a.instalments.filter(one => one.state === 'planned' && one.number === (instalment ?? one.number))
  const amount = total(gone)
  if (gone.length === 0) no('LZ005')
  const one = { id, kind: 'rescind', ref: instalment === undefined ? award : `${award}/${instalment}`, budget: a.budget ?? '', debit: 'committed', credit: 'available', amount, award, by: person.id } as const
  needTransfer(m, one)
  for (const part of gone) part.state = 'cancelled'
  for (const key of a.limits) limitOf(m, key).used -= amount
  a.committed -= amount
  a.rescinded += amount
  if (a.rescinded === a.amount) a.state = 'rescinded'
  transfer(m, one, asked)
  return 'true'
}

export function decideShortfall(m: Model, person: Person, { id, budget, awards, choice }: { readonly id: string; readonly budget: string; readonly awards: readonly string[]; readonly choice: string }): string {
  needRole(person, 'leader', 'head')
  const { stages: { available } } = budgetOf(m, budget)
  const all = [...new Set(awards)].sort()
  const asked = asText(budget, all, choice)
  const before = m.decisions.get(id)
  if (before !== undefined) return before === asked ? 'false' : no('LZ020')
  const found = all.map(one => m.awards.get(one)).filter(one => one?.state === 'ready').filter(one => one !== undefined)
  if (found.length !== all.length) no('LZ005')
  const wanted = found.reduce((so, one) => so + (one.amount ?? 0n), 0n)
  if (wanted <= available) no('LZ024')
  const share = (amount: bigint): bigint => amount * available / wanted
  if (choice === 'pro rata') {
    if (found.some(one => share(one.amount ?? 0n) === 0n)) no('LZ024')
    for (const a of found) {
      let before = 0n
      a.instalments = a.instalments.map(part => { const so = before; before += part.amount; return { ...part, amount: share(before) - share(so) } }).filter(part => part.amount > 0n)
      a.amount = share(a.amount ?? 0n)
    }
  }
  m.decisions.set(id, asked)
  return 'true'
}
export { asText, MOST }
