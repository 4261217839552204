import { walk, type Tree } from '../tree.ts'
import type { FactRef } from '../scope.ts'
import type { Every, Type } from '../type.ts'
import { firstMonthOf, periodOfMonth, periodStart } from '../calendar.ts'
import { heldAs } from '../tree.ts'
import { whole } from '../rational.ts'
import { NOTHING_THERE, UNTOLD } from './column.ts'
import { chosen, holdsOf } from './lower.ts'
import type { Context, Lowered, Period } from './lowered.ts'
import { refuse } from './refusal.ts'

/** Periods before the first year are left out where there are many to a year: so many months are looked up at most. */
const MOST_MONTHS = 84

/** What is read in the period that each row names: of every one that a row may. */
export function periodByRow(of: Tree, when: Lowered, type: Type, inside: (context: Partial<Context>) => Lowered, context: Context): Lowered {
  const { builder, figures, outside: { years } } = context
  const yearly = [...walk(of)].every(node => node.op !== 'fact' || node.ref.every === undefined || node.ref.every === 'year')
  if (years === undefined || when.kind !== 'figure' || !(type.kind === 'date' || (type.kind === 'period' && yearly && type.every === 'year'))) return refuse('period-by-row')
  const every: Every = yearly ? 'year' : 'month'
  // Days are held against the first days of periods: no row's year needs to be worked out.
  const before = (one: number): number => figures.compare('lt', when.figure, figures.constant(whole(periodStart(one, every))))
  const isIn = (one: number): number => (type.kind === 'date' ? builder.without(before(one + 1), before(one)) : figures.compare('eq', when.figure, figures.constant(whole(one))))
  const [from, to] = yearly ? years : [Math.max(years[0] * 12, years[1] * 12 + 12 - MOST_MONTHS), years[1] * 12 + 11]
  const absent = builder.or(when.unknown, when.none)
  const all = Array.from({ length: to - from + 1 }, (_, i) => from + i).map(one => ({ is: builder.without(isIn(one), absent), month: firstMonthOf(one, every) }))
  const told = builder.or(...all.map(one => one.is))
  figures.leave(builder.not(builder.or(absent, told)))
  const value = isGathered(of) ? inside({ periods: all }) : eachPeriod(all, inside, context)
  const unknown = builder.or(when.unknown, builder.and(told, value.unknown))
  return {
    ...value, unknown, none: builder.or(when.none, builder.and(told, value.none)),
    // A truth holds nowhere but in its own period.
    ...(value.kind === 'truth' ? { holds: builder.and(told, value.holds) } : {}),
    waits: (path, sink) => {
      const open = builder.and(path, unknown)
      when.waits(open, sink)
      value.waits(builder.and(open, told), sink)
    },
  }
}

/** Each fact is chosen by its period first, and all else worked out once; not where what is asked for hangs on the period otherwise. */
function isGathered(of: Tree): boolean {
  return [...walk(of)].every(node => node.op !== 'at' && node.op !== 'total' && (node.op !== 'call' || node.args.every(arg => [...walk(arg)].every(one => one.op !== 'fact' || one.ref.every === undefined || heldAs(one.type) !== 'text'))))
}

/** A fact in the period that each row names. */
export function gathered(ref: FactRef, shift: number, periods: readonly Period[], { builder, figures }: Context): Lowered {
  const cells = periods.map(({ is, month }) => {
    const at = periodOfMonth(month, ref.every ?? 'year') + shift
    const { place, column } = builder.column(ref, at)
    return { is, at, place, column, unknown: builder.and(is, builder.state(place, UNTOLD)), none: builder.and(is, builder.state(place, NOTHING_THERE)) }
  })
  const [first, ...rest] = cells
  if (first === undefined) return refuse('period-by-row')
  const absent = {
    unknown: builder.or(...cells.map(one => one.unknown)), none: builder.or(...cells.map(one => one.none)),
    waits: (path: number, sink: { fact: (of: FactRef, period: number | undefined, where: number) => void }) => { for (const { at, unknown } of cells) sink.fact(ref, at, builder.and(path, unknown)) },
  }
  switch (heldAs(ref.type)) {
    case 'rational': case 'number': {
      const value = rest.reduce((before, { is, place }) => builder.select(is, builder.load(place), before), builder.load(first.place))
      return { kind: 'figure', figure: figures.cells(value, first.column.least, first.column.most, first.column.scale), ...absent }
    }
    case 'boolean': return { kind: 'truth', holds: builder.or(...cells.map(({ is, place }) => builder.and(is, builder.truth(place)))), ...absent }
    case 'text': return { kind: 'chosen', options: cells.map(({ is, place }) => ({ where: is, column: place })), ...absent }
    case 'list': return refuse('list-fact', { name: ref.name })
  }
}

/** Worked out for every period, and chosen. */
function eachPeriod(periods: readonly Period[], inside: (context: Partial<Context>) => Lowered, context: Context): Lowered {
  const { builder } = context
  const all = periods.map(({ is, month }) => ({ is, value: inside({ month }) }))
  const [first, ...rest] = all
  if (first === undefined) return refuse('period-by-row')
  const held = rest.reduce<Lowered>((before, { is, value }) => ({ ...before, ...chosen(is, value, before, context, (a, b) => builder.or(builder.and(is, a), builder.without(b, is))) }), first.value)
  const within = (of: (value: Lowered) => number): number => builder.or(...all.map(({ is, value }) => builder.and(is, of(value))))
  return {
    ...held, ...(held.kind === 'truth' ? { holds: within(value => holdsOf(value, context)) } : {}), unknown: within(value => value.unknown), none: within(value => value.none),
    waits: (path, sink) => { for (const { is, value } of all) value.waits(builder.and(path, is), sink) },
  }
}
