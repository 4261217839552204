import type { Value } from '@lizhu/feel'
import type { Column } from '@lizhu/feel/kernel'
import { dossierMessage, type DossierProblem } from '../dossier/problem.ts'
import { readValue } from '../dossier/value.ts'
import type { Fact } from '../program.ts'
import { storedAs } from './names.ts'

type Params = Readonly<Record<string, string>>
/** What is wrong with a cell, a row or a table; a cell's value has the codes of a facts file as well. */
export interface Wrong { readonly code: keyof typeof MESSAGES | DossierProblem['code']; readonly params: Params }

const MESSAGES = {
  'unreadable': [p => `不是读得了的 Parquet 文件：${p['why']}`, p => `is no Parquet file that can be read: ${p['why']}`],
  'same-table': [p => `${p['other']} 里已有同一张表，这个文件没有读`, p => `${p['other']} is the same table; this file was not read`],
  'no-column': [p => `缺“${p['column']}”列，整个文件没有读；列名见 docs/tables.md`, p => `has no column “${p['column']}” and was not read; docs/tables.md names the columns`],
  'empty-id': [() => '没有编号', () => 'has no id'],
  'repeated-id': [() => '编号重复：只留第一行', () => 'the id was met before: only the first row is kept'],
  'owner-missing': [p => `找不到这个${p['kind']}，或者它那一行已经搁置`, p => `there is no such ${p['kind']}, or its own row was set aside`],
  'column-type': [p => `这一列应是 ${p['want']}，不是 ${p['have']}；列的类型见 docs/tables.md`, p => `this column wants ${p['want']}, not ${p['have']}; docs/tables.md names the types`],
  'many-texts': [p => `这一列的不同文字超过 ${p['most']} 个，这里放不下；请用 lizhu simulate`, p => `this column has more than ${p['most']} different texts, too many here: use lizhu simulate`],
  'places': [p => `小数位太多，最多${p['most']}位`, p => `too many decimal places: at most ${p['most']}`],
} as const satisfies Record<string, readonly [(p: Params) => string, (p: Params) => string]>
const isOwn = (code: Wrong['code']): code is keyof typeof MESSAGES => Object.hasOwn(MESSAGES, code)

/** What is wrong and what to do, without where. */
export const wrongText = ({ code, params }: Wrong, language: 'zh' | 'en'): string => (isOwn(code) ? MESSAGES[code][language === 'zh' ? 0 : 1](params) : dossierMessage({ path: [], code, params, severity: 'error' }, language))

const DAY = 86_400_000
const WANT: Readonly<Record<string, string>> = { fen: 'BIGINT', count: 'BIGINT', number: 'DECIMAL', rate: 'DECIMAL', truth: 'BOOLEAN', text: 'VARCHAR', day: 'DATE', length: 'INTEGER' }

/** Reads a typed cell (docs/tables.md) as its column holds it: a text, or a whole number times the column's scale. */
export function cellReaderOf({ ref, scale }: Column, fact: Pick<Fact, 'type' | 'least' | 'most'>): (raw: unknown) => number | string | Wrong {
  const stored = ref.owner === 'roster' ? 'day' : storedAs(ref.type)
  const [least, most] = [endOf(fact.least, scale), endOf(fact.most, scale)]
  const within = (cell: number): number | Wrong => (least !== undefined && cell < least ? { code: 'below', params: { bound: shown(least, scale) } } : most !== undefined && cell > most ? { code: 'above', params: { bound: shown(most, scale) } } : cell)
  return raw => {
    switch (stored) {
      case 'text': { if (typeof raw !== 'string') break; const read = readValue(fact, raw); return 'value' in read ? raw.trim() : { code: read.code, params: read.params ?? {} } }
      case 'truth': if (typeof raw !== 'boolean') break; return Number(raw)
      case 'day': if (!(raw instanceof Date) || Number.isNaN(raw.getTime())) break; return within(Math.floor(raw.getTime() / DAY))
      case 'fen': case 'count': case 'length': { const whole = typeof raw === 'bigint' ? Number(raw) : raw; if (typeof whole !== 'number' || !Number.isSafeInteger(whole)) break; return within(whole) }
      case 'number': case 'rate': {
        if (typeof raw !== 'number' && typeof raw !== 'bigint') break
        const cell = Math.round(Number(raw) * Number(scale))
        // A decimal comes as the double nearest to it.
        return Math.abs(Number(raw) * Number(scale) - cell) > 1e-4 ? { code: 'places', params: { most: String(String(scale).length - 1) } } : within(cell)
      }
      case undefined: break
    }
    return { code: 'column-type', params: { want: WANT[stored ?? ''] ?? '', have: raw instanceof Date ? 'DATE' : typeof raw } }
  }
}
const endOf = (end: Value | undefined, scale: bigint): number | undefined => (typeof end === 'number' ? end * Number(scale) : typeof end === 'object' && 'n' in end ? (Number(end.n) * Number(scale)) / Number(end.d) : undefined)
const shown = (bound: number, scale: bigint): string => String(bound / Number(scale))
