import type { Cell } from '@lizhu/policy/screen'

/** What screening says of some rows of one instrument. */
export interface Outcomes {
  readonly instrument: string
  readonly count: number
  /** Ids of the party and of the subject; the subject's is empty where it was not told whether there is any. */
  readonly party: (row: number) => string
  readonly subject: (row: number) => string
  readonly cell: (row: number) => Cell
}
