import { rational, type Value } from '@lizhu/feel'
import type { Assumptions, Comparison, Cost } from './outcome.ts'
import type { Parameter } from './parameters.ts'
import type { Reform } from './reform.ts'
import type { Simulation } from './simulation.ts'

export interface Question {
  readonly parameter: Parameter
  readonly figure: 'low' | 'likely' | 'high'
  /** fen */
  readonly target: bigint
  readonly reform: Reform
  readonly assumptions: Assumptions
}
/** `least`, `most`: what the figure comes to at the ends of what was tried, where the target lies outside. */
export type Answer = { readonly value: Value; readonly comparison: Comparison } | { readonly least: bigint; readonly most: bigint }

/** As many times today's number a solution is looked for. */
const FURTHEST = 10n

/**
 * The number that spends as much as may be of a target and not more, all else as it is: by halving, over whole steps (0.1 %, a
 * hundredth of the law's sum). More of a rate or cap costs more, more of a threshold less; which, is seen at the ends.
 */
export function solve(simulation: Pick<Simulation, 'run'>, question: Question): Answer {
  const steps = solving(question)
  let step = steps.next()
  while (step.done !== true) step = steps.next(simulation.run(step.value, question.assumptions))
  return step.value
}

/** The same a step at a time: asks for what reforms come to, so that each may be worked out to the end between other work. */
export function* solving({ parameter, figure, target, reform }: Question): Generator<Reform, Answer, Comparison> {
  const grid = gridOf(parameter)
  const at = function* (step: bigint): Generator<Reform, { readonly value: Value; readonly comparison: Comparison; readonly cost: bigint }, Comparison> {
    const value = grid.value(step)
    const comparison = yield new Map([...reform, [parameter.id, value]])
    return { value, comparison, cost: cost(comparison, figure) }
  }
  const first = yield* at(0n)
  const last = yield* at(grid.steps)
  const rising = last.cost >= first.cost
  const [cheap, dear] = rising ? [first, last] : [last, first]
  if (cheap.cost > target || dear.cost < target) return { least: cheap.cost, most: dear.cost }
  let [fits, beyond] = rising ? [0n, grid.steps + 1n] : [grid.steps, -1n]
  while (distance(fits, beyond) > 1n) {
    const middle = (fits + beyond) / 2n
    if ((yield* at(middle)).cost <= target) fits = middle
    else beyond = middle
  }
  const { value, comparison } = yield* at(fits)
  return { value, comparison }
}
const distance = (a: bigint, b: bigint): bigint => (a > b ? a - b : b - a)
const cost = ({ cost: [, { low, likely, high }] }: Comparison, figure: Question['figure']): bigint => ({ low, likely, high })[figure]

/** The values that are tried, from nothing up. */
function gridOf({ type, value }: Parameter): { readonly steps: bigint; readonly value: (step: bigint) => Value } {
  if (typeof value === 'number') return { steps: BigInt(value) * FURTHEST, value: Number }
  if (!rational.isRational(value)) return { steps: 0n, value: () => value }
  const step = type.kind === 'rate' || type.kind === 'points' ? rational.ratio(1n, 1000n) : type.kind === 'money' ? hundredth(value) : rational.ONE
  return { steps: rational.floor(rational.divide(rational.multiply(value, rational.whole(FURTHEST)), step)), value: at => rational.multiply(step, rational.whole(at)) }
}
/** Of 50万元 0.5万元; whole yuan. */
const hundredth = (value: { readonly n: bigint; readonly d: bigint }): { readonly n: bigint; readonly d: bigint } => { const yuan = value.n / value.d / 10_000n; return rational.whole((yuan > 0n ? yuan : 1n) * 100n) }

/** What each number of a reform does alone; the rest comes of their meeting. */
export interface Effect { readonly parameter: string; readonly cost: readonly [before: Cost, after: Cost]; readonly winners: number; readonly losers: number }

export function effectsOf(simulation: Pick<Simulation, 'run'>, reform: Reform, assumptions: Assumptions): readonly Effect[] {
  return [...reform].map(([parameter, value]) => {
    const { cost, winners, losers } = simulation.run(new Map([[parameter, value]]), assumptions)
    return { parameter, cost, winners, losers }
  })
}
