import { quantity, type Type, type Value } from '@lizhu/feel'
import type { Band } from '../program.ts'
import type { Scalar } from '../source/yaml.ts'
import type { Report } from '../diagnostic.ts'

/** `"[50万元..100万元)"`, `">= 200万元"`, `"< 5年"`, or one value. */
export function band(scalar: Scalar, report: Report): Band | undefined {
  const text = scalar.text.trim()
  const range = /^([[(\]])\s*(.+?)\s*\.\.\s*(.+?)\s*([\])[])$/.exec(text)
  if (range) {
    const [least, most] = [quantity(range[2] ?? ''), quantity(range[3] ?? '')]
    if (!least || !most) { report('band', scalar.span, { band: text }); return undefined }
    const found: Band = { least: least.value, leastOpen: range[1] !== '[', most: most.value, mostOpen: range[4] !== ']', type: most.type }
    if (least.type.kind !== most.type.kind && !isZero(least.value)) report('band', scalar.span, { band: text })
    const order = compareValues(least.value, most.value)
    if (order > 0 || (order === 0 && (found.leastOpen === true || found.mostOpen === true))) report('band-empty', scalar.span, { band: text })
    return found
  }
  const bound = /^(>=|>|<=|<|=)?\s*(.+)$/.exec(text)
  const figure = bound && quantity(bound[2] ?? '')
  if (!bound || !figure) { report('band', scalar.span, { band: text }); return undefined }
  const { value, type } = figure
  switch (bound[1]) {
    case '>=': return { least: value, type }
    case '>': return { least: value, leastOpen: true, type }
    case '<=': return { most: value, type }
    case '<': return { most: value, mostOpen: true, type }
    default: return { least: value, most: value, type }
  }
}

/** Negative, 0 or positive, for two values of one type. */
function compareValues(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'object' && 'n' in a && typeof b === 'object' && 'n' in b) {
    const [left, right] = [a.n * b.d, b.n * a.d]
    return left < right ? -1 : left > right ? 1 : 0
  }
  return 0
}
function isZero(value: Value): boolean { return value === 0 || (typeof value === 'object' && 'n' in value && value.n === 0n) }

/** Bands of one table, in the order written: an overlap or a gap between neighbours is an error of the pack. Counts step by one. */
export function checkBands(rows: readonly { readonly band: Band; readonly at: Scalar }[], report: Report): void {
  const sorted = [...rows].sort((a, b) => a.band.least === undefined ? -1 : b.band.least === undefined ? 1 : compareValues(a.band.least, b.band.least))
  for (let i = 1; i < sorted.length; i++) {
    const [below, above] = [sorted[i - 1], sorted[i]]
    if (!below || !above) continue
    const { most } = below.band, { least } = above.band
    const names = { below: below.at.text, above: above.at.text }
    if (most === undefined || least === undefined) { report('band-overlap', above.at.span, names); continue }
    const order = compareValues(most, least)
    const meet = below.band.mostOpen !== true && above.band.leastOpen !== true
    if (order > 0 || (order === 0 && meet)) report('band-overlap', above.at.span, names)
    else if (order === 0 ? below.band.mostOpen === true && above.band.leastOpen === true : !(meet && isWholeUnit(above.band.type) && nextTo(most, least))) report('band-gap', above.at.span, names)
  }
}
/** Counts, years and months come whole: [1..2] and [3..5] leave no gap. */
function isWholeUnit(type: Type): boolean { return type.kind === 'number' || type.kind === 'duration' || type.kind === 'period' }
function nextTo(a: Value, b: Value): boolean {
  if (typeof a === 'number' && typeof b === 'number') return b - a === 1
  return typeof a === 'object' && 'n' in a && typeof b === 'object' && 'n' in b && a.d === 1n && b.d === 1n && b.n - a.n === 1n
}
