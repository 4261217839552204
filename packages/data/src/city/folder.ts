import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { identifier, textLiteral } from '@lizhu/feel/sql'
import { openDuckDB, type DuckDB } from '../database/duckdb.ts'

/** A city as a folder of Parquet files, one a table, in DuckDB: nothing is read before it is asked for. */
export async function openFolder(path: string, options: Parameters<typeof openDuckDB>[0] = {}): Promise<DuckDB> {
  const database = await openDuckDB(options)
  for (const file of readdirSync(path).filter(name => name.endsWith('.parquet')).sort()) {
    await database.run(`CREATE VIEW ${identifier(file.replace(/\.parquet$/, ''))} AS SELECT * FROM read_parquet(${textLiteral(join(path, file))})`)
  }
  return database
}

/** Writes every table of a database as a file of a new folder, which is there whole or not at all. */
export async function saveFolder(database: DuckDB, path: string): Promise<void> {
  const part = `${path}.part`
  rmSync(part, { recursive: true, force: true })
  mkdirSync(part, { recursive: true })
  try {
    for (const table of (await database.columns()).keys()) await database.run(`COPY ${database.table(table)} TO ${textLiteral(join(part, `${table}.parquet`))} (FORMAT PARQUET)`)
    renameSync(part, path)
  } finally { rmSync(part, { recursive: true, force: true }) }
}
