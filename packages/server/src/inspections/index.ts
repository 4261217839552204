import type { Operation } from '../api/operation.ts'
import { drawInspection, listToDraw } from './draw.ts'
import { listDraws, readDraw } from './draws.ts'
import { readInspection } from './read.ts'
import { confirmVisit, recordVisit } from './records.ts'
import { addInspection, planVisit } from './visits.ts'
import { listInspections } from './work.ts'

export { inspectionMigrations } from './migrations.ts'
export type { InspectionTables } from './tables.ts'

/** Which matters are seen on site, by whom, and what is found there. */
export const inspectionOperations: readonly Operation[] = [listToDraw, drawInspection, listDraws, readDraw, addInspection, planVisit, listInspections, readInspection, recordVisit, confirmVisit]
