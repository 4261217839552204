import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Type } from '@lizhu/feel'
import { identifier, textLiteral } from '@lizhu/feel/sql'
import type { Program } from '@lizhu/policy'
import { AWARDS, ID, NAME, UNIT, factsOf, noneOf } from '@lizhu/policy/tables'
import type { DuckDB } from '../database/duckdb.ts'

const AWARD_HEADS = new Map([['kind', '主体类别'], ['holder', '主体编号'], ['instrument', '政策工具'], ['subject', '事项编号'], ['amount', '金额（元）'], ['date', '日期']])

/** Writes every table as people have it: a CSV file with Chinese headers, money in yuan, 无 where there is known to be none. Reading them again makes the same city. */
export async function saveSheets(program: Program, database: DuckDB, path: string): Promise<void> {
  rmSync(path, { recursive: true, force: true })
  mkdirSync(path, { recursive: true })
  for (const [table, columns] of await database.columns()) {
    const sheet = table === AWARDS ? awardsSheet(program, [...columns], await database.columns()) : kindSheet(program, table, columns)
    // Excel reads UTF-8 only where the first letter is its mark.
    const select = sheet.map(([value, head], i) => `${value} AS ${identifier(`${i === 0 ? '\ufeff' : ''}${head}`)}`)
    await database.run(`COPY (SELECT ${select.join(', ')} FROM ${identifier(table)} AS t) TO ${textLiteral(join(path, `${table}.csv`))} (FORMAT CSV, HEADER)`)
  }
}

type Sheet = readonly (readonly [value: string, head: string])[]

function kindSheet(program: Program, table: string, columns: ReadonlySet<string>): Sheet {
  const claims = new Set(program.kinds.filter(one => one.of[0] === table).map(one => noneOf(one.name)))
  const shown = [...columns].filter(name => !name.startsWith('#') && (!name.endsWith('=无') || claims.has(name)))
  return shown.map(name => {
    const column = `t.${identifier(name)}`
    if (claims.has(name)) return [`CASE WHEN ${column} THEN '是' END`, name]
    const [bare = '', period] = name.split('@')
    const unit = unitOf(factsOf(program, table).find(one => one.name === bare)?.type)
    const value = unit === undefined || unit.places === 0 ? `CAST(${column} AS VARCHAR)` : moved(column, unit.places)
    const written = columns.has(noneOf(name)) ? `CASE WHEN ${column} IS NOT NULL THEN ${value} WHEN t.${identifier(noneOf(name))} THEN '无' END` : value
    return [written, name === ID ? '编号' : name === NAME ? '名称' : headOf(bare, period, unit?.name)]
  })
}

/** `产值（2024年，元）` */
function headOf(fact: string, period: string | undefined, unit: string | undefined): string {
  const extras = [...(period === undefined ? [] : [/^\d{4}$/.test(period) ? `${period}年` : period]), ...(unit === undefined ? [] : [unit])]
  return extras.length === 0 ? fact : `${fact}（${extras.join('，')}）`
}

/** The unit that a column's name gives to its figures, and how many places the point moves from our tables to it. A bare ratio above 1 would be taken for either a ratio or a percentage, and a bare length for nothing. */
function unitOf(type: Type | undefined): { readonly name: string; readonly places: number } | undefined {
  switch (type?.kind) {
    case 'money': return { name: '元', places: -2 }
    case 'rate': return { name: '%', places: 2 }
    case 'points': return { name: '个百分点', places: 2 }
    case 'duration': return { name: type.unit === 'months' ? '个月' : '天', places: 0 }
    default: return undefined
  }
}

/** Who holds an award is a row in our tables, and an id to people. */
function awardsSheet({ kinds }: Program, columns: readonly string[], tables: ReadonlyMap<string, ReadonlySet<string>>): Sheet {
  const holders = kinds.filter(one => tables.has(one.name)).map(({ name }) => `WHEN ${textLiteral(name)} THEN (SELECT h.id FROM ${identifier(name)} AS h WHERE h."#row" = t.holder)`)
  return columns.filter(name => name !== UNIT).map(name => [
    name === 'holder' ? `CASE t.kind ${holders.join(' ')} END` : name === 'amount' ? yuan('t.amount') : `CAST(t.${identifier(name)} AS VARCHAR)`, AWARD_HEADS.get(name) ?? name,
  ])
}

/** Decimals, in which no figure is rounded or overflows on its way. */
const moved = (value: string, places: number): string => `CAST(CAST(${value} AS DECIMAL(${places < 0 ? '20,0' : '18,6'})) * CAST(${10 ** places} AS DECIMAL(${places < 0 ? '3,2' : '20,0'})) AS VARCHAR)`
const yuan = (fen: string): string => moved(fen, -2)
