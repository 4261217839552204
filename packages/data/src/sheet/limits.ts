/** What one file may cost. */
export interface SheetLimits {
  /** Of the file itself. */
  readonly fileBytes: number
  /** Of one part of a workbook, unpacked. */
  readonly partBytes: number
  /** Of all parts together, unpacked. */
  readonly unpackedBytes: number
  /** Unpacked to packed, of a part that is large. */
  readonly ratio: number
  readonly parts: number
  readonly sheets: number
  readonly rows: number
  /** Columns in which something stands. */
  readonly columns: number
  /** In UTF-16 units, as Excel counts. */
  readonly cellLength: number
  /** Memory that the texts shared by cells take. */
  readonly sharedBytes: number
  /** UTF-16 units of all cells of a sheet: a shared text counts wherever it stands. */
  readonly textLength: number
}

/** For files of strangers: Excel's own bounds where it has them, and what fits well under 300 MB of memory. */
export const STRANGERS: SheetLimits = { fileBytes: 50_000_000, partBytes: 400_000_000, unpackedBytes: 500_000_000, ratio: 200, parts: 5000, sheets: 256, rows: 1_048_576, columns: 500, cellLength: 32_767, sharedBytes: 96_000_000, textLength: 500_000_000 }

/** For files that one reads on one's own machine: only what Excel itself keeps to. */
export const OWN: SheetLimits = { fileBytes: Infinity, partBytes: Infinity, unpackedBytes: Infinity, ratio: Infinity, parts: 100_000, sheets: Infinity, rows: 1_048_576, columns: 16_384, cellLength: 32_767, sharedBytes: Infinity, textLength: Infinity }
