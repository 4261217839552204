import { rational, type Rational, type Value } from '@lizhu/feel'
import type { Parameter } from '@lizhu/policy/simulate'

/** A number as a slider has it: whole steps from 0 to three times what the law says. */
export interface Steps { readonly count: number; readonly law: number; readonly at: (step: number) => Value; readonly of: (value: Value) => number; readonly size: Value }

const FURTHEST = 3
const { divide, floor, multiply, ratio, whole } = rational

export function stepsOf({ type, value }: Parameter): Steps {
  if (!rational.isRational(value)) {
    const law = typeof value === 'number' ? value : 0
    return { count: law * FURTHEST, law, at: step => step, of: one => (typeof one === 'number' ? one : 0), size: 1 }
  }
  const size = type.kind === 'rate' || type.kind === 'points' ? ratio(1n, 1000n) : type.kind === 'money' ? nice(value) : whole(1)
  const of = (one: Value): number => (rational.isRational(one) ? Number(rational.fixed(divide(one, size), 4)) : 0)
  return { count: Number(floor(divide(multiply(value, whole(FURTHEST)), size))), law: of(value), at: step => multiply(size, whole(BigInt(step))), of, size }
}

/** 1, 2 or 5 of some power of ten, at most a hundredth: 10万 for 1000万元. */
function nice(value: Rational): Rational {
  const hundredth = value.n / value.d / 100n
  const power = 10n ** BigInt(Math.max(0, hundredth.toString().length - 1))
  return whole((hundredth >= 5n * power ? 5n : hundredth >= 2n * power ? 2n : 1n) * power)
}

/** The next value by so many steps, on the grid, within its ends. */
export function moved(steps: Steps, value: Value, by: number): Value {
  const here = steps.of(value)
  const from = by > 0 ? Math.floor(here) : Math.ceil(here)
  return steps.at(Math.max(0, Math.min(steps.count, from + by)))
}
