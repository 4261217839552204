import { readdirSync, statSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { identifier, textLiteral } from '@lizhu/feel/sql'
import { AREA, AWARDS, UNIT } from '@lizhu/policy/tables'
import type { Program } from '@lizhu/policy'
import type { DuckDB } from '../database/duckdb.ts'
import { SQL_TYPE } from '../database/typed.ts'
import { asUtf8, readCsv } from './csv.ts'
import { normal, roleOf } from './headers.ts'
import { trimmed } from './quick.ts'
import type { RawTable } from './raw.ts'
import { SayError } from './say.ts'
import { sheetsOf } from './workbook.ts'

/** A file or a sheet, as texts. */
export interface Input {
  readonly file: string
  readonly sheet?: string
  readonly raw: RawTable
  /** One of our own tables: money in it is whole fen. */
  readonly own: boolean
}

const READ = ['.csv', '.tsv', '.txt', '.xlsx', '.parquet']

export function filesOf(source: string): string[] {
  if (!statSync(source).isDirectory()) return [source]
  return readdirSync(source).filter(name => READ.includes(extname(name).toLowerCase()) && !name.startsWith('.') && !name.startsWith('~$')).sort().map(name => join(source, name))
}

/** `folder`: for what is only there meanwhile. */
export async function openFile(database: DuckDB, path: string, folder: string, first: number): Promise<Input[]> {
  const file = basename(path)
  switch (extname(path).toLowerCase()) {
    case '.xlsx': {
      const inputs: Input[] = []
      for (const { sheet, path: text, breaks } of await sheetsOf(path, folder)) {
        if (statSync(text).size === 0) continue
        const raw = await readCsv(database, text, `import raw ${first + inputs.length}`)
        const further = (row: number): number => breaks.findLast(([from]) => from <= row)?.[1] ?? 0
        inputs.push({ file, sheet, own: false, raw: { ...raw, line: row => row + 2 + further(row) } })
      }
      return inputs
    }
    case '.parquet': return [await openParquet(database, path, file, `import raw ${first}`)]
    case '.csv': case '.tsv': case '.txt': return [{ file, own: false, raw: await readCsv(database, await asUtf8(path, join(folder, `${first}.csv`)), `import raw ${first}`) }]
    default: throw new SayError('nothing', {})
  }
}

async function openParquet(database: DuckDB, path: string, file: string, name: string): Promise<Input> {
  const from = `read_parquet(${textLiteral(path)})`
  const columns = (await database.connection.runAndReadAll(`DESCRIBE SELECT * FROM ${from}`)).getRows().map(([column, type]) => ({ header: String(column), type: String(type) }))
  const headers = columns.map(({ header }) => header)
  await database.run(`CREATE OR REPLACE TEMPORARY TABLE ${identifier(name)} AS SELECT ${headers.map((header, i) => `${trimmed(`CAST(${identifier(header)} AS VARCHAR)`)} AS c${i}`).join(', ')} FROM ${from}`)
  // An area has no units: it is one of our own tables where it is named and typed as they are (docs/tables.md), which people's own figures in yuan are not.
  const own = headers.includes(UNIT) || (file === `${AREA}.parquet` && columns.every(({ header, type }) => OWN_TYPES.has(type) && !normal(header).includes('(')))
  return { file, own, raw: { name, headers, rejects: undefined, rejected: 0, line: row => row + 1 } }
}
const OWN_TYPES: ReadonlySet<string> = new Set(Object.values(SQL_TYPE))

/** The kind that a file or sheet is named after; of a single one also the kind whose columns match best. */
export function kindOf(program: Program, { file, sheet, raw }: Input, single: boolean): { readonly kind: string; readonly guessed: boolean } {
  const name = normal(sheet ?? basename(file, extname(file)))
  const known: readonly (readonly [string, readonly (string | undefined)[]])[] = [...program.kinds.map(one => [one.name, [one.name, one.en]] as const), [AREA, [AREA, '地区', '全市']], [AWARDS, [AWARDS, '已获奖励']]]
  const found = known.find(([, names]) => names.some(one => one !== undefined && one.toLowerCase() === name.toLowerCase()))
  if (found !== undefined) return { kind: found[0], guessed: false }
  const kinds = program.kinds.map(one => one.name).join('、')
  if (!single) throw new SayError('no-kind', { name, kinds })
  const scores = known.map(([kind]) => [kind, raw.headers.filter(header => { const role = roleOf(program, kind, header); return 'what' in role && ['fact', 'owner', 'none', 'award', 'claims'].includes(role.what) }).length] as const)
  const most = Math.max(...scores.map(([, score]) => score))
  const best = scores.filter(([, score]) => score === most)
  if (most === 0) throw new SayError('no-kind', { name, kinds })
  if (best.length > 1) throw new SayError('ambiguous-kind', { kinds: best.map(([kind]) => kind).join('、') })
  return { kind: best[0]?.[0] ?? '', guessed: true }
}
