import { rational, type Rational } from '@lizhu/feel'
import type { Band } from '../../program.ts'
import { ZERO, larger, notBelowZero, rationalOf, rising, smaller, type Figure } from '../figure.ts'

const { compare, subtract } = rational

/** Whether a figure lies in a band; undefined when that is not known. */
export function inBand(figure: Figure, band: Band): boolean | undefined {
  const [above, below] = [isAbove(figure, band), isBelow(figure, band)]
  if (above === false || below === false) return false
  return above === true && below === true ? true : undefined
}
function isAbove({ lo, hi }: Figure, { least, leastOpen }: Band): boolean | undefined {
  const bound = rationalOf(least)
  if (bound === undefined) return true
  const reaches = (value: Rational): boolean => (leastOpen === true ? compare(value, bound) > 0 : compare(value, bound) >= 0)
  return lo !== undefined && reaches(lo) ? true : hi !== undefined && !reaches(hi) ? false : undefined
}
function isBelow({ lo, hi }: Figure, { most, mostOpen }: Band): boolean | undefined {
  const bound = rationalOf(most)
  if (bound === undefined) return true
  const stays = (value: Rational): boolean => (mostOpen === true ? compare(value, bound) < 0 : compare(value, bound) <= 0)
  return hi !== undefined && stays(hi) ? true : lo !== undefined && !stays(lo) ? false : undefined
}

/** The slice of the base that lies in a portion's band. */
export function sliceOf(base: Figure, band: Band): Figure {
  const from = larger(rationalOf(band.least) ?? ZERO, ZERO)
  const to = rationalOf(band.most)
  const slice = (value: Rational): Rational => notBelowZero(subtract(to === undefined ? value : smaller(value, to), from))
  if (base.known) return rising(base, slice)
  return { known: false, lo: base.lo && slice(base.lo), hi: base.hi === undefined ? to && notBelowZero(subtract(to, from)) : slice(base.hi) }
}
