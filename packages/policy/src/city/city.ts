import type { Cells } from '@lizhu/feel/kernel'
import type { Award, Dossier } from '../dossier.ts'

/**
 * All subjects of one kind, in columns. Claims stand in the order of their owners; behind those that were told of stands one
 * row for each owner of whom it was not told whether it has any, in the order in which the assessor meets them.
 */
export interface Table {
  readonly kind: string
  readonly count: number
  /** The first so many were told of. */
  readonly told: number
  readonly ids: readonly string[]
  /** Of claims: the kind that they stand under, and the row of each one's owner. */
  readonly owner?: string
  readonly under?: Int32Array
  /** Further owners: their rows in the tables of their kinds, -1 where none was told. */
  readonly beside: ReadonlyMap<string, Int32Array>
  /** Its own facts and memberships, by column key. A column that is absent was told of nobody. */
  readonly cells: ReadonlyMap<string, Cells>
  /** Rows with a value that the column does not hold, by column key: the closure sees to them. */
  readonly misfits: ReadonlyMap<string, ReadonlySet<number>>
  /** By kind of claims under it: 1 where it is known that there is none. */
  readonly without: ReadonlyMap<string, Uint8Array>
}

/** Many parties and what hangs off them, in columns. */
export interface City {
  readonly tables: ReadonlyMap<string, Table>
  /** What holds for the whole area, by column key: in one row, or in one for each unit. */
  readonly area: { readonly count: number; readonly cells: ReadonlyMap<string, Cells> }
  /** By kind of party: the unit of each row. Parties of one unit are assessed together, since a limit may reach across them. */
  readonly units: ReadonlyMap<string, Int32Array>
  /** What was granted before: by kind and row of its holder. */
  readonly awards: ReadonlyMap<string, ReadonlyMap<number, readonly Award[]>>
  /** A unit as the assessor reads it. */
  readonly dossier: (unit: number) => Dossier
}
