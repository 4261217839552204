import { refuse, type Reg } from '@lizhu/feel/kernel'
import type { Amount, Band, TableRow } from '../program.ts'
import { certain, lowered, Waits } from './outside.ts'
import type { Parts, Reckoned } from './reckoned.ts'
import { numberOf, take, type Base, type Side, type Single } from './single.ts'

/** The first row that holds, on the whole base; where an earlier one may hold, it is one of several. */
export function fromTable(parts: Parts, amount: Amount, table: NonNullable<Amount['table']>, base: Base | undefined, side: Side): Single {
  const { builder, builder: { yes, no }, options } = parts.making
  const measure = table.on === undefined ? base?.reckoned : parts.of(table.on, yes)
  if (new Set(table.rows.map(row => certain(options, row).given.how)).size > 1) return refuse('mixed-table')
  let reckoned: Reckoned = parts.certainly(parts.zero)
  /** Rows of the column that met no sure row of the table yet; those that met one that may hold. */
  let open: Reg = yes
  let met: Reg = no
  let smallest: Reg = yes
  for (const row of table.rows) {
    const node = certain(options, row)
    const { hit, perhaps } = holds(parts, node, measure, open)
    const taken = take(parts, amount, node.given, base, side, builder.and(open, builder.or(hit, perhaps)))
    const here = builder.and(open, hit)
    reckoned = { ...parts.either(here, no, reckoned, taken), open: false }
    smallest = builder.and(smallest, builder.or(builder.not(builder.and(open, builder.or(hit, perhaps))), parts.mayVanish(taken)))
    reckoned = { ...reckoned, known: builder.without(reckoned.known, builder.and(here, met)) }
    met = builder.or(met, builder.and(open, perhaps))
    open = builder.without(open, hit)
  }
  const perhaps = builder.and(open, met)
  const known = builder.without(reckoned.known, perhaps)
  // Bounds of the measure may settle a band that it does not: those rows are left to the closure.
  const defer = measure === undefined || measure.open ? no : builder.not(measure.known)
  return { reckoned: { figure: reckoned.figure, known, open: false, vanish: builder.without(smallest, known) }, below: builder.without(open, met), perhaps, defer }
}

function holds(parts: Parts, { band, test }: TableRow, measure: Reckoned | undefined, path: Reg): { hit: Reg; perhaps: Reg } {
  const { making, making: { builder: { yes, no }, builder } } = parts
  const within = band === undefined ? { hit: yes, perhaps: no } : inBand(parts, band, measure)
  if (test === undefined) return within
  const tested = lowered(test, making)
  const may = builder.or(within.hit, within.perhaps)
  const waits = new Waits(builder)
  tested.waits(builder.and(path, may), waits)
  parts.notes.take(waits, yes)
  const yesses = tested.kind === 'truth' ? tested.holds : no
  return { hit: builder.and(within.hit, yesses), perhaps: builder.or(builder.and(within.perhaps, yesses), builder.and(may, tested.unknown)) }
}

function inBand(parts: Parts, band: Band, measure: Reckoned | undefined): { hit: Reg; perhaps: Reg } {
  const { builder, builder: { no, yes }, figures } = parts.making
  const { least, most, leastOpen, mostOpen } = band
  if (least === undefined && most === undefined) return { hit: yes, perhaps: no }
  if (measure === undefined) return { hit: no, perhaps: yes }
  const [from, to] = [figures.constant(numberOf(least)), figures.constant(numberOf(most))]
  // An unknown measure is at least 0, or nothing bounds it: a band from above 0 is open then, one that begins lower is not.
  if (measure.known !== yes && ((least !== undefined && numberOf(least).n <= 0n) || (most !== undefined && numberOf(most).n < 0n))) return refuse('band-at-zero')
  const above = least === undefined ? yes : builder.not(figures.compare(leastOpen === true ? 'le' : 'lt', measure.figure, from))
  const below = most === undefined ? yes : figures.compare(mostOpen === true ? 'lt' : 'le', measure.figure, to)
  return { hit: builder.and(measure.known, above, below), perhaps: builder.not(measure.known) }
}
