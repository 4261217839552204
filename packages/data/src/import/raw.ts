/** A file or sheet as a table of texts, `c0`, `c1` … by `rowid`, in the file's order, without white space at their ends. */
export interface RawTable {
  readonly name: string
  readonly headers: readonly string[]
  /** Records that have another shape, in a table of their own (line, csv_line). */
  readonly rejects: string | undefined
  readonly rejected: number
  /** The row as a spreadsheet counts it. */
  readonly line: (row: number) => number
}
