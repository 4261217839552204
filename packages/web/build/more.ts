import type { Case, Folder, Loaded } from '@lizhu/policy'
import { parse } from 'yaml'

/** What only some readers open: the worked cases, and made-up enterprises to begin with. */
export interface More {
  readonly cases: readonly { readonly name: string; readonly instrument: string; readonly expected: string; readonly passed: boolean }[]
  readonly examples: readonly { readonly name: string; readonly note: string; readonly facts: unknown }[]
}

/** `loadedWith`: the policy completed by further packs, which some cases name; `run`: what differs from a case's expectations. */
export function moreOf(folder: Folder, cases: readonly Case[], loadedWith: (packs: readonly string[]) => Loaded, run: (loaded: Loaded, one: Case) => readonly string[]): More {
  const examples = [...folder.files].filter(([name]) => /^examples\/.*\.ya?ml$/.test(name))
  return {
    cases: cases.flatMap(one => {
      const { raw } = one
      if (raw.instrument === undefined) return []
      const passed = run(loadedWith((raw.packs ?? []).map(pack => pack.text)), one).length === 0
      return [{ name: raw.case.text, instrument: raw.instrument.text, expected: raw.expect.map(expectedOf).join('；'), passed }]
    }),
    examples: examples.map(([name, text]) => ({ name: name.replace(/^examples\/|\.ya?ml$/g, ''), note: noteOf(text), facts: plain(text) })),
  }
}

/** Scalars stay as written: the pack gives them their types. */
const plain = (text: string): unknown => parse(text, { schema: 'failsafe' })
const noteOf = (text: string): string => /^#\s*(.*)$/m.exec(text.split('\n')[0] ?? '')?.[1] ?? ''

const STATUS: Readonly<Record<string, string>> = { eligible: '可享受', undecided: '待定', ineligible: '不符合', unknown: '缺信息', outside: '另行规定' }

function expectedOf(one: Case['raw']['expect'][number]): string {
  if (one.joint !== undefined) return `合计 ≤ ${one.joint.text}`
  if (one.ceiling !== undefined) return `≤ ${one.ceiling.text}`
  const figure = one.amount ?? one.count
  if (figure !== undefined) return figure.text
  if (one.from !== undefined) return `${one.from.text}–${one.to?.text ?? ''}`
  const status = one.status?.text ?? ''
  return STATUS[status] ?? status
}
