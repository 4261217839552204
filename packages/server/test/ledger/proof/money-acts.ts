import { asText } from './acts.ts'
import { awardOf, budgetOf, needDuty, needRole, needStage, needState, needTransfer, no, posted, takeDuty, transfer, type Model, type Person } from './model.ts'

// Payment, recovery, and what is done to a budget, as the model does them.

export function meet(m: Model, person: Person, { award, instalment }: { readonly award: string; readonly instalment: number }): string {
  needRole(person, 'officer', 'head', 'leader')
  const a = awardOf(m, award)
  needState(a, 'approved')
  const part = a.instalments.find(one => one.number === instalment && one.state === 'planned' && one.condition && !one.met) ?? no('LZ005')
  part.met = true
  return ''
}

export function pay(m: Model, person: Person, { id, award, instalment, payment }: { readonly id: string; readonly award: string; readonly instalment: number; readonly payment: string }): string {
  needRole(person, 'finance')
  const a = awardOf(m, award)
  const asked = asText('pay', award, instalment, payment)
  if (posted(m, id, asked)) return 'false'
  needState(a, 'approved')
  needDuty(m, a.matter, person, 'pay')
  const part = a.instalments.find(one => one.number === instalment) ?? no('LZ026')
  if (part.state !== 'planned') no('LZ005')
  if (part.condition && !part.met) no('LZ027')
  const one = { id, kind: 'pay', ref: payment, budget: a.budget ?? '', debit: 'committed', credit: 'paid', amount: part.amount, award, instalment, by: person.id } as const
  needTransfer(m, one)
  takeDuty(m, a.matter, person, 'pay')
  Object.assign(part, { state: 'paid', payment })
  a.committed -= part.amount
  a.paid += part.amount
  m.payments.set(payment, { award, instalment, amount: part.amount })
  transfer(m, one, asked)
  return 'true'
}

export function giveBack(m: Model, person: Person, { id, payment }: { readonly id: string; readonly payment: string }): string {
  needRole(person, 'finance')
  const { award, instalment, amount } = m.payments.get(payment) ?? no('LZ026')
  const a = awardOf(m, award)
  const asked = asText('return', payment)
  if (posted(m, id, asked)) return 'false'
  const part = a.instalments.find(one => one.number === instalment && one.payment === payment) ?? no('LZ005')
  needStage(a.paid, amount, 'paid')
  const one = { id, kind: 'return', ref: payment, budget: a.budget ?? '', debit: 'paid', credit: 'committed', amount, award, instalment, by: person.id } as const
  needTransfer(m, one)
  Object.assign(part, { state: 'planned', payment: undefined })
  a.paid -= amount
  a.committed += amount
  a.state = 'approved'
  transfer(m, one, asked)
  return 'true'
}

const RECOVERY = {
  demand: { roles: ['leader', 'head'], debit: 'paid', credit: 'receivable' }, receive: { roles: ['finance'], debit: 'receivable', credit: 'recovered' }, 'write off': { roles: ['leader', 'head'], debit: 'receivable', credit: 'paid' },
} as const
export type RecoveryKind = keyof typeof RECOVERY
export function recover(m: Model, person: Person, { kind, id, award, amount, ref }: { readonly kind: RecoveryKind; readonly id: string; readonly award: string; readonly amount: bigint; readonly ref: string }): string {
  const { roles, debit, credit } = RECOVERY[kind]
  needRole(person, ...roles)
  const a = awardOf(m, award)
  const asked = asText(kind, award, amount, ref)
  if (posted(m, id, asked)) return 'false'
  needState(a, 'approved', 'closed')
  needStage(a[debit], amount, debit)
  const one = { id, kind, ref, budget: a.budget ?? '', debit, credit, amount, award, by: person.id }
  needTransfer(m, one)
  a[debit] -= amount
  a[credit] += amount
  transfer(m, one, asked)
  return 'true'
}

const ON_BUDGET = { appropriate: { roles: ['finance'], debit: 'treasury', credit: 'available' }, lapse: { roles: ['finance'], debit: 'available', credit: 'treasury' }, reuse: { roles: ['leader', 'head'], debit: 'recovered', credit: 'available' } } as const
export type BudgetKind = keyof typeof ON_BUDGET
export function onBudget(m: Model, person: Person, { kind, id, budget, amount, ref }: { readonly kind: BudgetKind; readonly id: string; readonly budget: string; readonly amount: bigint; readonly ref: string }): string {
  const { roles, debit, credit } = ON_BUDGET[kind]
  needRole(person, ...roles)
  const b = budgetOf(m, budget)
  const asked = asText(kind, budget, amount, ref)
  if (posted(m, id, asked)) return 'false'
  if (debit !== 'treasury') needStage(b.stages[debit], amount, debit)
  const one = { id, kind, ref, budget, debit, credit, amount, by: person.id }
  needTransfer(m, one)
  transfer(m, one, asked)
  return 'true'
}

export function carry(m: Model, person: Person, { id, from, to, amount, ref }: { readonly id: string; readonly from: string; readonly to: string; readonly amount: bigint; readonly ref: string }): string {
  needRole(person, 'finance')
  const asked = asText('carry', from, to, amount, ref)
  if (posted(m, id, asked)) return 'false'
  const a = budgetOf(m, from)
  needStage(a.stages.available, amount, 'available')
  const b = budgetOf(m, to)
  if (a.fund !== b.fund || b.year !== a.year + 1) no('LZ024')
  const out = { id, kind: 'carry out', ref, budget: from, debit: 'available', credit: 'treasury', amount, by: person.id } as const
  const into = { ...out, id: `${id} in`, kind: 'carry in', budget: to, debit: 'treasury', credit: 'available' } as const
  needTransfer(m, out)
  needTransfer(m, into)
  transfer(m, out, asked)
  transfer(m, into)
  return 'true'
}

export function reserve(m: Model, person: Person, { id, budget, amount }: { readonly id: string; readonly budget: string; readonly amount: bigint }): string {
  needRole(person, 'finance', 'leader', 'head')
  const { stages: { available } } = budgetOf(m, budget)
  const asked = asText('reserve', budget, amount)
  if (posted(m, id, asked)) return 'false'
  needStage(available, amount, 'available')
  const one = { id, kind: 'reserve', ref: id, budget, debit: 'available', credit: 'reserved', amount, reservation: id, by: person.id } as const
  needTransfer(m, one)
  m.reservations.set(id, { budget, held: 0n })
  transfer(m, one, asked)
  return 'true'
}

export function release(m: Model, person: Person, { id, reservation, amount }: { readonly id: string; readonly reservation: string; readonly amount: bigint | undefined }): string {
  needRole(person, 'finance', 'leader', 'head')
  const put = m.reservations.get(reservation) ?? no('LZ026')
  const asked = asText('release', reservation, amount)
  if (posted(m, id, asked)) return 'false'
  needStage(put.held, amount ?? put.held, 'reserved')
  const one = { id, kind: 'release', ref: id, budget: put.budget, debit: 'reserved', credit: 'available', amount: amount ?? put.held, reservation, by: person.id } as const
  needTransfer(m, one)
  transfer(m, one, asked)
  return 'true'
}
