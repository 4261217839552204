import type { Folder, Program } from '@lizhu/policy'
import { parse } from 'yaml'

/** What only some readers open: the worked cases, and made-up enterprises to begin with. */
export interface More {
  readonly cases: readonly { readonly name: string; readonly instrument: string; readonly expected: string }[]
  readonly examples: readonly { readonly name: string; readonly note: string; readonly facts: unknown }[]
}

export function moreOf(folder: Folder, program: Program): More {
  const files = (under: string) => [...folder.files].filter(([name]) => name.startsWith(under) && /\.ya?ml$/.test(name))
  return {
    cases: files('cases/').flatMap(([, text]) => listOf(plain(text)).flatMap(one => caseOf(one, program))),
    examples: files('examples/').map(([name, text]) => ({ name: name.replace(/^examples\/|\.ya?ml$/g, ''), note: noteOf(text), facts: plain(text) })),
  }
}

/** Scalars stay as written: the pack gives them their types. */
const plain = (text: string): unknown => parse(text, { schema: 'failsafe' })
const listOf = (data: unknown): readonly unknown[] => (Array.isArray(data) ? data : [])
const noteOf = (text: string): string => /^#\s*(.*)$/m.exec(text.split('\n')[0] ?? '')?.[1] ?? ''

function caseOf(data: unknown, program: Program): More['cases'] {
  const name = textAt(data, 'case')
  const instrument = textAt(data, 'instrument')
  if (name === undefined || instrument === undefined || !program.instruments.some(one => one.id === instrument)) return []
  return [{ name, instrument, expected: listOf(at(data, 'expect')).map(expectedOf).join('；') }]
}

const STATUS: Readonly<Record<string, string>> = { eligible: '可享受', undecided: '待定', ineligible: '不符合', unknown: '缺信息', outside: '另行规定' }

function expectedOf(data: unknown): string {
  const joint = textAt(data, 'joint')
  if (joint !== undefined) return `合计 ≤ ${joint}`
  const ceiling = textAt(data, 'ceiling')
  if (ceiling !== undefined) return `≤ ${ceiling}`
  const figure = textAt(data, 'amount') ?? textAt(data, 'count')
  if (figure !== undefined) return figure
  const from = textAt(data, 'from')
  if (from !== undefined) return `${from}–${textAt(data, 'to') ?? ''}`
  return STATUS[textAt(data, 'status') ?? ''] ?? textAt(data, 'status') ?? ''
}

function at(data: unknown, key: string): unknown {
  return typeof data === 'object' && data !== null ? Object.entries(data).find(([name]) => name === key)?.[1] : undefined
}
function textAt(data: unknown, key: string): string | undefined {
  const value = at(data, key)
  return typeof value === 'string' ? value : undefined
}
