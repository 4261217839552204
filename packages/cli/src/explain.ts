import pc from 'picocolors'
import type { Condition, Instrument, Language, Words } from '@lizhu/policy'
import { EXIT, Refusal, open } from './open.ts'

/** `lizhu explain PACK INSTRUMENT`: the instrument as the law words it and as it runs. */
export function explainInstrument(path: string, id: string, language: Language): number {
  const { program, source } = open(path)
  const instrument = program.instruments.find(one => one.id === id)
  if (!instrument) throw new Refusal(`没有编号为 ${id} 的工具。可用：${program.instruments.map(one => one.id).join(' ')}\nThere is no instrument ${id}.`, EXIT.usage)
  const zh = language === 'zh'
  const article = program.articles.find(one => one.number === instrument.article)
  const block = source.blocks.find(one => one.kind === 'instrument' ? one.data.id.text === id : one.kind === 'several' && one.data.respectively.some(row => row.id.text === id))
  console.log(pc.bold(`${instrument.id} ${zh ? instrument.name : instrument.en ?? instrument.name}`))
  console.log(`${zh ? '第' : 'Article '}${instrument.article}${zh ? ' 条 ' : ' '}${article?.title ?? ''} · ${program.pack.number ?? program.pack.id}`)
  console.log(`\n  “${fullQuote(instrument.words, article?.text ?? '')}”\n`)
  console.log(`${zh ? '对象' : 'For'}: ${instrument.for}${instrument.every ? (zh ? ' · 每年评估' : ' · every year') : ''}${instrument.once ? (zh ? ` · 每个${instrument.once}一次` : ` · once per ${instrument.once}`) : ''}`)
  if (instrument.when.length > 0) { console.log(`\n${zh ? '条件（都要符合）' : 'Conditions (all)'}`); for (const one of instrument.when) printCondition(one, '  ', language) }
  for (const setting of program.settings.filter(one => one.instrument === id)) console.log(`\n◇ ${setting.id} · ${zh ? '由' : 'decided by'} ${setting.owner ?? '?'}${zh ? '定' : ''}`)
  for (const reading of readingsIn(instrument)) console.log(pc.yellow(`\n◇ ${reading.question}\n  → ${reading.readAs ?? (zh ? '（未定）' : '(undecided)')}${reading.alternatives.map(one => `\n    ${one}`).join('')}`))
  if (block) console.log(pc.dim(`\n${source.text.slice(block.span.from, block.span.to)}`))
  console.log(`\n${zh ? '责任单位' : 'Responsible'}: ${article?.units.join('、') ?? ''}`)
  return EXIT.ok
}

function fullQuote({ at, quote }: Words, text: string): string {
  const [first, last] = [at[0], at.at(-1)]
  return first && last ? text.slice(first[0], last[1]) : quote
}
function printCondition(condition: Condition, indent: string, language: Language): void {
  const zh = language === 'zh'
  if ('any' in condition) { console.log(`${indent}${zh ? '以下之一：' : 'any of:'}`); condition.any.forEach(one => { printCondition(one, `${indent}  `, language) }); return }
  if ('all' in condition) { console.log(`${indent}${zh ? '同时：' : 'all of:'}`); condition.all.forEach(one => { printCondition(one, `${indent}  `, language) }); return }
  console.log(`${indent}“${condition.words?.quote ?? ''}”`)
}
/** The instrument's readings, each with its alternatives. */
function readingsIn(instrument: Instrument): { question: string; readAs: string | null; alternatives: string[] }[] {
  const found: { question: string; readAs: string | null; alternatives: string[] }[] = []
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) { value.forEach(visit); return }
    if (value === null || typeof value !== 'object') return
    if ('reading' in value && isReading(value.reading)) found.push({ ...value.reading, alternatives: 'or' in value && Array.isArray(value.or) ? value.or.map((row: unknown) => typeof row === 'object' && row !== null && 'readAs' in row ? String(row.readAs) : '') : [] })
    for (const [key, item] of Object.entries(value)) if (key !== 'or' && key !== 'reading') visit(item)
  }
  visit(instrument)
  return found
}
function isReading(value: unknown): value is { question: string; readAs: string | null } { return typeof value === 'object' && value !== null && 'question' in value && 'readAs' in value }
