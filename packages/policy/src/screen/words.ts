import { IN_FORCE } from '../assess/index.ts'
import type { Condition, General, Instrument, Program } from '../program.ts'
import { lackOf } from './start.ts'

type Language = 'zh' | 'en'

/** What screening says, in words: why not (the law's own), and what was not told. */
export interface Wording {
  readonly reason: (condition: string) => string
  readonly missing: (name: string) => string
}

/** Conditions by their id, as `Cell.failing` has them; missing facts by their name, as `Cell.missing` has them. */
export function wordingOf(program: Program, language: Language): Wording {
  const zh = language === 'zh'
  const reasons = new Map<string, string>([[IN_FORCE, zh ? '政策在评估日期没有施行' : 'the policy is not in force on that day']])
  const note = (condition: Condition, excludes: boolean): void => {
    const text = quoted(condition, zh)
    const id = firstId(condition)
    if (id !== undefined && !reasons.has(id)) reasons.set(id, excludes ? `${zh ? '排除：' : 'excluded: '}${text}` : text)
  }
  for (const one of program.instruments.flatMap(waysOf)) {
    for (const condition of one.when) note(condition, false)
    const { words } = one.what.kind === 'amount' ? one.what.amount : one
    const quote = `“${(words ?? one.words).quote}”`
    reasons.set(lackOf('table', one.id), `${zh ? '低于最低一档' : 'below the lowest band'} ${quote}`)
    reasons.set(lackOf('sum', one.id), `${zh ? '没有可计入的项目' : 'nothing that counts'} ${quote}`)
  }
  for (const general of program.generals.flatMap(waysOf<General>)) for (const condition of general.exclude) note(condition, true)
  return { reason: id => reasons.get(id) ?? id, missing: name => missingText(name, zh) }
}

type Ways<T> = T & { readonly or?: readonly { readonly node: T }[] }
const waysOf = <T extends Instrument | General>(one: Ways<T>): T[] => [one, ...(one.or ?? []).map(other => other.node)]

function firstId(condition: Condition): string | undefined {
  if ('any' in condition) return condition.any[0] === undefined ? undefined : firstId(condition.any[0])
  if ('all' in condition) return condition.all[0] === undefined ? undefined : firstId(condition.all[0])
  return condition.id
}
function quoted(condition: Condition, zh: boolean): string {
  if ('any' in condition) return condition.any.map(one => quoted(one, zh)).join(zh ? ' 或 ' : ' or ')
  if ('all' in condition) return condition.all.map(one => quoted(one, zh)).join(zh ? ' 且 ' : ' and ')
  return `“${condition.words?.quote ?? condition.id}”`
}

/** `企业|企业.产值|2024` → `企业.产值 2024`; `技改项目||` → whether there is any. */
function missingText(name: string, zh: boolean): string {
  const [kind = '', fact = '', at = ''] = name.split('|')
  if (fact === '') return zh ? `有没有${kind}` : `whether there is any ${kind}`
  const [owner = '', ...rest] = fact.split('.')
  const bare = rest.join('.')
  const whose = owner === 'roster' ? (zh ? '在库：' : 'on the roster ') : owner === 'area' ? '' : `${owner}.`
  return `${whose}${bare}${at === '' ? '' : ` ${periodText(Number(at))}`}`
}
/** A year below 10,000; else months counted from the year 0 (quarters do not reach so far). */
function periodText(at: number): string {
  if (at < 5000) return String(at)
  return at < 20_000 ? `${Math.floor(at / 4)}-Q${(at % 4) + 1}` : `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
}
