import { NONE, UNKNOWN, quantity, type Tree } from '@lizhu/feel'
import { alternativeOf } from '../alternative.ts'
import { readValue, type ReadValue } from '../dossier/value.ts'
import type { Program, Reading, Setting } from '../program.ts'
import { isRead } from './questions.ts'

/** What somebody entitled has decided. `document`: its number, or whose word it is: stands in the trace. */
export type Decision =
  /** `value`: as a facts file writes one of the setting's type; of a list with 、 between. `from`: the day from which it holds. */
  | { readonly setting: string; readonly value: string; readonly from: number; readonly document: string }
  /** `reading`: its id. The same question is asked at several places of a rule: all of them are decided. */
  | { readonly reading: string; readonly question: string; readonly readAs: string; readonly document: string }

/** `unfit`: decisions on what is not there, or not so, in this version of the policy. */
export interface Decided { readonly program: Program; readonly unfit: readonly Decision[] }

/** The program as it runs once these are decided; what they do not touch stays the same object. */
export function decided(program: Program, decisions: readonly Decision[]): Decided {
  const readings = new Map(decisions.flatMap(one => ('reading' in one ? [[questionKey(one.reading, one.question), one] as const] : [])))
  const done = new Set<Decision>()
  const settings = decisions.reduce<readonly Setting[]>((now, one) => ('setting' in one ? now.map(setting => (setting.id === one.setting ? settled(setting, one, done) : setting)) : now), program.settings)
  const { instruments, generals, definitions, rosters, targets } = program
  const read = readings.size === 0 ? { settings } : rewritten({ instruments, generals, definitions, rosters, targets, settings }, { readings, hidden: hiddenIn(program, readings), done })
  return { program: { ...program, ...read }, unfit: decisions.filter(one => !done.has(one)) }
}

/** The value of a setting as an expression, or what is wrong with how it is written. `schedule`: only a completing pack can say it. */
export function settingTree({ type }: Pick<Setting, 'type'>, text: string): { readonly tree: Tree } | Exclude<ReadValue, { value: unknown }> | 'schedule' {
  if (type === 'schedule') return 'schedule'
  const at = { span: { from: 0, to: text.length } }
  if (type.kind === 'list') {
    const { of } = type
    return { tree: { op: 'list', type, ...at, of: text.split(/[、，,\s]+/).filter(one => one !== '').map(value => ({ op: 'literal', value, type: of, ...at })) } }
  }
  const least = type.kind === 'money' || type.kind === 'number' || type.kind === 'rate' ? quantity('0')?.value : undefined
  const read = readValue({ type, ...(least === undefined ? {} : { least }) }, text.trim())
  if (!('value' in read)) return read
  return read.value === UNKNOWN || read.value === NONE || text.trim() === '' ? { code: 'text' } : { tree: { op: 'literal', value: read.value, type, ...at } }
}

type OnSetting = Extract<Decision, { setting: string }>
type OnReading = Extract<Decision, { reading: string }>

/** A value that a completing pack gives from a later day on supersedes the decision. */
function settled(setting: Setting, decision: OnSetting, done: Set<Decision>): Setting {
  const value = settingTree(setting, decision.value)
  if (typeof value === 'string' || !('tree' in value)) return setting
  done.add(decision)
  if (setting.set !== undefined && setting.set.from > decision.from) return setting
  const words = { quote: `${setting.id}：${decision.value}（${decision.document}）`, at: [], pack: decision.document, article: setting.words?.article ?? 0 }
  return { ...setting, set: { from: decision.from, pack: decision.document, words, value: value.tree } }
}

/** What a reading's id begins with is the rule it stands in. */
const questionKey = (id: string, question: string): string => `${id.split('/')[0] ?? ''}\0${question}`

/** Of definitions that are decided: which alternative holds; none of them where they hold as read. */
function hiddenIn({ definitions }: Program, readings: ReadonlyMap<string, OnReading>): ReadonlyMap<string, number> {
  return new Map(definitions.flatMap(({ reading, or = [] }) => {
    const decision = reading === undefined ? undefined : readings.get(questionKey(reading.id, reading.question))
    if (reading === undefined || decision === undefined) return []
    const index = or.findIndex(one => one.readAs === decision.readAs)
    return index >= 0 || reading.readAs === decision.readAs ? [[reading.id, index] as const] : []
  }))
}

interface Choices { readonly readings: ReadonlyMap<string, OnReading>; readonly hidden: ReadonlyMap<string, number>; readonly done: Set<Decision> }

function rewritten<T extends object>(node: T, choices: Choices): T {
  const here = chosen(node, choices)
  let copy: T | undefined
  for (const key of Object.keys(here)) {
    const item: unknown = Reflect.get(here, key)
    if (typeof item !== 'object' || item === null) continue
    const now = rewritten(item, choices)
    if (now === item) continue
    copy ??= alike(here)
    Reflect.set(copy, key, now)
  }
  return copy ?? here
}

/** The node as it was decided; a definition's choice between its bodies falls away. */
function chosen<T extends object>(node: T, choices: Choices): T {
  if ('op' in node && node.op === 'if' && 'when' in node && 'then' in node && 'else' in node) {
    const branch = branchOf(node.when, node.then, node.else, choices.hidden)
    return branch === undefined ? node : chosen(Object.assign(emptied(node), branch), choices)
  }
  if (!isRead(node)) return node
  const decision = choices.readings.get(questionKey(node.reading.id, node.reading.question))
  if (decision === undefined || node.reading.decidedBy === decision.document) return node
  const alternative = node.or?.find(one => one.readAs === decision.readAs)
  if (alternative === undefined && node.reading.readAs !== decision.readAs) return node
  choices.done.add(decision)
  const reading: Reading = { ...node.reading, readAs: decision.readAs, decidedBy: decision.document }
  const { or, ...asRead } = node
  return Object.assign(emptied(node), alternative?.node ?? asRead, { reading })
}

function branchOf(when: unknown, then: unknown, otherwise: unknown, hidden: ReadonlyMap<string, number>): object | undefined {
  const name = typeof when === 'object' && when !== null && 'name' in when && typeof when.name === 'string' ? alternativeOf(when.name) : undefined
  const index = name === undefined ? undefined : hidden.get(name.reading)
  const branch = index === undefined ? undefined : index === name?.index ? then : otherwise
  return typeof branch === 'object' && branch !== null ? branch : undefined
}

const alike = <T extends object>(node: T): T => (Array.isArray(node) ? Object.assign([], node) : { ...node })
function emptied<T extends object>(node: T): T {
  const copy = alike(node)
  for (const key of Object.keys(copy)) Reflect.deleteProperty(copy, key)
  return copy
}
