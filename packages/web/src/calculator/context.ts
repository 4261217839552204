import type { Program } from '@lizhu/policy'
import type { Names } from '../pack/names.ts'
import type { Sheet } from './sheet/sheet.ts'
import type { Assessed } from './useAssessed.ts'

/** What every part of the form gets. */
export interface Filling {
  readonly program: Program
  readonly names: Names
  readonly sheet: Sheet
  readonly assessed: Assessed
  readonly change: (how: (sheet: Sheet) => Sheet) => void
}
