import type { SheetLimits } from './limits.ts'
import { SheetProblem, type CellProblem } from './problem.ts'

/** A row in which something stands. */
export interface SheetRow {
  /** As a spreadsheet counts, from 1. */
  readonly row: number
  /** Up to the last cell in which something stands. */
  readonly cells: readonly string[]
  /** Columns, from 0, whose cells hold a formula: the cell is its last result. */
  readonly formulas: readonly number[]
  readonly problems: readonly CellProblem[]
}

/** Gathers the rows of a sheet within the limits. */
export interface Gathering {
  readonly start: (row: number) => void
  readonly put: (column: number, text: string) => void
  readonly formula: (column: number) => void
  readonly problem: (problem: CellProblem) => void
  readonly end: () => void
  /** The rows that are whole, once. */
  readonly take: () => SheetRow[]
}

const NONE: readonly never[] = []

export function gathering(sheet: string, limits: SheetLimits): Gathering {
  let [row, length] = [0, 0]
  let cells: string[] = []
  let formulas: number[] = []
  let problems: CellProblem[] = []
  let ready: SheetRow[] = []
  return {
    start(at) { row = at; cells = []; formulas = []; problems = [] },
    put(column, text) {
      // What is only formatted takes no room, wherever it stands.
      if (text === '') return
      if (row > limits.rows) throw new SheetProblem('too-many-rows', { most: limits.rows }, { sheet })
      if (column >= limits.columns) throw new SheetProblem('too-many-columns', { most: limits.columns }, { sheet, row, column })
      if (text.length > limits.cellLength) throw new SheetProblem('cell-too-long', { most: limits.cellLength }, { sheet, row, column })
      length += text.length
      if (length > limits.textLength) throw new SheetProblem('texts-too-large', { most: limits.textLength }, { sheet, row, column })
      while (cells.length < column) cells.push('')
      cells[column] = text
    },
    formula(column) { if (column < limits.columns) formulas.push(column) },
    problem(problem) { if (problem.column < limits.columns) problems.push(problem) },
    end() { if (cells.length > 0 || problems.length > 0) ready.push({ row, cells, formulas: formulas.length > 0 ? formulas : NONE, problems: problems.length > 0 ? problems : NONE }) },
    take() { const rows = ready; ready = []; return rows },
  }
}
