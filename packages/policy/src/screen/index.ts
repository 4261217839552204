/** Many subjects at once: instruments in columns where that can be, the closure for the rest (docs/kernel.md). */
export { planScreen, DEFER, STATUS, type InstrumentPlan, type Refused, type ScreenPlan } from './plan.ts'
export { screen, type Screened } from './screen.ts'
export { framesOf, type Frame, type FrameRow } from './frame.ts'
export { cellAt, cellOf, type Cell } from './cell.ts'
export { explainKernel, type Explained } from './explain.ts'
export type { ScreenOptions } from './outside.ts'
