import { rename, rm } from 'node:fs/promises'
import { identifier, textLiteral } from '@lizhu/feel/sql'
import type { Program } from '@lizhu/policy'
import { DEFER, type ScreenPlan } from '@lizhu/policy/screen'
import { inWordsSql, screenSql } from '@lizhu/policy/tables'
import { shapeOf } from '../city/shape.ts'
import { openDuckDB, type DuckDB } from '../database/duckdb.ts'
import { writeXlsx, type SheetCell } from '../workbook/write.ts'
import { byClosure, leave, leaveAll, type Left, type OnUnits } from './closure.ts'
import type { Outcomes } from './outcomes.ts'
import { headSql, intoTables, moneyOf } from './rows.ts'
import { outcomesOf } from './sql.ts'
import { tallyRows, type Tally } from './tally.ts'

export type Language = 'zh' | 'en'
export type Format = 'parquet' | 'csv' | 'xlsx'
export interface WriteOptions { readonly language: Language; readonly format: Format; readonly onRows?: (rows: number) => void; /** Of what columns leave to the closure. */ readonly onLeft?: OnUnits; /** Ends the work; nothing is left of it. */ readonly signal?: AbortSignal }

/** Names of the columns that are written. Money in Parquet is whole fen, else yuan. */
const HEADS = {
  zh: { party: '主体', subject: '事项', instrument: '政策工具', name: '名称', state: '状态', amount: '金额', least: '下限', quantity: '数量', reasons: '原因', missing: '缺' },
  en: { party: 'party', subject: 'subject', instrument: 'instrument', name: 'name', state: 'state', amount: 'amount', least: 'least', quantity: 'quantity', reasons: 'reasons', missing: 'missing' },
} as const
const UNITS = { zh: { parquet: '（分）', csv: '（元）', xlsx: '（元）' }, en: { parquet: ' (fen)', csv: ' (yuan)', xlsx: ' (yuan)' } } as const
const headsOf = (language: Language, format: Format): ReadonlyMap<string, string> => new Map(Object.entries(HEADS[language]).map(([name, head]) => [name, name === 'amount' || name === 'least' ? head + UNITS[language][format] : head]))

/** Every outcome as a row of a file: who, which instrument, state, amount, why not, what is missing. The file is there whole, or not at all. */
export async function writeOutcomes(program: Program, outcomes: AsyncIterable<Outcomes>, path: string, options: WriteOptions): Promise<readonly Tally[]> {
  const { language, onRows, signal } = options
  const database = await openDuckDB({ path: `${path}.rows`, memory: '2GB', ...(signal === undefined ? {} : { signal }) })
  try {
    let rows = 0
    const select = await intoTables(database.connection, program, outcomes, language, more => { signal?.throwIfAborted(); onRows?.(rows += more) })
    return await copyTo(database, [select], path, options)
  } finally {
    await database.close()
    for (const file of [`${path}.rows`, `${path}.rows.wal`, `${path}.rows.tmp`]) await rm(file, { force: true, recursive: true })
  }
}

/** The same of tables in DuckDB, which writes the file itself: only what columns leave to the closure, and what is no money, passes through here. */
export async function writeFromDuckDB(plan: ScreenPlan, database: DuckDB, path: string, options: WriteOptions): Promise<readonly Tally[]> {
  const { language, onRows, onLeft, signal } = options
  const { program } = plan
  const shape = await shapeOf(program, database)
  const { before, results, after } = screenSql(plan, shape, database.dialect, database.scratch)
  const money = moneyOf(program)
  const left: Left = new Map()
  try {
    for (const statement of before) await database.run(statement)
    const selects: string[] = []
    for (const [i, { plan: one, sql, leaves }] of results.entries()) {
      const open = database.scratch(`open ${i}`)
      if (leaves) {
        await database.run(`CREATE OR REPLACE TEMPORARY TABLE ${open} AS SELECT DISTINCT unit FROM (${sql}) AS r WHERE status % 128 >= ${DEFER}`)
        for await (const chunk of database.rows(`SELECT unit FROM ${open}`, new Map([['unit', 'number']]))) for (const unit of chunk.numbers('unit')) leave(left, unit, one.instrument)
      }
      if (!money.has(one.instrument) && one.how !== 'none' && one.how !== 'measure') continue
      const words = inWordsSql(program, one, language, database.dialect)
      const instrument = program.instruments.find(known => known.id === one.instrument)
      if (instrument !== undefined) selects.push(`SELECT party, subject, ${headSql(instrument, one, language)}, CAST(${words.amount} AS BIGINT) AS amount, CAST(${words.least} AS BIGINT) AS least, CAST(NULL AS VARCHAR) AS quantity, `
        + `${words.reasons} AS reasons, ${words.missing} AS missing FROM (${sql}) AS r${leaves ? ` WHERE unit NOT IN (SELECT unit FROM ${open})` : ''}`)
    }
    await leaveAll(left, plan, database, shape)
    const others = async function* (): AsyncIterable<Outcomes> {
      for (const { plan: one, sql } of results) if (!money.has(one.instrument) && one.how !== 'none' && one.how !== 'measure') yield* outcomesOf(plan, one, sql, new Set([...left].flatMap(([unit, ids]) => (ids.has(one.instrument) ? [unit] : []))), database)
      yield* byClosure(plan, left, database, shape, onLeft)
    }
    let rows = 0
    const rest = await intoTables(database.connection, program, others(), language, more => { signal?.throwIfAborted(); onRows?.(rows += more) })
    return await copyTo(database, [...selects, rest], path, options)
  } finally { for (const statement of after) await database.run(statement) }
}

/** All rows once, as Parquet; what is counted, and other forms, are read from there. */
async function copyTo(database: DuckDB, selects: readonly string[], path: string, { language, format }: WriteOptions): Promise<readonly Tally[]> {
  const [rows, part] = [`${path}.rows.parquet`, `${path}.part`]
  const heads = [...headsOf(language, 'parquet')]
  try {
    await database.run(`COPY (SELECT ${heads.map(([name, head]) => `${name} AS ${identifier(head)}`).join(', ')} FROM (${selects.join(' UNION ALL ')})) TO ${textLiteral(rows)} (FORMAT PARQUET)`)
    const from = `(SELECT ${heads.map(([name, head]) => `${identifier(head)} AS ${name}`).join(', ')} FROM read_parquet(${textLiteral(rows)}))`
    const tallies = await tallyRows(database, from, language)
    switch (format) {
      case 'parquet': await rename(rows, path); break
      case 'csv': await database.run(`COPY (${forPeople(from, language)}) TO ${textLiteral(part)} (FORMAT CSV, HEADER)`); await rename(part, path); break
      case 'xlsx': await writeXlsx(path, { name: language === 'zh' ? '筛查' : 'screening', headers: [...headsOf(language, 'xlsx').values()], rows: sheetRows(database, from) }); break
    }
    return tallies
  } finally { for (const file of [rows, part]) await rm(file, { force: true }) }
}

/** Money in yuan. Whoever opens it in a spreadsheet runs no formula, and reads Chinese (Excel wants the mark of UTF-8). */
function forPeople(from: string, language: Language): string {
  const money = (column: string): string => `printf('%d.%02d', ${column} // 100, ${column} % 100)`
  const harmless = (column: string): string => `CASE WHEN regexp_matches(${column}, '^[=+@\\t\\r-]') THEN '''' || ${column} ELSE ${column} END`
  const shown = (name: string): string => (name === 'amount' || name === 'least' ? money(name) : name === 'party' || name === 'subject' ? harmless(name) : name)
  return `SELECT ${[...headsOf(language, 'csv')].map(([name, head], i) => `${shown(name)} AS ${identifier(`${i === 0 ? '\ufeff' : ''}${head}`)}`).join(', ')} FROM ${from}`
}

async function* sheetRows(database: DuckDB, from: string): AsyncIterable<readonly SheetCell[]> {
  const names = [...headsOf('zh', 'xlsx').keys()]
  for await (const { count, texts } of database.rows(`SELECT * FROM ${from}`, new Map(names.map(name => [name, 'text'])))) {
    const columns = names.map(name => ({ money: name === 'amount' || name === 'least', of: texts(name) }))
    for (let row = 0; row < count; row++) yield columns.map(({ money, of }) => { const text = of[row] ?? null; return money && text !== null ? BigInt(text) : text })
  }
}
