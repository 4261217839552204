import { calendar, rational } from '@lizhu/feel'
import type { BalanceYear } from '../assessment.ts'
import type { Balance } from '../program.ts'
import type { Awards } from './awards.ts'
import { ZERO, between, exactly, notBelowZero, rationalOf, rounded, type Figure } from './figure.ts'
import { blank, type Scene } from './scene.ts'
import { treeOf } from './tree.ts'
import { figureOf, merge } from './value.ts'

/** What came in and what was used, year by year (fen). */
export interface Stock { readonly granted: ReadonlyMap<number, bigint>; readonly used: ReadonlyMap<number, bigint> }

interface Lot { readonly year: number; left: bigint }

/**
 * A stock used over years, first in first out: what a year granted may be used in that year and in `carry` years after it,
 * and lapses at the end of the last of them. `over`: the year in which more was used than there was.
 */
export function carried({ granted, used }: Stock, carry: number, until: number): { readonly years: readonly BalanceYear[]; readonly over?: number } {
  const first = Math.min(...granted.keys(), ...used.keys(), until)
  const lots: Lot[] = []
  const years: BalanceYear[] = []
  for (let year = first; year <= until; year++) {
    const came = granted.get(year) ?? 0n
    if (came > 0n) lots.push({ year, left: came })
    const wanted = used.get(year) ?? 0n
    const taken = draw(lots, wanted)
    const lapsed = lapse(lots, year - carry)
    years.push({ year, granted: came, used: taken, lapsed, left: lots.reduce((sum, lot) => sum + lot.left, 0n) })
    if (taken < wanted) return { years, over: year }
  }
  return { years }
}
function draw(lots: readonly Lot[], wanted: bigint): bigint {
  let rest = wanted
  for (const lot of lots) {
    const part = lot.left < rest ? lot.left : rest
    lot.left -= part
    rest -= part
  }
  return wanted - rest
}
/** At the end of a year, what was granted in `year` or before is gone. */
function lapse(lots: readonly Lot[], year: number): bigint {
  let gone = 0n
  for (const lot of lots) if (lot.year <= year) { gone += lot.left; lot.left = 0n }
  return gone
}

export interface Balanced { readonly figure: Figure; readonly years?: readonly BalanceYear[] }

/** What may be drawn: the limit; or, where it is carried and lapses, what is left of the years before, on the day. */
export function balanceOf(scene: Scene, balance: Balance, awards: Awards): Balanced {
  const { limit, term, lapse, order } = balance
  if (limit === undefined) return { figure: between(ZERO, undefined) }
  if (lapse === undefined && order === undefined) return { figure: figureOf(scene, limit).figure }
  const carry = term === undefined ? 0 : wholeYears(rationalOf(treeOf(term).run(scene)))
  const until = calendar.yearOf(scene.today)
  const used = new Map<number, bigint>()
  for (const { amount, date } of awards.of([scene.instrument.id], scene.subject, undefined)) {
    const year = calendar.yearOf(date)
    used.set(year, (used.get(year) ?? 0n) + amount)
  }
  const granted = grantedYears(scene, limit, Math.min(until, ...used.keys(), firstTold(scene, until)), until)
  if (granted === undefined || carry === undefined) return { figure: between(ZERO, undefined) }
  const { years } = carried({ granted, used }, carry, until)
  return { figure: exactly(rational.whole(years.at(-1)?.left ?? 0n)), years }
}
function wholeYears(months: ReturnType<typeof rationalOf>): number | undefined {
  return months !== undefined && months.d === 1n && months.n % 12n === 0n ? Number(months.n / 12n) : undefined
}
/** The first year of which anything was told: before it there was nothing to carry. */
function firstTold({ subject }: Scene, until: number): number {
  const years = [...subject.series.values()].flatMap(series => [...series.keys()]).filter(year => year > 1900 && year <= until)
  return Math.min(until, ...years)
}
/** What each year granted; a year that was not told after the first one is asked for. */
function grantedYears(scene: Scene, limit: NonNullable<Balance['limit']>, from: number, until: number): Map<number, bigint> | undefined {
  const granted = new Map<number, bigint>()
  let open = false
  for (let year = from; year <= until; year++) {
    const notes = blank()
    const { figure } = figureOf(scene.with({ notes, today: calendar.periodEnd(year, 'year') }), limit)
    if (figure.known) granted.set(year, rational.floor(rounded(notBelowZero(figure.lo), 1n, 'down')))
    else { merge(scene.notes, notes); open = true }
  }
  return open ? undefined : granted
}
