import { rational, type Type } from '@lizhu/feel'
import type { Figure, Reg } from '@lizhu/feel/kernel'
import type { Cap, Rounding } from '../program.ts'
import type { Making, Waits } from './outside.ts'
import type { Parts, Reckoned } from './reckoned.ts'

/** What a row is given before any limit on the whole of it: by one rule, or summed over lines. */
export interface Start {
  readonly reckoned: Reckoned
  /** It comes to nothing for want of a condition: below the lowest band, no line that belongs. */
  readonly lack: { readonly id: string; readonly rows: Reg }
  /** That may be so. */
  readonly perhaps: Reg
  /** Left to the closure. */
  readonly defer: Reg
}

/** What a cap leaves: its limit, less other money counted in with it. */
export function limitOf(parts: Parts, { max, including }: Cap): Reckoned {
  const { yes } = parts.making.builder
  const limit = parts.of(max, yes)
  return parts.notBelowZero(including === undefined ? limit : parts.minus(limit, parts.of(including, yes)))
}

/** To a multiple of the rounding's unit; only money is rounded. */
export function rounded({ figures }: Making, { type, round: { mode, to } }: { readonly type: Type; readonly round: Rounding }, figure: Figure): Figure {
  if (type.kind !== 'money') return figure
  const unit = figures.constant(rational.whole(to))
  const { figure: scaled } = figures.divide(figure, unit)
  const half = figures.constant({ n: 1n, d: 2n })
  const whole = mode === 'down' ? figures.floor(scaled) : mode === 'nearest' ? figures.floor(figures.add(scaled, half)) : figures.negate(figures.floor(figures.negate(scaled)))
  return figures.multiply(whole, unit)
}

/** Adds up lines: some surely belong, some perhaps. What a line waits for counts where it may belong. */
export function together(parts: Parts, lines: readonly { readonly reckoned: Reckoned; readonly belongs: Reg; readonly perhaps: Reg; readonly waits: Waits }[]): { readonly reckoned: Reckoned; readonly any: Reg; readonly maybe: Reg } {
  const { builder, builder: { no } } = parts.making
  const zero = parts.certainly(parts.zero)
  for (const { waits, belongs, perhaps } of lines) parts.notes.take(waits, builder.or(belongs, perhaps))
  const reckoned = lines.map(one => parts.either(one.belongs, one.perhaps, zero, one.reckoned)).reduce((a, b) => parts.total(a, b), zero)
  return { reckoned, any: builder.or(no, ...lines.map(one => one.belongs)), maybe: builder.or(no, ...lines.map(one => one.perhaps)) }
}

/** The condition that an amount adds. */
export const lackOf = (of: 'table' | 'sum', instrument: string): string => `${instrument}/amount/${of}`
