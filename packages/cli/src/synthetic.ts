import { existsSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { calendar } from '@lizhu/feel'
import { identifier, textLiteral } from '@lizhu/feel/sql'
import type { Program } from '@lizhu/policy'
import { SYNTHETIC } from '@lizhu/policy/population'
import type { Database } from '@lizhu/data'

/** Stands in every folder of made-up data: nobody takes it for a real city. */
export const MARK = '演示数据.json'

export interface Mark { readonly synthetic: typeof SYNTHETIC; readonly size: number; readonly seed: number; readonly asOf: string; readonly pack: string; readonly hash: string }

export function markOf({ pack: { id, hash } }: Program, { size, seed, asOf }: { readonly size: number; readonly seed: number; readonly asOf: number }): Mark {
  return { synthetic: SYNTHETIC, size, seed, asOf: calendar.isoDate(asOf), pack: id, hash }
}

export function markFolder(folder: string, mark: Mark): void { writeFileSync(join(folder, MARK), `${JSON.stringify(mark, null, 2)}\n`) }
export const isFolderMarked = (path: string): boolean => existsSync(join(statSync(path).isDirectory() ? path : dirname(path), MARK))

export const markSchema = (database: Database, schema: string, mark: Mark): Promise<void> => database.run(`COMMENT ON SCHEMA ${identifier(schema)} IS ${textLiteral(JSON.stringify(mark))}`)
export async function isSchemaMarked(database: Database, schema: string): Promise<boolean> {
  for await (const { texts } of database.rows(`SELECT obj_description(oid, 'pg_namespace') AS said FROM pg_namespace WHERE nspname = ${textLiteral(schema)}`, new Map([['said', 'text']]))) if (texts('said')[0]?.includes(SYNTHETIC) === true) return true
  return false
}
