import { existsSync, statSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import type { Column } from '@lizhu/feel/kernel'
import type { Language, Program } from '@lizhu/policy'
import { columnsOf, planScreen, type ScreenPlan } from '@lizhu/policy/screen'
import { rosterName } from '@lizhu/policy/tables'
import { columnsTold, qualityText, shapeOf, unitsIn, writeFromDuckDB, writeFromKernel, writeFromSql, writeWide, type DuckDB, type Format, type Hands, type PoolSaid, type Tally } from '@lizhu/data'
import { dayOf, openSound } from './assess.ts'
import { openData, type CityData } from './data.ts'
import { inWorkFolder, mayReplace } from './folders.ts'
import { interruptible } from './interrupt.ts'
import { EXIT, Refusal } from './open.ts'
import { progress, type Progress } from './progress.ts'
import { handsFor } from './screen-hands.ts'
import { poolJson, poolText } from './screen-pools.ts'
import { serverOf } from './servers.ts'
import { printSummary, summaryJson, type Summary } from './summary.ts'

export interface ScreenOptions { readonly data: string; readonly out: string; readonly engine?: string; readonly asOf?: string; readonly with?: readonly string[]; readonly instrument?: readonly string[]; readonly json?: boolean; readonly lang: Language }

const ENGINES = ['kernel', 'duckdb', 'postgres', 'trino'] as const
export type Engine = (typeof ENGINES)[number]
/** The wide form is for machines: a folder with a row a subject. */
type Form = Format | 'wide'
const LEGEND = 'legend.json'

/** `lizhu screen PACK --data … -o FILE`: every subject of a city against every instrument. */
export function screenCity(path: string, options: ScreenOptions): Promise<number> {
  const { lang: language } = options
  const form = formOf(options.out)
  const engine = engineFor(options, form)
  const pack = openSound(path, options)
  const { program } = pack
  refuseUnknown(program, options.instrument)
  const asOf = dayOf(options.asOf)
  const plan = planScreen(program, { asOf, ...(options.instrument === undefined ? {} : { instruments: options.instrument }) })
  return interruptible(language, signal => inWorkFolder(options.out.replace(/\/+$/, ''), async work => {
    const bar = progress(language)
    try {
      const start = performance.now()
      const data = await openData(pack, options.data, { language, work, bar, signal })
      try {
        if ('report' in data && options.json !== true) console.log(qualityText(data.report, language))
        const untold = await untoldIn(plan, data)
        bar.step(language === 'zh' ? '筛查' : 'screening')
        const hands = await handsFor(plan, await unitsIn(program, data.database), data, { pack: path, completing: options.with, data: options.data, language, work, signal })
        const pools: PoolSaid[] = []
        const tallies = await write(plan, data, engine, form, { language, out: options.out, bar, signal, hands, onPool: said => { pools.push(said) } }).finally(hands.close)
        const setAside = await keepAside('setAside' in data ? data.setAside : undefined, options.out)
        bar.end()
        const summary: Summary = { program, asOf, engine, tallies, untold, synthetic: data.synthetic, seconds: (performance.now() - start) / 1000, out: options.out, ...(setAside === undefined ? {} : { setAside }), ...('report' in data ? { report: data.report } : {}) }
        if (options.json === true) console.log(JSON.stringify({ ...summaryJson(summary), pools: pools.map(poolJson) }, null, 2))
        else { printSummary(summary, language); for (const one of pools) console.log(poolText(one, language)) }
        return EXIT.ok
      } finally { await data.close() }
    } finally { bar.end() }
  }))
}

function formOf(out: string): Form {
  if (out.endsWith('/')) { mayReplace(out, LEGEND); return 'wide' }
  const suffix = extname(out).toLowerCase()
  if (existsSync(out) && statSync(out).isDirectory()) throw new Refusal(`${out} 是文件夹；写宽表要以 / 结尾。\n${out} is a folder; end it with / to write the wide form.`, EXIT.usage)
  switch (suffix) {
    case '.parquet': return 'parquet'
    case '.csv': return 'csv'
    case '.xlsx': return 'xlsx'
    default: throw new Refusal(`-o ${out}：后缀要是 .parquet、.csv、.xlsx，或以 / 结尾写成宽表文件夹。\n-o ${out}: end it in .parquet, .csv or .xlsx, or in / for a folder in the wide form.`, EXIT.usage)
  }
}

/** The engine that was asked for, where it fits where the data lies; else the quicker of those that do. */
function engineFor({ data, engine: asked }: ScreenOptions, form: Form): Engine {
  const server = serverOf(data)
  const fitting: readonly Engine[] = server === undefined ? ['duckdb', 'kernel'] : [server, 'kernel']
  const engine = asked === undefined ? fitting[0] : fitting.find(one => one === asked)
  if (engine === undefined) {
    if (!ENGINES.some(one => one === asked)) throw new Refusal(`--engine ${asked}：只有 ${ENGINES.join('、')}。\n--engine ${asked}: there are ${ENGINES.join(', ')}.`, EXIT.usage)
    throw new Refusal(`--engine ${asked} 用不到这份数据上；可用 ${fitting.join('、')}。\n--engine ${asked} does not fit this data; use ${fitting.join(' or ')}.`, EXIT.usage)
  }
  if (form === 'wide' && engine !== 'duckdb') throw new Refusal(`宽表只由 duckdb 写，数据要在文件里；${engine} 请写 .parquet。\nThe wide form is written by duckdb, from files; with ${engine} write .parquet.`, EXIT.usage)
  return engine
}

function refuseUnknown({ instruments }: Program, asked: readonly string[] = []): void {
  const unknown = asked.find(id => !instruments.some(one => one.id === id))
  if (unknown !== undefined) throw new Refusal(`没有编号为 ${unknown} 的工具。\nThere is no instrument ${unknown}.`, EXIT.usage)
}

interface Writing { readonly language: Language; readonly out: string; readonly bar: Progress; readonly signal: AbortSignal; readonly hands: Hands; readonly onPool: (said: PoolSaid) => void }
async function write(plan: ScreenPlan, data: CityData, engine: Engine, form: Form, { language, out, bar, signal, hands, onPool }: Writing): Promise<readonly Tally[]> {
  const onLeft = oneByOne(bar, language)
  if (form === 'wide') {
    if (data.lies !== 'here') throw new RangeError('the wide form is written by duckdb')
    const unwatch = await watch(data.database, bar)
    try { return await writeWide(plan, data.database, out.replace(/\/+$/, ''), language) } finally { unwatch() }
  }
  const options = { language, format: form, signal, hands, onDone: bar.at, onLeft, onPool }
  if (engine === 'kernel') return writeFromKernel(plan, data.database, out, options)
  if (data.lies !== 'here') return writeFromSql(plan, data.database, out, options)
  const unwatch = await watch(data.database, bar)
  try { return await writeFromDuckDB(plan, data.database, out, options) } finally { unwatch() }
}

/** The last step: what columns leave. */
function oneByOne(bar: Progress, language: Language): (done: number, all: number) => void {
  let begun = false
  return (done, all) => {
    if (!begun) bar.step(language === 'zh' ? '逐户' : 'one by one')
    begun = true
    bar.at(done, all)
  }
}

const LOOK = 250
/** DuckDB says how far a statement is; statements follow each other. Back comes what ends the watch. */
async function watch({ connection }: DuckDB, bar: Progress): Promise<() => void> {
  await connection.run('SET enable_progress_bar = true')
  await connection.run('SET enable_progress_bar_print = false')
  const timer = setInterval(() => { const { percentage, rows_processed: done, total_rows_to_process: all } = connection.progress; if (percentage >= 0 && all > 0n) bar.at(Number(done), Number(all)) }, LOOK)
  return () => { clearInterval(timer) }
}

/** Facts that the rules read and no column tells, in any period: they count as unknown. */
async function untoldIn(plan: ScreenPlan, { database }: CityData): Promise<readonly string[]> {
  const nameOf = ({ ref }: Column): string => (ref.owner === 'roster' ? rosterName(ref.name) : `${ref.owner}.${ref.name}`)
  const shape = await shapeOf(plan.program, database)
  const told = new Set([...columnsTold(plan.program, shape).values()].flat().map(nameOf))
  return [...new Set(columnsOf(plan).map(nameOf))].filter(name => !told.has(name))
}

async function keepAside(from: string | undefined, out: string): Promise<string | undefined> {
  const path = `${out.replace(/\/+$/, '')}.set-aside.csv`
  // What an earlier run set aside is not this one's.
  await rm(path, { force: true })
  if (from === undefined) return undefined
  await rename(from, resolve(path))
  return path
}
