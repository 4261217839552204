import { quantity, rational, type Value } from '@lizhu/feel'
import { sizeOf } from '../check/index.ts'
import type { Program } from '../program.ts'
import { writtenAs, type Parameter } from './parameters.ts'

/** New values by the id of the parameter. */
export type Reform = ReadonlyMap<string, Value>

/** The policy with some of its numbers changed. What is not touched stays the same object, so that only what is changed need run again. */
export function reformed(program: Program, parameters: readonly Parameter[], reform: Reform): Program {
  return parameters.reduce((now, { id, sites, type, value: before }) => {
    const value = reform.get(id)
    // In a rule that was written anew the number may stand there no more.
    return value === undefined || sizeOf(type, value) === sizeOf(type, before) ? now : sites.reduce((one, path) => (standsAt(one, path, before) ? withValue(one, path, value) : one), now)
  }, program)
}

/** Whether any value that a number stands for is where it was. */
export const stands = (program: Program, { sites, value }: Parameter): boolean => sites.some(path => standsAt(program, path, value))

function standsAt(node: unknown, path: readonly (string | number)[], value: Value): boolean {
  const [step, ...rest] = path
  if (step === undefined) return rational.isRational(value) ? isRatio(node) && node.n === value.n && node.d === value.d : node === value
  return typeof node === 'object' && node !== null && standsAt(Reflect.get(node, step), rest, value)
}
const isRatio = (node: unknown): node is { readonly n: unknown; readonly d: unknown } => typeof node === 'object' && node !== null && 'n' in node && 'd' in node

function withValue<T>(node: T, path: readonly (string | number)[], value: Value): T {
  const [step, ...rest] = path
  if (step === undefined || typeof node !== 'object' || node === null) return node
  const at: unknown = Reflect.get(node, step)
  const copy = structured(node)
  Reflect.set(copy, step, rest.length === 0 ? value : withValue(at, rest, value))
  return copy
}
const structured = <T extends object>(node: T): T => (Array.isArray(node) ? Object.assign([], node) : { ...node })

/** Instruments whose rules a reform changes. */
export const touched = (parameters: readonly Parameter[], reform: Reform): ReadonlySet<string> => new Set(parameters.filter(one => reform.has(one.id)).flatMap(one => one.instruments))

export type Setting = { readonly parameter: Parameter; readonly value: Value } | { readonly problem: 'no-equals' | 'no-parameter' | 'no-value' | 'other-type' | 'out-of-range'; readonly text: string; readonly near?: string }

/** `I13-1.amount=6%`: the number of the law that is named, and what it is to be. */
export function readSetting(text: string, parameters: readonly Parameter[]): Setting {
  const cut = text.indexOf('=')
  if (cut < 0) return { problem: 'no-equals', text }
  const [id, written] = [text.slice(0, cut).trim(), text.slice(cut + 1).trim()]
  const parameter = parameters.find(one => one.id === id)
  if (parameter === undefined) { const near = nearest(id, parameters); return { problem: 'no-parameter', text: id, ...(near === undefined ? {} : { near }) } }
  const value = valueFor(parameter, written)
  return typeof value === 'string' ? { problem: value, text: written, near: parameter.written } : { parameter, value: value.value }
}

/** A quantity as somebody types it: with its unit, or a bare number in the unit that the law uses. */
export function valueFor(parameter: Parameter, text: string): { readonly value: Value } | 'no-value' | 'other-type' | 'out-of-range' {
  const unit = parameter.written.replace(/^[\d.,]+/, '')
  const read = quantity(text.replaceAll(/[,\s，]/g, '')) ?? undefined
  const figure = read?.type.kind === 'number' && parameter.type.kind !== 'number' ? quantity(`${text.trim()}${unit}`) : read
  if (figure === undefined) return 'no-value'
  const { type, value } = figure
  const alike = type.kind === parameter.type.kind && !(type.kind === 'money' && parameter.type.kind === 'money' && type.currency !== parameter.type.currency)
  if (!alike) return 'other-type'
  return below(value) ? 'out-of-range' : { value }
}
const below = (value: Value): boolean => (typeof value === 'number' ? value < 0 : rational.isRational(value) && value.n < 0n)

/** One of the same instrument, or of a like beginning. */
function nearest(id: string, parameters: readonly Parameter[]): string | undefined {
  const [instrument = ''] = id.split('.')
  return parameters.find(one => one.instruments.includes(instrument))?.id ?? parameters[0]?.id
}

/** A reform as text, for an address or a file: `I13-1.amount=6%;I13-1.when.1=800万元`. */
export const reformText = (parameters: readonly Parameter[], reform: Reform): string =>
  parameters.flatMap(one => { const value = reform.get(one.id); const text = value === undefined ? undefined : writtenAs(one, value); return text === undefined ? [] : [`${one.id}=${text}`] }).join(';')

/** What tells a reform from another, of values too that no text says exactly. */
export const reformKey = (reform: Reform): string => [...reform].map(([id, value]) => `${id}=${typeof value === 'object' && 'n' in value ? `${value.n}/${value.d}` : JSON.stringify(value)}`).sort().join(';')

/** The reform that such a text describes, and what of it could not be read. */
export function readReform(text: string, parameters: readonly Parameter[]): { readonly reform: Reform; readonly problems: readonly Exclude<Setting, { readonly parameter: Parameter }>[] } {
  const read = text.split(';').filter(part => part.trim() !== '').map(part => readSetting(part, parameters))
  return {
    reform: new Map(read.flatMap(one => ('parameter' in one ? [[one.parameter.id, one.value] as const] : []))),
    problems: read.flatMap(one => ('parameter' in one ? [] : [one])),
  }
}
