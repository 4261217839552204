import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'
import { codesOf, loadPack, type Program } from '@lizhu/policy'
import { readFolder, siblings } from '@lizhu/policy/node'
import { importCity, openDuckDB, type DuckDB } from '../src/index.ts'

const shaoguan = fileURLToPath(new URL('../../../policies/shaoguan-2020-2', import.meta.url))
const pack = loadPack(readFolder(shaoguan), siblings(shaoguan))
export const program: Program = pack.program
/** The published list of industry codes. */
export const codes = codesOf([pack.source, ...pack.others].map(one => one.folder), program)

export const root = mkdtempSync(join(tmpdir(), 'import-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let folders = 0

/** A new folder with these files. */
export function folder(files: Readonly<Record<string, string | Buffer>> = {}): string {
  const path = join(root, String(++folders))
  mkdirSync(path)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text)
  return path
}

/** Reads a folder or a file into a database of its own; `aside`: the rows that were set aside, as written. */
export async function imported(path: string, more: object = {}) {
  const database = await openDuckDB()
  const setAside = join(root, `aside ${++folders}.csv`)
  const report = await importCity(program, path, database, { language: 'zh', setAside, ...more })
  return { database, report, aside: readFileSync(setAside, 'utf8') }
}

/** All that stands in a city's tables. */
export async function contents(database: DuckDB): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {}
  for (const [table, columns] of await database.columns()) found[table] = (await database.connection.runAndReadAll(`SELECT ${[...columns].sort().map(name => `CAST("${name}" AS VARCHAR)`).join(', ')} FROM "${table}" ORDER BY ALL`)).getRows()
  return found
}

export const rows = async (database: DuckDB, sql: string): Promise<unknown> => (await database.connection.runAndReadAll(sql)).getRows()
