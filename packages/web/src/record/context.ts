import type { Program } from '@lizhu/policy'
import type { Party } from '../api/types.ts'
import type { Names } from '../pack/names.ts'
import type { Me } from '../session/me.ts'

/** Whose record it is, and who reads it. */
export interface Recorded {
  readonly me: Me
  readonly party: Party
  readonly program: Program
  readonly names: Names
  /** It is the reader's own enterprise. */
  readonly own: boolean
  /** The day whose knowledge is shown; absent: now, and only then anything can be told. */
  readonly on?: string
}
