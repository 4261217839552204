import type { Assumptions, Comparison } from './outcome.ts'
import type { Parameter } from './parameters.ts'
import type { Reform } from './reform.ts'

/** A city under today's rules and under others. */
export interface Simulation {
  readonly parameters: readonly Parameter[]
  /** What a reform changes; only instruments that it touches are computed anew. An empty one: today's rules beside themselves. */
  readonly run: (reform: Reform, assumptions: Assumptions) => Comparison
  /** Works out rows that columns leave to the closure, until told to stop; how many units remain. Afterwards `run` counts them in. */
  readonly settle: (goOn: () => boolean) => number
}
