import { walk, type Tree } from '../tree.ts'
import type { Every, Type } from '../type.ts'
import { firstMonthOf } from '../calendar.ts'
import { whole } from '../rational.ts'
import type { Figure } from './figures.ts'
import { chosen, holdsOf } from './lower.ts'
import type { Context, Lowered } from './lowered.ts'
import { refuse } from './refusal.ts'

/** Periods before the first year are left out where there are many to a year: so many months are looked up at most. */
const MOST_MONTHS = 84

/** What is read in the period that each row names: worked out for every one that a row may, and chosen. */
export function periodByRow(of: Tree, when: Lowered, type: Type, inMonth: (month: number) => Lowered, context: Context): Lowered {
  const { builder, figures, outside: { years } } = context
  const yearly = [...walk(of)].every(node => node.op !== 'fact' || node.ref.every === undefined || node.ref.every === 'year')
  if (years === undefined || when.kind !== 'figure' || !(type.kind === 'date' || (type.kind === 'period' && yearly && type.every === 'year'))) return refuse('period-by-row')
  const every: Every = yearly ? 'year' : 'month'
  const period = type.kind === 'date' ? periodOf(when.figure, every, context) : when.figure
  const [from, to] = yearly ? years : [Math.max(years[0] * 12, years[1] * 12 + 12 - MOST_MONTHS), years[1] * 12 + 11]
  const absent = builder.or(when.unknown, when.none)
  const all = Array.from({ length: to - from + 1 }, (_, i) => from + i).map(one => ({ is: builder.without(figures.compare('eq', period, figures.constant(whole(one))), absent), value: inMonth(firstMonthOf(one, every)) }))
  figures.leave(builder.not(builder.or(absent, ...all.map(one => one.is))))
  const [first, ...rest] = all
  if (first === undefined) return refuse('period-by-row')
  const held = rest.reduce<Lowered>((before, { is, value }) => ({ ...before, ...chosen(is, value, before, context, (a, b) => builder.or(builder.and(is, a), builder.without(b, is))) }), first.value)
  const unknown = builder.or(when.unknown, ...all.map(({ is, value }) => builder.and(is, value.unknown)))
  const none = builder.or(when.none, ...all.map(({ is, value }) => builder.and(is, value.none)))
  // A truth holds nowhere but in its own year.
  const truth = held.kind === 'truth' ? { ...held, holds: builder.or(...all.map(({ is, value }) => builder.and(is, holdsOf(value, context)))) } : held
  return {
    ...truth, unknown, none,
    waits: (path, sink) => {
      const open = builder.and(path, unknown)
      when.waits(open, sink)
      for (const { is, value } of all) value.waits(builder.and(open, is), sink)
    },
  }
}

function periodOf(day: Figure, every: Every, { builder, figures }: Context): Figure {
  const held = figures.held(day, 1n)
  return held === undefined ? refuse('broken-date') : figures.cells(builder.date(every === 'year' ? 'year' : 'month of', held.reg, held.reg), -1_000_000n, 1_000_000n, 1n)
}
