import type { Type } from '@lizhu/feel'
import { refuse, type Reg } from '@lizhu/feel/kernel'
import type { Adjustment, Amount, Band, Floor, Given, Read } from '../program.ts'
import { certain, lowered, Waits } from './outside.ts'
import type { Parts, Reckoned } from './reckoned.ts'
import { fromTable } from './table.ts'

export type Side = 'from' | 'to'
/** What one row is given before any limit. `below`: no row of the table holds; `perhaps`: one may. */
export interface Single { readonly reckoned: Reckoned; readonly below: Reg; readonly perhaps: Reg; /** Left to the closure. */ readonly defer: Reg }
export interface Base { readonly reckoned: Reckoned; readonly type: Type }

const isRatio = (type: Type): boolean => type.kind === 'rate' || type.kind === 'points' || (type.kind === 'number' && type.unit === undefined)

export function typeOf({ type, portions, of }: Amount): Type {
  const first = portions?.[0]
  if (first === undefined || of === undefined) return type
  return isRatio(first.give.type) ? of.type : first.give.type
}

/** what · of what · changed by · at least, in the assessor's order. */
export function single(parts: Parts, amount: Amount, side: Side): Single {
  const { builder: { yes, no } } = parts.making
  const base = amount.of === undefined ? undefined : { reckoned: parts.of(amount.of, yes), type: amount.of.type }
  const taken = takenOf(parts, amount, base, side)
  let reckoned = taken.reckoned
  for (const row of amount.adjust) reckoned = adjusted(parts, certain(parts.making.options, row), reckoned, base, typeOf(amount))
  reckoned = parts.notBelowZero(reckoned)
  for (const row of amount.atLeast) reckoned = raised(parts, row, reckoned)
  return { below: no, perhaps: no, defer: no, ...taken, reckoned }
}

function takenOf(parts: Parts, amount: Amount, base: Base | undefined, side: Side): Pick<Single, 'reckoned'> & Partial<Single> {
  const { builder: { yes } } = parts.making
  if (amount.table !== undefined) return fromTable(parts, amount, amount.table, base, side)
  if (amount.portions !== undefined && base !== undefined) return { reckoned: fromPortions(parts, amount.portions, base) }
  return { reckoned: amount.given === undefined ? refuse('nothing-given') : take(parts, amount, amount.given, base, side, yes) }
}

/** A value, or a rate of the base, for every step where there are steps. */
export function take(parts: Parts, { each }: Amount, given: Given, base: Base | undefined, side: Side, path: Reg): Reckoned {
  const tree = given.how === 'between' ? given[side] : given.value
  const rate = parts.of(tree, path)
  if (each !== undefined && base !== undefined) return parts.times(stepsOf(parts, each, base, path), rate)
  return base === undefined || !isRatio(tree.type) ? rate : parts.times(base.reckoned, rate)
}

/** How many full steps the base has; `part`: with the part of the last one. */
function stepsOf(parts: Parts, each: NonNullable<Amount['each']>, { reckoned: base }: Base, path: Reg): Reckoned {
  const { figures } = parts.making
  const step = parts.of(each.step, path)
  const written = figures.constantOf(step.figure)
  if (written === undefined || written.n <= 0n) return refuse('step-by-row')
  const { figure } = figures.divide(base.figure, step.figure)
  return parts.notBelowZero({ ...base, figure: each.part ? figure : figures.floor(figure) })
}

/** Each rate on its own slice of the base. */
function fromPortions(parts: Parts, portions: NonNullable<Amount['portions']>, { reckoned: base }: Base): Reckoned {
  const { builder, figures } = parts.making
  let total = parts.certainly(parts.zero)
  for (const { band, give } of portions) {
    const slice = sliceOf(parts, base, band)
    const empty = builder.and(slice.known, figures.compare('eq', slice.figure, parts.zero))
    const part = parts.times(slice, parts.of(give, builder.not(empty)))
    total = parts.plus(total, { ...part, known: builder.or(part.known, empty), figure: figures.select(empty, parts.zero, part.figure) })
  }
  const open = base.open && total.open && portions.some(({ band }) => band.most === undefined)
  return { ...total, open, vanish: open ? builder.no : builder.not(total.known) }
}
function sliceOf(parts: Parts, base: Reckoned, { least, most }: Band): Reckoned {
  const { figures } = parts.making
  const from = numberOf(least)
  const to = most === undefined ? base.figure : figures.extreme('min', base.figure, figures.constant(numberOf(most)))
  return parts.notBelowZero({ ...base, figure: from.n > 0n ? figures.add(to, figures.constant(from), -1n) : to })
}
export function numberOf(value: Band['least']): { readonly n: bigint; readonly d: bigint } {
  if (typeof value === 'number') return { n: BigInt(value), d: 1n }
  return typeof value === 'object' && 'n' in value ? value : { n: 0n, d: 1n }
}

/** Points, factors and deductions. Points of the rate are points of the base. */
function adjusted(parts: Parts, { test, change, by }: Adjustment, before: Reckoned, base: Base | undefined, type: Type): Reckoned {
  const { making, making: { builder: { yes, no }, builder } } = parts
  const waits = new Waits(builder)
  const tested = test === undefined ? undefined : lowered(test, making)
  tested?.waits(yes, waits)
  parts.notes.take(waits, yes)
  const holds = tested === undefined ? yes : tested.kind === 'truth' ? tested.holds : no
  const perhaps = tested?.unknown ?? no
  const amount = parts.of(by, builder.or(holds, perhaps))
  const by1 = isRatio(by.type) && base !== undefined && type.kind !== 'rate' && change !== 'times' ? parts.times(base.reckoned, amount) : amount
  const after = change === 'add' ? parts.plus(before, by1) : change === 'less' ? parts.notBelowZero(parts.minus(before, by1)) : parts.times(before, amount)
  return parts.either(holds, perhaps, before, after)
}

function raised(parts: Parts, row: Read<Floor>, before: Reckoned): Reckoned {
  return parts.greatest(before, parts.of(certain(parts.making.options, row).min, parts.making.builder.yes))
}
