import { mkdtempSync, rmSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { identifier, textLiteral } from '@lizhu/feel/sql'
import type { Codes, Language, Program } from '@lizhu/policy'
import { AREA, AWARDS } from '@lizhu/policy/tables'
import type { DuckDB } from '../database/duckdb.ts'
import { linkAwards } from './awards.ts'
import { check, contradictions } from './checks.ts'
import { link, type Typed } from './link.ts'
import { scratch } from './quick.ts'
import { reading, type Reading } from './reading.ts'
import type { ImportReport } from './report.ts'
import { SayError } from './say.ts'
import { countWrong, writeSetAside } from './set-aside.ts'
import { filesOf, kindOf, openFile, type Input } from './sources.ts'
import { columnsOf, typedTable } from './typed.ts'

export interface ImportOptions {
  readonly language: Language
  /** CSV of the rows that were set aside, each with its reason. */
  readonly setAside: string
  /** Kinds of claims whose files list all there are: an owner without a row has none. */
  readonly complete?: readonly string[]
  readonly codes?: Codes
  readonly onProgress?: (done: { readonly file: string; readonly rows: number; readonly of?: number }) => void
  readonly signal?: AbortSignal
}

/** Reads a folder, or a file, into a city's tables (policy/src/tables/names.ts) of `into`. Rows that are wrong are set aside and do not stop the rest. Ended early, it leaves no table of its own. */
export async function importCity(program: Program, source: string, into: DuckDB, options: ImportOptions): Promise<ImportReport> {
  const folder = mkdtempSync(join(dirname(resolve(options.setAside)), '.import-'))
  const before = await into.columns()
  const stop = (): void => { into.connection.interrupt() }
  options.signal?.addEventListener('abort', stop)
  try {
    return await read(reading(program, into, options.signal), source, folder, options)
  } catch (error) {
    for (const table of [...program.kinds.map(one => one.name), AREA, AWARDS]) if (!before.has(table)) await into.connection.run(`DROP TABLE IF EXISTS ${identifier(table)}`)
    throw error
  } finally {
    options.signal?.removeEventListener('abort', stop)
    rmSync(folder, { recursive: true, force: true })
    await clear(into)
  }
}

async function read(state: Reading, source: string, folder: string, { language, setAside, complete = [], codes, onProgress, signal }: ImportOptions): Promise<ImportReport> {
  const { program, database, note } = state
  await clear(database)
  await database.run(`CREATE TEMPORARY TABLE ${scratch('wrong')} (input INTEGER, row BIGINT, col INTEGER, say INTEGER)`)
  const inputs: Input[] = []
  const kinds: (string | undefined)[] = []
  const typed = new Map<string, Typed>()
  const paths = filesOf(source)
  if (paths.length === 0) note({ file: basename(source) }, { code: 'nothing', params: {} }, 'error')
  for (const path of paths) {
    signal?.throwIfAborted()
    const opened = await openFile(database, path, folder, inputs.length).catch((error: unknown) => { signal?.throwIfAborted(); note({ file: basename(path) }, said(error), 'error'); return [] })
    for (const input of opened) {
      const number = inputs.push(input) - 1
      const rows = await countOf(state, identifier(input.raw.name))
      onProgress?.({ file: input.file, rows: 0, of: rows })
      try {
        const { kind, guessed } = kindOf(program, input, paths.length === 1 && opened.length === 1)
        if (guessed) note(input, { code: 'guessed-kind', params: { kind } }, 'warning')
        if (kind === AREA && input.own) note(input, { code: 'own-area', params: {} }, 'warning')
        const columns = columnsOf(state, input, kind)
        const table = await typedTable(state, input, number, columns, part => { onProgress?.({ file: input.file, rows: Math.floor(rows * part), of: rows }) })
        await check(state, input, kind, table, columns, codes)
        const known = typed.get(kind)
        const names = (await database.connection.runAndReadAll(`DESCRIBE ${table}`)).getRows().map(([name]) => String(name))
        typed.set(kind, { tables: [...known?.tables ?? [], table], columns: new Set([...known?.columns ?? [], ...names]) })
        kinds[number] = kind
      } catch (error) {
        signal?.throwIfAborted()
        note(input, said(error), 'error')
        await database.run(`DELETE FROM ${scratch('wrong')} WHERE input = ${number}`)
      }
      onProgress?.({ file: input.file, rows, of: rows })
    }
  }
  await link(state, typed, complete)
  const made = [...typed.keys()].filter(kind => kind !== AREA && kind !== AWARDS)
  const awards = typed.get(AWARDS)
  if (awards !== undefined) await linkAwards(state, awards, made, inputs)
  for (const kind of made) await contradictions(state, inputs, kind, typed.get(kind)?.columns ?? new Set(), new Set(made))
  signal?.throwIfAborted()
  await countWrong(state, inputs)
  await writeSetAside(state, inputs, setAside, language)
  const files = await Promise.all(inputs.map(async ({ file, sheet, raw }, number) => {
    const rows = await countOf(state, identifier(raw.name)) + raw.rejected
    const kind = kinds[number]
    const aside = kind === undefined ? 0 : raw.rejected + await countOf(state, `(SELECT DISTINCT row FROM ${scratch('wrong')} WHERE input = ${number})`)
    return { file, ...(sheet === undefined ? {} : { sheet }), ...(kind === undefined ? {} : { kind }), rows, kept: kind === undefined ? 0 : rows - aside, setAside: aside }
  }))
  return { files, problems: state.problems }
}

const said = (error: unknown): Pick<SayError, 'code' | 'params'> => (error instanceof SayError ? error : { code: 'unreadable', params: { why: error instanceof Error ? error.message.split('\n')[0] ?? '' : String(error) } })

async function countOf({ database }: Reading, table: string): Promise<number> {
  return Number((await database.connection.runAndReadAll(`SELECT COUNT(*) FROM ${table}`)).getRows()[0]?.[0] ?? 0)
}

/** Takes away all that is only there while a city is read. */
async function clear({ connection }: DuckDB): Promise<void> {
  for (const [sort, from] of [['VIEW', 'duckdb_views()'], ['TABLE', 'duckdb_tables()']] as const) {
    const names = (await connection.runAndReadAll(`SELECT ${sort === 'VIEW' ? 'view_name' : 'table_name'} FROM ${from} WHERE database_name = 'temp' AND regexp_matches(${sort === 'VIEW' ? 'view_name' : 'table_name'}, ${textLiteral('^import[ _]')})`)).getRows()
    for (const [name] of names) await connection.run(`DROP ${sort} IF EXISTS ${identifier(String(name))}`)
  }
}
