/** What is told of a party: facts with their origin, claims under it, earlier awards. Read from a facts file or a database. */
import type { Value } from '@lizhu/feel'

export interface Told {
  /** NONE when it is known that there is none. */
  readonly value: Value
  readonly source?: string
  /** Day number on which it was recorded. */
  readonly recorded?: number
}
export interface Award { readonly instrument: string; readonly subject?: string; /** fen */ readonly amount: bigint; readonly date: number }

export interface Subject {
  readonly kind: string
  readonly id: string
  readonly name?: string
  /** By owner kind: the enterprise of a project, the person of a post. */
  readonly owners: ReadonlyMap<string, Subject>
  readonly facts: ReadonlyMap<string, Told>
  /** By fact, then by ordinal of the period. */
  readonly series: ReadonlyMap<string, ReadonlyMap<number, Told>>
  /** By kind. A kind that is absent was not told; `none` is told to be empty. */
  readonly claims: ReadonlyMap<string, readonly Subject[]>
  /** Roster name → member since (day) or known not to be a member. */
  readonly rosters: ReadonlyMap<string, Told>
  readonly awards: readonly Award[]
}
/** One or more parties and what holds for the whole area. */
export interface Dossier { readonly parties: readonly Subject[]; readonly area: Pick<Subject, 'facts' | 'series'> }
