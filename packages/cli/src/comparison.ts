import pc from 'picocolors'
import type { Language, Program } from '@lizhu/policy'
import { reformText, writtenAs, type Assumptions, type Comparison, type Cost, type Effect, type Meeting, type Parameter, type Patch, type Reform } from '@lizhu/policy/simulate'
import { number } from './progress.ts'
import { table } from './table.ts'

export interface Report { readonly program: Program; readonly parameters: readonly Parameter[]; readonly reform: Reform; readonly assumptions: Assumptions; readonly comparison: Comparison; readonly effects: readonly Effect[]; readonly meetings: { readonly before: readonly Meeting[]; readonly after: readonly Meeting[] }; readonly synthetic: boolean; readonly asOf: string; readonly patch: Patch }

/** Groups and enterprises are listed so far. */
const SHOWN = 12

/** What a reform costs, whom it serves, and what it leaves between two rules. Sums in 万元. */
export function printComparison({ program, parameters, reform, assumptions: { takeUp, share }, comparison, effects, meetings, synthetic, asOf, patch }: Report, language: Language): void {
  const zh = language === 'zh'
  const say = (chinese: string, english: string): string => (zh ? chinese : english)
  console.log(pc.bold(`${zh ? program.pack.title : program.pack.en ?? program.pack.title} · ${say('评估日期', 'as of')} ${asOf}`))
  if (synthetic) console.log(pc.yellow('演示数据 · synthetic'))
  console.log(table([[say('改动', 'change'), say('现行', 'today'), say('改后', 'then')], ...changesOf(parameters, reform).map(({ id, from, to }) => [id, from, to])]))
  const [before, after] = comparison.cost
  const row = (name: string, of: (cost: Cost) => bigint): string[] => [name, wan(of(before)), wan(of(after)), signed(of(after) - of(before))]
  console.log(`\n${table([[say('支出（万元）', 'cost (10k yuan)'), say('现行', 'today'), say('改后', 'then'), say('变化', 'change')], row(say('低', 'low'), one => one.low), row(say('可能', 'likely'), one => one.likely), row(say('高', 'high'), one => one.high)])}`)
  console.log(pc.dim(say(`低：资料齐全的，申报率 ${takeUp}%、上限实批 ${share}%；可能：再加缺资料的，按已知者的比例；高：全部申报、批到上限、缺的都算符合。`, `low: those of whom all is known, ${takeUp}% claiming, ceilings granted at ${share}%; likely: the others at the rate of those; high: all claim, in full, and what is not told holds.`)))
  if (after.unbounded > 0) console.log(pc.yellow(say(`另有 ${number(after.unbounded)} 笔缺资料、没有上界，高位不含它们。`, `${number(after.unbounded)} rows that nothing bounds are not in the high figure.`)))
  if (after.undecided > 0) console.log(pc.yellow(say(`另有 ${number(after.undecided)} 笔待定（细则未出），未计。`, `${number(after.undecided)} rows are undecided and not counted.`)))
  console.log(say(`得利 ${number(comparison.winners)} 户，受损 ${number(comparison.losers)} 户，共 ${number(comparison.parties)} 户。`, `${number(comparison.winners)} gain, ${number(comparison.losers)} lose, of ${number(comparison.parties)}.`))
  if (effects.length > 0) console.log(`\n${table([[say('各数单动时', 'each alone'), say('可能支出变化（万元）', 'likely (10k yuan)'), say('得利', 'gain'), say('受损', 'lose')], ...effects.map(one => [one.parameter, signed(one.cost[1].likely - one.cost[0].likely), number(one.winners), number(one.losers)])])}`)
  for (const { name, en, groups } of comparison.dimensions) {
    const rows = groups.filter(({ amount: [a, b] }) => a !== b).sort((a, b) => Math.abs(b.amount[1] - b.amount[0]) - Math.abs(a.amount[1] - a.amount[0]))
    if (rows.length === 0) continue
    console.log(`\n${table([[zh ? name : en ?? name, say('现行（万元）', 'today'), say('改后', 'then'), say('变化', 'change'), say('得利', 'gain'), say('受损', 'lose')], ...rows.slice(0, SHOWN).map(one => [one.name === '' ? say('缺', 'missing') : one.name, wan(one.amount[0]), wan(one.amount[1]), signed(one.amount[1] - one.amount[0]), number(one.winners), number(one.losers)])])}${rows.length > SHOWN ? `\n… ${rows.length}` : ''}`)
  }
  if (comparison.changes.length > 0) console.log(`\n${table([[say('变化最大的', 'largest changes'), say('现行（万元）', 'today'), say('改后', 'then'), say('变化', 'change'), say('工具', 'instrument')], ...comparison.changes.slice(0, SHOWN).map(one => [one.id, wan(one.amount[0]), wan(one.amount[1]), signed(one.amount[1] - one.amount[0]), one.by.join(' ')])])}`)
  for (const one of meetings.after.filter(now => !meetings.before.some(was => sameMeeting(was, now)))) console.log(pc.yellow(`\n? ${meetingWords(one, zh)}`))
  if (patch.diff !== '') console.log(`\n${patch.diff.split('\n').filter(line => /^[+-](?![+-])/.test(line)).map(line => (line.startsWith('+') ? pc.green(clipped(line)) : pc.red(clipped(line)))).join('\n')}`)
  if (patch.left.length > 0) console.log(pc.dim(say(`不在本文件、由补充的包定的：${patch.left.join('、')}`, `set by another pack, not in this text: ${patch.left.join(', ')}`)))
}

/** `lizhu simulate --json`, version 1 (docs/cli.md). Sums are fen, as strings. */
export function comparisonJson({ program, parameters, reform, assumptions, comparison, effects, meetings, synthetic, asOf, patch }: Report) {
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? String(one) : one)))
  return { version: 1 as const, pack: { id: program.pack.id, hash: program.pack.hash }, asOf, synthetic, reform: changesOf(parameters, reform), link: reformText(parameters, reform), assumptions, comparison: plain(comparison), effects: plain(effects), meetings: plain(meetings.after), diff: patch.diff, left: patch.left }
}

const changesOf = (parameters: readonly Parameter[], reform: Reform): { readonly id: string; readonly from: string; readonly to: string }[] =>
  parameters.flatMap(one => { const value = reform.get(one.id); return value === undefined ? [] : [{ id: one.id, from: one.written, to: writtenAs(one, value) ?? '' }] })
const sameMeeting = (a: Meeting, b: Meeting): boolean => a.kind === b.kind && a.instruments.join() === b.instruments.join() && a.from.n === b.from.n && a.to.n === b.to.n
function meetingWords({ kind, fact, from, to, articles: [below, above], type }: Meeting, zh: boolean): string {
  const size = (one: { readonly n: bigint; readonly d: bigint }): string => writtenAs({ written: type.kind === 'money' ? '1万元' : type.kind === 'rate' ? '1%' : '1', type }, one) ?? `${one.n}/${one.d}`
  const stretch = `${fact} ${size(from)}—${size(to)}`
  if (zh) return kind === 'gap' ? `空档：第 ${below} 条与第 ${above} 条之间，${stretch} 没有支持` : `重叠：第 ${below} 条与第 ${above} 条，${stretch} 两边都支持`
  return kind === 'gap' ? `gap between articles ${below} and ${above}: nothing for ${stretch}` : `overlap of articles ${below} and ${above}: both support ${stretch}`
}
const clipped = (line: string): string => (line.length > 96 ? `${line.slice(0, 95)}…` : line)
const wan = (fen: bigint | number): string => (Number(BigInt(fen) / 10_000n) / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const signed = (fen: bigint | number): string => `${fen > 0 ? '+' : ''}${wan(fen)}`
