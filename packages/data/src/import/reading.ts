import type { Program } from '@lizhu/policy'
import type { DuckDB } from '../database/duckdb.ts'
import type { Problem, Said } from './problem.ts'
import type { Input } from './sources.ts'

/** One import under way. */
export interface Reading {
  readonly program: Program
  readonly database: DuckDB
  readonly signal: AbortSignal | undefined
  /** What is said of rows that are set aside, by number. */
  readonly says: Said[]
  readonly say: (said: Said) => number
  readonly problems: Problem[]
  /** Notes what is wrong with a file or a column. */
  readonly note: (input: Pick<Input, 'file' | 'sheet'>, said: Said, severity: Problem['severity'], column?: string, count?: number, examples?: Problem['examples']) => void
}

export function reading(program: Program, database: DuckDB, signal?: AbortSignal): Reading {
  const says: Said[] = []
  const known = new Map<string, number>()
  const problems: Problem[] = []
  return {
    program, database, signal, says, problems,
    say(said) {
      const key = JSON.stringify(said)
      const place = known.get(key) ?? says.push(said) - 1
      known.set(key, place)
      return place
    },
    note: ({ file, sheet }, { code, params }, severity, column, count = 1, examples = []) => { problems.push({ code, params, severity, file, ...(sheet === undefined ? {} : { sheet }), ...(column === undefined ? {} : { column }), count, examples }) },
  }
}
