/**
 * A policy as a program: `loadPack` reads a folder (Markdown + YAML) into a checked `Program`; `assess` applies it to a
 * dossier of facts. Runs unchanged in Node and in the browser; `@lizhu/policy/node` reads folders from disk.
 */
export { loadPack, type Library, type Loaded } from './compile/load.ts'
export { changeRule, ruleText, type Changed } from './compile/change.ts'
export { checkVersions } from './compile/versions.ts'
export { readPack, idOf, type Folder, type PackSource, type Block } from './source/pack.ts'
export type { Diagnostic } from './diagnostic.ts'
export * from './program.ts'
export { checkWords, fixes, textHash, type Coverage } from './check/index.ts'
export { messageOf, render, position, type Language } from './messages.ts'
export { decodeProgram, encodeProgram } from './codec.ts'
export { schemas } from './schema.ts'
export { IN_FORCE, allot, assess, explain, shortText, workingOf, type Allotted, type Allotment, type AssessOptions, type NotAllotted, type Place } from './assess/index.ts'
export { readDossier } from './dossier/read.ts'
export { readPeriod, readValue, type ReadValue } from './dossier/value.ts'
export { dossierMessage, type DossierProblem } from './dossier/problem.ts'
export { readCases, readFactsFile, type Case } from './cases/read.ts'
export { runCase } from './cases/run.ts'
export { readingsOf } from './cases/readings.ts'
export type * from './assessment.ts'
export type * from './dossier.ts'
export { failing, leavesOf } from './failing.ts'
