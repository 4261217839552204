/** What a change of the law's numbers does to a whole city (docs/simulate.md). */
export { costOf, type Assumptions, type Comparison, type Cost, type Dimension, type GroupChange, type Outlay, type PartyChange } from './outcome.ts'
export { parametersOf, writtenAs, type Parameter, type Role } from './parameters.ts'
export { readReform, readSetting, reformText, reformed, touched, valueFor, type Reform, type Setting } from './reform.ts'
export { simulation, type Simulation, type SimulationOptions } from './simulation.ts'
export { effectsOf, solve, type Answer, type Effect, type Question } from './solve.ts'
export { meetingsOf, type Meeting } from './overlaps.ts'
export { patchOf, type Patch } from './patch.ts'
export { mergedComparison } from './merge.ts'
