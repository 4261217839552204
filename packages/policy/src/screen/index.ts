/** Many subjects at once: instruments in columns where that can be, the closure for the rest (docs/kernel.md). */
export { planScreen, ALIVE, ANYTHING, DEFER, NO_BOUND, STATUS, UNDECIDED, isSettled, statusIn, type InstrumentPlan, type Refused, type ScreenPlan } from './plan.ts'
export { arenaBytes, columnsOf, screen, type Means, type Screened } from './screen.ts'
export { settled, type Grain, type Group, type Stage } from './stages.ts'
export { FLAG, LINES, MOST_SUM, SUMMED, summed, type LinePlan } from './lines.ts'
export { cellOf, cellReader, cellsOf, missingIn, type Cell } from './cell.ts'
export { wordingOf, type Wording } from './words.ts'
export { explainKernel, type Explained } from './explain.ts'
export type { ScreenOptions } from './outside.ts'
