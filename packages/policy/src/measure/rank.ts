import { rational, type Rational } from '@lizhu/feel'

/** What units are compared by: which way is better, and its weight (above 0) beside the others. */
export interface Criterion { readonly indicator: string; readonly better: 'higher' | 'lower'; readonly weight: Rational }
/** What is known of a unit, by indicator. What is absent is missing, never 0. */
export interface Measured { readonly unit: string; readonly values: ReadonlyMap<string, Rational> }
export interface Standing {
  readonly unit: string
  /** Equal scores share a place, and the next one counts those before it: 1, 2, 2, 4. */
  readonly place: number
  /** Weighted mean of the parts, from 0 to 1. */
  readonly score: Rational
  readonly parts: readonly { readonly indicator: string; readonly value: Rational; readonly score: Rational }[]
  /** The first and the last place it can have while every weight moves by `shift` of itself, each as it likes. */
  readonly first: number
  readonly last: number
}
export interface Ranking { readonly placed: readonly Standing[]; readonly apart: readonly { readonly unit: string; readonly missing: readonly string[] }[] }

/** By how much of itself a weight moves when the order is tried. */
const SHIFT = rational.ratio(1n, 10n)

/**
 * Ranks units by a weighted mean of their standing between the worst and the best of each indicator. A unit of measure does
 * not move it, as only relations of distances count; whoever lacks a value stands apart and moves nobody. Exact: ties are ties.
 */
export function rank(criteria: readonly Criterion[], units: readonly Measured[], shift: Rational = SHIFT): Ranking {
  const missing = ({ values }: Measured): string[] => criteria.filter(one => !values.has(one.indicator)).map(one => one.indicator)
  const whole = units.filter(one => missing(one).length === 0)
  const parts = whole.map((): Standing['parts'][number][] => [])
  for (const { indicator, better } of criteria) {
    const values = whole.map(one => one.values.get(indicator) ?? rational.ZERO)
    scores(values, better).forEach((score, i) => parts[i]?.push({ indicator, value: values[i] ?? rational.ZERO, score }))
  }
  const total = criteria.reduce((sum, one) => rational.add(sum, one.weight), rational.ZERO)
  const weighted = parts.map(own => criteria.map(({ weight }, i) => rational.divide(rational.multiply(weight, own[i]?.score ?? rational.ZERO), total)))
  const placed = whole.map(({ unit }, i): Standing => {
    const leads = weighted.map(other => lead(other, weighted[i] ?? [], shift))
    const before = (at: (one: Lead) => Rational): number => 1 + leads.filter(one => at(one).n > 0n).length
    return { unit, place: before(one => one.now), score: (weighted[i] ?? []).reduce(rational.add, rational.ZERO), parts: parts[i] ?? [], first: before(one => one.least), last: before(one => one.most) }
  })
  return { placed: placed.sort((a, b) => a.place - b.place), apart: units.filter(one => missing(one).length > 0).map(one => ({ unit: one.unit, missing: missing(one) })) }
}

/** From 0 at the worst to 1 at the best; all 1 where nobody differs. */
function scores(values: readonly Rational[], better: Criterion['better']): Rational[] {
  const sorted = [...values].sort(rational.compare)
  const [low, high] = [sorted[0] ?? rational.ZERO, sorted.at(-1) ?? rational.ZERO]
  const range = rational.subtract(high, low)
  return values.map(value => (range.n === 0n ? rational.ONE : rational.divide(better === 'higher' ? rational.subtract(value, low) : rational.subtract(high, value), range)))
}

interface Lead { readonly now: Rational; readonly least: Rational; readonly most: Rational }
/** By how much one leads another, now, and at the least and most over all weights within the shift: linear in each weight, so each moves to its end. */
function lead(one: readonly Rational[], other: readonly Rational[], shift: Rational): Lead {
  const differences = one.map((part, i) => rational.subtract(part, other[i] ?? rational.ZERO))
  const now = differences.reduce(rational.add, rational.ZERO)
  const swing = rational.multiply(shift, differences.map(rational.absolute).reduce(rational.add, rational.ZERO))
  return { now, least: rational.subtract(now, swing), most: rational.add(now, swing) }
}

/** How far a value came since the one before: what is itself a share by its points, anything else by its growth. Nothing where growth has no base. */
export function progress(now: Rational, before: Rational, by: 'growth' | 'difference'): Rational | undefined {
  const difference = rational.subtract(now, before)
  if (by === 'difference') return difference
  return before.n > 0n ? rational.divide(difference, before) : undefined
}
