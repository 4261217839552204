/** Many subjects at once: instruments in columns where that can be, the closure for the rest (docs/kernel.md). */
export { planScreen, ALIVE, DEFER, NO_BOUND, STATUS, isSettled, statusIn, type InstrumentPlan, type Refused, type ScreenPlan } from './plan.ts'
export { columnsOf, screen, type Means, type Screened } from './screen.ts'
export { settled, type Group, type Stage } from './stages.ts'
export { cellAt, cellOf, type Cell } from './cell.ts'
export { explainKernel, type Explained } from './explain.ts'
export type { ScreenOptions } from './outside.ts'
