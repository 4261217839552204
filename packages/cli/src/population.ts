import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { identifier } from '@lizhu/feel/sql'
import { codesOf, type Codes, type Language, type Program } from '@lizhu/policy'
import { NEIGHBOURS, SYNTHETIC, population } from '@lizhu/policy/population'
import { layer, openDuckDB, saveFolder, saveSheets, type Database } from '@lizhu/data'
import { dayOf, openSound } from './assess.ts'
import { inWorkFolder, mayReplace, replaceFolder } from './folders.ts'
import { interruptible } from './interrupt.ts'
import { EXIT, Refusal } from './open.ts'
import { duration, number, progress, type Progress } from './progress.ts'
import { openServer, placeOf, serverOf, withoutPassword, type Place } from './servers.ts'
import { MARK, isSchemaMarked, markFolder, markOf, markSchema, type Mark } from './synthetic.ts'

export interface PopulationOptions { readonly size: string; readonly seed: string; readonly out: string; readonly format: string; readonly asOf?: string; readonly untold?: string; readonly with?: readonly string[]; readonly lang: Language }

/** So many parties are made at a time, whatever the size of the city. */
const BLOCK = 512 * NEIGHBOURS
const MEMORY = '1GB'

interface Wanted { readonly size: number; readonly seed: number; readonly asOf: number; readonly untold: number; readonly codes: Codes }
interface Making { readonly program: Program; readonly wanted: Wanted; readonly mark: Mark; readonly bar: Progress; readonly language: Language; readonly signal: AbortSignal }

/** `lizhu population PACK --size N --seed S -o DIR|URL`: a made-up city, marked as such. */
export function populate(path: string, options: PopulationOptions): Promise<number> {
  const asked = { size: wholeOf('--size', options.size, 1), seed: wholeOf('--seed', options.seed, 0), asOf: dayOf(options.asOf), untold: shareOf(options.untold ?? '10%') }
  if (options.format !== 'parquet' && options.format !== 'csv') throw new Refusal(`--format ${options.format}：只有 parquet 和 csv。\n--format ${options.format}: parquet and csv are there.`, EXIT.usage)
  const server = serverOf(options.out)
  if (server === 'trino') throw new Refusal('演示数据写成文件夹，或写进 PostgreSQL。\nA made-up city is written to a folder, or to PostgreSQL.', EXIT.usage)
  if (server === undefined) mayReplace(options.out, MARK)
  const { program, source, others } = openSound(path, options)
  const wanted: Wanted = { ...asked, codes: codesOf([source, ...others].map(one => one.folder), program) }
  const zh = options.lang === 'zh'
  return interruptible(options.lang, async signal => {
    const start = performance.now()
    const making: Making = { program, wanted, mark: markOf(program, wanted), bar: progress(options.lang), language: options.lang, signal }
    try {
      if (server === 'postgres') await intoPostgres(making, options.out)
      else await intoFolder(making, options.out, options.format === 'csv')
    } finally { making.bar.end() }
    const seconds = (performance.now() - start) / 1000
    const where = server === undefined ? options.out : withoutPassword(options.out)
    console.log(`${SYNTHETIC}\n${zh ? `${number(wanted.size)} 户` : `${number(wanted.size)} parties`} · ${duration(seconds, zh)} · ${number(wanted.size / seconds)}/${zh ? '秒' : 's'} → ${where}`)
    return EXIT.ok
  })
}

async function intoFolder(making: Making, out: string, csv: boolean): Promise<void> {
  const { program, bar, language, mark, signal } = making
  await inWorkFolder(out, async work => {
    const made = join(work, 'city')
    const database = await openDuckDB({ path: join(work, 'city.duckdb'), memory: MEMORY, signal })
    try {
      await lay(making, database)
      bar.step(language === 'zh' ? '写文件' : 'writing')
      if (csv) await saveSheets(program, database, made)
      else await saveFolder(database, made)
    } finally { await database.close() }
    markFolder(made, mark)
    signal.throwIfAborted()
    replaceFolder(made, out)
  })
}

/** Into a schema of its own, which takes the name when it is whole. */
async function intoPostgres(making: Making, out: string): Promise<void> {
  const place = placeOf(out)
  const part = `${place.schema} part`
  await refuseOthers(out, place)
  await drop(out, part)
  try {
    const database = await openServer(out, { schema: part, signal: making.signal })
    try {
      await lay(making, database)
      for (const table of (await database.columns()).keys()) await database.run(`ANALYZE ${database.table(table)}`)
      await markSchema(database, part, making.mark)
      for (const sql of ['BEGIN', `DROP SCHEMA IF EXISTS ${identifier(place.schema)} CASCADE`, `ALTER SCHEMA ${identifier(part)} RENAME TO ${identifier(place.schema)}`, 'COMMIT']) await database.run(sql)
    } finally { await database.close() }
  } finally { await drop(out, part) }
}

/** Only what was made up before is replaced. */
async function refuseOthers(out: string, { schema }: Place): Promise<void> {
  const database = await openServer(out, { readOnly: true })
  try {
    if ((await database.columns()).size > 0 && !await isSchemaMarked(database, schema)) throw new Refusal(`数据库模式 ${schema} 里有不是演示的数据，不覆盖；用 ?schema= 另起一个。\nThe schema ${schema} holds data that was not made up and is not overwritten; name another with ?schema=.`, EXIT.usage)
  } finally { await database.close() }
}

async function drop(out: string, schema: string): Promise<void> {
  const database = await openServer(out, { readOnly: true })
  try { await database.run(`DROP SCHEMA IF EXISTS ${identifier(schema)} CASCADE`) } finally { await database.close() }
}

async function lay({ program, wanted, bar, language, signal }: Making, database: Database): Promise<void> {
  const add = layer(database)
  bar.step(language === 'zh' ? '生成' : 'making')
  for (let from = 0; from < wanted.size; from += BLOCK) {
    const block = population(program, { ...wanted, from, to: Math.min(wanted.size, from + BLOCK) })
    // Ctrl-C is heard in between.
    await setImmediate()
    signal.throwIfAborted()
    await add(block, block.columns)
    bar.at(Math.min(wanted.size, from + BLOCK), wanted.size)
  }
}

function wholeOf(option: string, text: string, least: number): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < least || !Number.isSafeInteger(value)) throw new Refusal(`${option} ${text}：要不小于 ${least} 的整数。\n${option} ${text} is not a whole number from ${least}.`, EXIT.usage)
  return value
}

/** `10%` or `0.1` */
function shareOf(text: string): number {
  const [, figure, percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? []
  const share = figure === undefined ? undefined : Number(figure) / (percent === '%' ? 100 : 1)
  if (share === undefined || share > 1) throw new Refusal(`--untold ${text}：写成 10% 或 0.1，不超过 100%。\n--untold ${text}: write 10% or 0.1, at most 100%.`, EXIT.usage)
  return share
}
