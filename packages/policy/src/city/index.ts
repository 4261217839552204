/** A whole city in columns: what screening reads. */
export type { City, Table } from './city.ts'
export { cityOf, toldColumns } from './from-dossiers.ts'
export { dossiersFrom, valueAt } from './to-dossier.ts'
export { framing, type Frame, type Framing } from './frame.ts'
export { membersOn, rosterColumn } from './rosters.ts'
