import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { identifier, textLiteral } from '@lizhu/feel/sql'
import type { Program } from '@lizhu/policy'
import { SYNTHETIC } from '@lizhu/policy/population'
import { ID, OWNER_ROW, ROW, UNIT } from '@lizhu/policy/tables'
import { openFolder, openPostgres, type Database } from '@lizhu/data'
import { Refusal } from './refusal.ts'

/** What DuckDB may hold at a time of a folder's tables. */
const MEMORY = '1GB'
/** Stands in every folder of made-up data. */
const MARK = '演示数据.json'

/** Where a city lies: a folder of canonical Parquet, or a schema of PostgreSQL (`postgres://user@host/database?schema=lizhu`). */
export interface Source { readonly name: string; readonly open: (signal?: AbortSignal) => Promise<Database>; /** What marks it as made up; absent: it is real. */ readonly mark: (database: Database) => Promise<string | undefined> }

export function sourceOf(text: string): Source {
  if (/^postgres(?:ql)?:\/\//.test(text)) return inPostgres(text)
  const path = resolve(text)
  if (!existsSync(path) || !statSync(path).isDirectory()) throw new Refusal(`LIZHU_CITY=${text}：没有这个文件夹。写 Parquet 表的文件夹，或 postgres://用户@主机/库?schema=模式。`, `LIZHU_CITY=${text}: there is no such folder. Name a folder of Parquet tables, or postgres://user@host/database?schema=schema.`)
  return { name: basename(path), open: signal => openFolder(path, { memory: MEMORY, ...(signal === undefined ? {} : { signal }) }), mark: () => Promise.resolve(existsSync(join(path, MARK)) ? readFileSync(join(path, MARK), 'utf8') : undefined) }
}

function inPostgres(text: string): Source {
  if (!URL.canParse(text)) throw new Refusal('LIZHU_CITY：数据库地址写错了，应像 postgres://用户@主机:5432/库?schema=lizhu。', 'LIZHU_CITY: the address of the database is not one; write it like postgres://user@host:5432/database?schema=lizhu.')
  const url = new URL(text)
  const schema = url.searchParams.get('schema') ?? 'lizhu'
  url.searchParams.delete('schema')
  return {
    // No host and no user: the name is shown to everybody.
    name: `${decodeURIComponent(url.pathname.slice(1))}/${schema}`,
    open: async signal => {
      try { return await openPostgres(url.href, { schema, readOnly: true, ...(signal === undefined ? {} : { signal }) }) } catch (problem) {
        const why = problem instanceof Error ? problem.message : String(problem)
        throw new Refusal(`LIZHU_CITY：连不上数据库 ${url.host}：${why}`, `LIZHU_CITY: the database at ${url.host} cannot be reached: ${why}`)
      }
    },
    async mark(database) {
      for await (const { texts } of database.rows(`SELECT obj_description(oid, 'pg_namespace') AS said FROM pg_namespace WHERE nspname = ${textLiteral(schema)}`, new Map([['said', 'text']]))) { const said = texts('said')[0]; if (said?.includes(SYNTHETIC) === true) return said }
      return undefined
    },
  }
}

/** How many parties of the most numerous kind there are: enterprises. Refuses tables that are no city (docs/tables.md). */
export async function enterprisesIn({ kinds }: Program, database: Database): Promise<number> {
  const tables = await database.columns()
  for (const { name, of } of kinds) {
    const lacking = tables.has(name) ? [ID, ROW, UNIT, ...(of.length > 0 ? [OWNER_ROW] : [])].find(column => !tables.get(name)?.has(column)) : undefined
    if (lacking !== undefined) throw new Refusal(`LIZHU_CITY：表“${name}”没有“${lacking}”列（docs/tables.md）。CSV 和 xlsx 请用 lizhu simulate。`, `LIZHU_CITY: the table ${name} has no column ${lacking} (docs/tables.md). For CSV and xlsx use lizhu simulate.`)
  }
  const parties = kinds.filter(kind => kind.party && tables.has(kind.name))
  if (parties.length === 0) throw new Refusal(`LIZHU_CITY：没有主体表；表以类名命名：${kinds.filter(kind => kind.party).map(kind => kind.name).join('、')}（docs/tables.md）。`, `LIZHU_CITY: there is no table of parties; tables are named after their kind: ${kinds.filter(kind => kind.party).map(kind => kind.name).join(', ')} (docs/tables.md).`)
  let most = 0
  for (const { name } of parties) for await (const chunk of database.rows(`SELECT COUNT(${identifier(ID)}) AS many FROM ${database.table(name)}`, new Map([['many', 'number']]))) most = Math.max(most, chunk.numbers('many')[0] ?? 0)
  return most
}
