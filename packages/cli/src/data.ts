import { existsSync, readdirSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { codesOf, type Language, type Loaded, type Program } from '@lizhu/policy'
import { AREA, AWARDS, ID, OWNER_ROW, ROW, UNIT } from '@lizhu/policy/tables'
import { importCity, openDuckDB, openFolder, type Database, type DuckDB, type ImportReport } from '@lizhu/data'
import { EXIT, Refusal } from './open.ts'
import type { Progress } from './progress.ts'
import { openServer, placeOf, serverOf, type Server } from './servers.ts'
import { isFolderMarked, isSchemaMarked } from './synthetic.ts'

/** So much of a city is held in memory; the rest lies in the work folder. */
const MEMORY = '2GB'

export interface OpenOptions {
  readonly language: Language
  /** Where what is only there meanwhile lies (`inWorkFolder`). */
  readonly work: string
  readonly bar: Progress
  readonly signal: AbortSignal
}

interface Opened { readonly synthetic: boolean; readonly close: () => Promise<void> }
/** A city's canonical tables (docs/tables.md), wherever they lie. Of files that were read: what was found wrong, and the rows that were set aside, in the work folder. */
export type CityData = Opened & (
  | { readonly lies: 'here'; readonly database: DuckDB; readonly report?: ImportReport; readonly setAside?: string }
  | { readonly lies: Server; readonly database: Database }
)

/** Opens a city: a folder of canonical Parquet and a database in place; anything else is read first. */
export async function openData(pack: Pick<Loaded, 'program' | 'source' | 'others'>, source: string, options: OpenOptions): Promise<CityData> {
  const { program } = pack
  const server = serverOf(source)
  const data = server === undefined ? await openFiles(pack, source, options) : await openRemote(source, server, options)
  try { refuseTables(program, source, await data.database.columns()) } catch (problem) { await data.close(); throw problem }
  return data
}

async function openRemote(source: string, server: Server, { signal }: OpenOptions): Promise<CityData> {
  const database = await openServer(source, { readOnly: true, signal })
  return { lies: server, database, synthetic: server === 'postgres' && await isSchemaMarked(database, placeOf(source).schema), close: database.close }
}

async function openFiles({ program, source: pack, others }: Parameters<typeof openData>[0], source: string, { language, work, bar, signal }: OpenOptions): Promise<CityData> {
  if (!existsSync(source)) throw new Refusal(`没有 ${source} 这个文件夹或文件。\nThere is no folder or file ${source}.`, EXIT.missing)
  const synthetic = isFolderMarked(source)
  const path = join(work, 'city.duckdb')
  if (isParquetFolder(source)) {
    const database = await openFolder(source, { path, memory: MEMORY, signal })
    if ([...await database.columns()].some(([table, columns]) => table !== AREA && table !== AWARDS && columns.has(ROW))) return { lies: 'here', database, synthetic, close: database.close }
    await database.close()
  }
  const database = await openDuckDB({ path: join(work, 'read.duckdb'), memory: MEMORY, signal })
  try {
    const setAside = join(work, 'set-aside.csv')
    const report = await importCity(program, source, database, { language, setAside, signal, codes: codesOf([pack, ...others].map(one => one.folder), program), onProgress: ({ file, rows, of }) => { bar.step(`${language === 'zh' ? '读取' : 'reading'} ${file}`); bar.at(rows, of) } })
    const aside = report.files.some(one => one.setAside > 0)
    return { lies: 'here', database, synthetic, report, close: database.close, ...(aside ? { setAside } : {}) }
  } catch (problem) { await database.close(); throw problem }
}

function isParquetFolder(source: string): boolean {
  if (!statSync(source).isDirectory()) return false
  const files = readdirSync(source).map(name => extname(name).toLowerCase())
  return files.includes('.parquet') && !files.includes('.csv') && !files.includes('.xlsx')
}

/** Nothing is screened without a party's table, nor over tables that lack a column that holds them together. */
function refuseTables({ kinds }: Program, source: string, tables: ReadonlyMap<string, ReadonlySet<string>>): void {
  // Some databases forget which letters are large.
  const known = new Map([...tables].map(([table, columns]) => [table.toLowerCase(), new Set([...columns].map(name => name.toLowerCase()))]))
  const parties = kinds.filter(kind => kind.party).map(kind => kind.name)
  if (!parties.some(name => known.has(name.toLowerCase()))) {
    throw new Refusal(`${source} 里没有可用的主体表；表以类名命名：${parties.join('、')}（docs/tables.md）。\nThere is no usable table of parties in ${source}; tables are named after their kind: ${parties.join(', ')} (docs/tables.md).`, EXIT.missing)
  }
  for (const { name, of } of kinds) {
    const columns = known.get(name.toLowerCase())
    const lacking = columns === undefined ? undefined : [ID, ROW, UNIT, ...(of.length > 0 ? [OWNER_ROW] : [])].find(column => !columns.has(column))
    if (lacking !== undefined) throw new Refusal(`表“${name}”没有“${lacking}”列（docs/tables.md）。\nThe table ${name} has no column ${lacking} (docs/tables.md).`, EXIT.missing)
  }
}
