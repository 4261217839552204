import { rename, rm } from 'node:fs/promises'
import type { DuckDBConnection } from '@duckdb/node-api'
import { identifier, textLiteral } from '@lizhu/feel/sql'
import type { Program } from '@lizhu/policy'
import { DEFER, type ScreenPlan } from '@lizhu/policy/screen'
import { inWordsSql, screenSql } from '@lizhu/policy/tables'
import { shapeOf } from '../city/shape.ts'
import { openDuckDB, type DuckDB } from '../database/duckdb.ts'
import { byClosure, leave, leaveAll, type Left } from './closure.ts'
import type { Outcomes } from './outcomes.ts'
import { headSql, intoTables, moneyOf } from './rows.ts'
import { outcomesOf } from './sql.ts'

export type Language = 'zh' | 'en'
export type Format = 'parquet' | 'csv'
export interface WriteOptions { readonly language: Language; readonly format: Format; readonly onRows?: (rows: number) => void }

/** Names of the columns that are written. Money in Parquet is whole fen, in CSV yuan. */
const HEADS = {
  zh: { party: '主体', subject: '事项', instrument: '政策工具', name: '名称', state: '状态', amount: '金额', least: '下限', quantity: '数量', reasons: '原因', missing: '缺' },
  en: { party: 'party', subject: 'subject', instrument: 'instrument', name: 'name', state: 'state', amount: 'amount', least: 'least', quantity: 'quantity', reasons: 'reasons', missing: 'missing' },
} as const
const UNITS = { zh: { parquet: '（分）', csv: '（元）' }, en: { parquet: ' (fen)', csv: ' (yuan)' } } as const

/** Every outcome as a row of a file: who, which instrument, state, amount, why not, what is missing. The file is there whole, or not at all. */
export async function writeOutcomes(program: Program, outcomes: AsyncIterable<Outcomes>, path: string, { language, format, onRows }: WriteOptions): Promise<void> {
  const database = await openDuckDB({ path: `${path}.rows`, memory: '2GB' })
  try {
    let rows = 0
    const select = await intoTables(database.connection, program, outcomes, language, more => onRows?.(rows += more))
    await copyTo(database.connection, [select], path, language, format)
  } finally {
    await database.close()
    for (const file of [`${path}.rows`, `${path}.rows.wal`]) await rm(file, { force: true })
  }
}

/** The same of tables in DuckDB, which writes the file itself: only what columns leave to the closure, and what is no money, passes through here. */
export async function writeFromDuckDB(plan: ScreenPlan, database: DuckDB, path: string, { language, format, onRows }: WriteOptions): Promise<void> {
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
      yield* byClosure(plan, left, database, shape)
    }
    let rows = 0
    const rest = await intoTables(database.connection, program, others(), language, more => onRows?.(rows += more))
    await copyTo(database.connection, [...selects, rest], path, language, format)
  } finally { for (const statement of after) await database.run(statement) }
}

async function copyTo(connection: DuckDBConnection, selects: readonly string[], path: string, language: Language, format: Format): Promise<void> {
  const heads = HEADS[language]
  const csv = format === 'csv'
  const money = (column: string): string => (csv ? `printf('%d.%02d', ${column} // 100, ${column} % 100)` : column)
  // Whoever opens it in a spreadsheet runs no formula.
  const harmless = (column: string): string => (csv ? `CASE WHEN regexp_matches(${column}, '^[=+@\\t\\r-]') THEN '''' || ${column} ELSE ${column} END` : column)
  const columns: readonly (readonly [string, string])[] = [
    [harmless('party'), heads.party], [harmless('subject'), heads.subject], ['instrument', heads.instrument], ['name', heads.name], ['state', heads.state],
    [money('amount'), heads.amount + UNITS[language][format]], [money('least'), heads.least + UNITS[language][format]], ['quantity', heads.quantity], ['reasons', heads.reasons], ['missing', heads.missing],
  ]
  const part = `${path}.part`
  try {
    await connection.run(`COPY (SELECT ${columns.map(([sql, name]) => `${sql} AS ${identifier(name)}`).join(', ')} FROM (${selects.join(' UNION ALL ')})) TO ${textLiteral(part)} (FORMAT ${csv ? 'CSV, HEADER' : 'PARQUET'})`)
    await rename(part, path)
  } finally { await rm(part, { force: true }) }
}
