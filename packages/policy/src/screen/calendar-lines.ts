import { calendar, rational, type Every } from '@lizhu/feel'
import { refuse, type Figure, type Reg } from '@lizhu/feel/kernel'
import type { Amount, Cap } from '../program.ts'
import { lowered, Waits, type Making } from './outside.ts'
import { Parts, type Reckoned } from './reckoned.ts'
import { single, typeOf, type Side } from './single.ts'
import { CALENDAR, grainIn } from './rules.ts'
import { lackOf, limitOf, rounded, together, type Start } from './start.ts'

/** How many periods back a row's first one may lie; rows that began before are left to the closure. */
const WINDOW: Readonly<Record<Every, number>> = { year: 12, quarter: 24, month: 60 }

/** Years (quarters, months) from a day on, each worked out for all rows: the lines before a row's first one do not belong to it. */
export function calendarLines(making: Making, instrument: string, subject: string, amount: Amount, sum: NonNullable<Amount['sum']>, caps: readonly Cap[], side: Side, notes: Waits): Start {
  const { builder, figures, options: { asOf } } = making
  const every = CALENDAR[sum.lines] ?? 'year'
  const ofLine = caps.filter(cap => grainIn(making.prepared, subject, sum, cap) === 'line')
  if (sum.from === undefined || caps.some(cap => grainIn(making.prepared, subject, sum, cap) === 'group')) return refuse('lines', { lines: sum.lines })
  const from = lowered(sum.from, making)
  from.waits(builder.yes, notes)
  if (from.kind !== 'figure') return refuse('lines', { lines: sum.lines })
  const first = periodOf(making, from.figure, every)
  const now = calendar.periodOf(asOf, every)
  const absent = builder.or(from.unknown, from.none)
  const earliest = now - WINDOW[every] + 1
  figures.leave(builder.without(figures.compare('lt', first, figures.constant(rational.whole(earliest))), absent))
  const parts = new Parts(making, notes, typeOf(amount).kind === 'money' ? 1n : undefined)
  const periods = Array.from({ length: WINDOW[every] }, (_, i) => earliest + i)
  const lines = periods.map(period => {
    const begun = builder.without(figures.compare('le', first, figures.constant(rational.whole(period))), absent)
    return lineIn(making, amount, sum, ofLine, side, { begun, today: Math.min(calendar.periodEnd(period, every), asOf), line: figures.add(figures.constant(rational.whole(period + 1)), first, -1n) })
  })
  const { reckoned, any, maybe } = together(parts, lines)
  const perhaps = builder.or(builder.without(maybe, any), from.unknown)
  const known = builder.without(reckoned.known, from.unknown)
  return { reckoned: { ...reckoned, known }, lack: { id: lackOf('sum', instrument), rows: builder.not(builder.or(any, perhaps)) }, perhaps, defer: builder.or(...lines.map(one => one.defer)) }
}

function lineIn(outer: Making, amount: Amount, sum: NonNullable<Amount['sum']>, caps: readonly Cap[], side: Side, { begun, today, line }: { readonly begun: Reg; readonly today: number; readonly line: Figure }) {
  const { builder, builder: { no } } = outer
  const making: Making = { ...outer, outside: { ...outer.outside, today }, line }
  const waits = new Waits(builder)
  const test = sum.where === undefined ? undefined : lowered(sum.where, making)
  const asked = new Waits(builder)
  test?.waits(begun, asked)
  const belongs = test === undefined ? begun : builder.and(begun, test.kind === 'truth' ? test.holds : no)
  const perhaps = builder.and(begun, test?.unknown ?? no)
  waits.take(asked, perhaps)
  const { reckoned, defer } = lineOf(making, amount, caps, side, waits)
  return { reckoned, belongs, perhaps, waits, defer: builder.and(defer, builder.or(belongs, perhaps)) }
}

/** One line by the rules of the amount, under the limits of a line. */
export function lineOf(making: Making, amount: Amount, caps: readonly Cap[], side: Side, waits: Waits): { readonly reckoned: Reckoned; readonly defer: Reg } {
  const { builder } = making
  const parts = new Parts(making, waits, typeOf(amount).kind === 'money' ? 1n : undefined)
  const { reckoned, below, defer } = single(parts, amount, side)
  // Below the lowest band a line is given nothing, whatever would be added.
  let line = parts.either(below, builder.no, reckoned, parts.certainly(parts.zero))
  for (const cap of caps) line = parts.least(line, limitOf(parts, cap))
  return { reckoned: amount.round.perLine ? { ...line, figure: rounded(making, { type: typeOf(amount), round: amount.round }, line.figure) } : line, defer }
}

function periodOf({ builder, figures }: Making, day: Figure, every: Every): Figure {
  const held = figures.held(day, 1n)
  if (held === undefined) return refuse('broken-date')
  const ordinal = figures.cells(builder.date(every === 'year' ? 'year' : 'month of', held.reg, held.reg), -200_000n, 200_000n, 1n)
  return every === 'quarter' ? figures.floor(figures.divide(ordinal, figures.constant(rational.whole(3))).figure) : ordinal
}
