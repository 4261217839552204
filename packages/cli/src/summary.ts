import pc from 'picocolors'
import { calendar } from '@lizhu/feel'
import type { Language, Program } from '@lizhu/policy'
import { STATES, STATE_WORDS, type ImportReport, type State, type Tally } from '@lizhu/data'
import { duration, number } from './progress.ts'
import type { Engine } from './screen.ts'
import { table } from './table.ts'

/** What a screening came to. `untold`: facts that no column tells. */
export interface Summary {
  readonly program: Program
  readonly asOf: number
  readonly engine: Engine
  readonly tallies: readonly Tally[]
  readonly untold: readonly string[]
  readonly synthetic: boolean
  readonly seconds: number
  readonly out: string
  readonly setAside?: string
  readonly report?: ImportReport
}

/** Untold facts are listed so far. */
const SHOWN = 12

/** By instrument: rows in each state, what is granted exactly, and apart from it what is granted up to a ceiling. */
export function printSummary(summary: Summary, language: Language): void {
  const { program, asOf, engine, tallies, untold, synthetic, seconds, out, setAside } = summary
  const zh = language === 'zh'
  console.log(pc.bold(`${zh ? program.pack.title : program.pack.en ?? program.pack.title} · ${zh ? '评估日期' : 'as of'} ${calendar.isoDate(asOf)}`))
  if (synthetic) console.log(pc.yellow(SYNTHETIC_WORDS))
  const rows = idsIn(summary).map(id => [id, nameOf(program, id, zh), ...figuresOf(tallies.filter(one => one.instrument === id))])
  const heads = zh ? ['工具', '名称', ...STATES.map(state => STATE_WORDS.zh[state]), '金额（元）', '上限合计（元）'] : ['instrument', 'name', ...STATES.map(state => STATE_WORDS.en[state]), 'amount (yuan)', 'ceilings (yuan)']
  console.log(table([heads, ...rows, [zh ? '合计' : 'total', '', ...figuresOf(tallies)]]))
  if (untold.length > 0) console.log(pc.dim(`${zh ? '数据里没有、按未知处理的事实' : 'facts that no column tells, taken as unknown'} (${untold.length}): ${untold.slice(0, SHOWN).join(zh ? '、' : ', ')}${untold.length > SHOWN ? '…' : ''}`))
  const all = rowsOf(tallies)
  console.log(`${zh ? `${number(all)} 行` : `${number(all)} rows`} · ${duration(seconds, zh)} · ${number(all / seconds)} ${zh ? '行/秒' : 'rows/s'} · ${engine} → ${out}`)
  if (setAside !== undefined) console.log(pc.yellow(`${zh ? '有错而搁置的行' : 'rows set aside, with reasons'} → ${setAside}`))
}
const SYNTHETIC_WORDS = '演示数据 · synthetic'

/** `lizhu screen --json`, version 1 (docs/cli.md). Sums are yuan with their fen, as strings. */
export function summaryJson({ program, asOf, engine, tallies, untold, synthetic, seconds, out, setAside, report }: Summary) {
  return {
    version: 1 as const, pack: { id: program.pack.id, hash: program.pack.hash }, asOf: calendar.isoDate(asOf), synthetic, engine, out, rows: rowsOf(tallies), seconds: Math.round(seconds * 1000) / 1000, untold,
    instruments: idsIn({ program, tallies }).map(id => ({ id, states: Object.fromEntries(tallies.filter(one => one.instrument === id).map(one => [one.state, { rows: one.rows, ...(one.amount === undefined ? {} : { amount: yuan(one.amount) }) }])) })),
    ...(setAside === undefined ? {} : { setAside }), ...(report === undefined ? {} : { data: report }),
  }
}

/** In the order of the pack. */
function idsIn({ program, tallies }: Pick<Summary, 'program' | 'tallies'>): readonly string[] {
  const said = new Set(tallies.map(one => one.instrument))
  return program.instruments.map(one => one.id).filter(id => said.has(id))
}
function figuresOf(tallies: readonly Tally[]): string[] {
  const of = (state: State): readonly Tally[] => tallies.filter(one => one.state === state)
  const counts = STATES.map(state => { const many = rowsOf(of(state)); return many === 0 ? '' : number(many) })
  const sum = (state: State): string => { const known = of(state).flatMap(({ amount }) => (amount === undefined ? [] : [amount])); return known.length === 0 ? '' : grouped(known.reduce((a, b) => a + b, 0n)) }
  const most = sum('ceiling')
  return [...counts, sum('eligible'), most === '' ? '' : `≤ ${most}`]
}
const rowsOf = (tallies: readonly Tally[]): number => tallies.reduce((all, { rows }) => all + rows, 0)
const nameOf = ({ instruments }: Program, id: string, zh: boolean): string => { const found = instruments.find(one => one.id === id); return (zh ? found?.name : found?.en ?? found?.name) ?? '' }

const yuan = (fen: bigint): string => `${fen < 0n ? '-' : ''}${(fen < 0n ? -fen : fen) / 100n}.${String((fen < 0n ? -fen : fen) % 100n).padStart(2, '0')}`
const grouped = (fen: bigint): string => yuan(fen).replace(/\B(?=(\d{3})+(?=\.))/g, ',')
