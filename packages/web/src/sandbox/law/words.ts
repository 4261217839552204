import i18next from 'i18next'
import type { Value } from '@lizhu/feel'
import type { Program } from '@lizhu/policy'
import { writtenAs, type Parameter, type Part } from '@lizhu/policy/simulate'
import { show } from '../../pack/figures.ts'
import { nameOf } from '../../pack/names.ts'

/** A value in the unit in which the law has it. */
export const written = (parameter: Parameter, value: Value): string => writtenAs(parameter, value) ?? show(value, parameter.type)

/** What a number is called: what it does, of which instrument where the article has several. */
export function labelOf(program: Program, parameters: readonly Parameter[], parameter: Parameter): string {
  const role = i18next.t(`role.${parameter.role}`)
  const beside = parameters.filter(one => one.words.article === parameter.words.article)
  const [instrument] = parameter.instruments
  const named = program.instruments.find(one => one.id === instrument)
  const alone = new Set(beside.flatMap(one => one.instruments.slice(0, 1))).size === 1
  const twins = beside.filter(one => one.role === parameter.role && one.instruments[0] === instrument)
  const own = twins.length > 1 ? `${role} ${parameter.written}` : role
  return alone || named === undefined || parameter.instruments.length > 3 ? own : `${nameOf(named)} · ${own}`
}

/** What a part of a rule is called: the condition's own words, or what it is of an amount. */
export function partLabel({ instruments }: Program, parts: readonly Part[] | undefined, id: string): string {
  const part = parts?.find(one => one.id === id)
  const named = instruments.find(one => one.id === part?.instrument)
  return part === undefined || named === undefined ? id : `${nameOf(named)} · ${keyLabel(part.key)}`
}
const KEYS = ['test', 'give', 'up to', 'between', 'of', 'each', 'on', 'band', 'max', 'min', 'add', 'times', 'less', 'where'] as const
export function keyLabel(key: string): string {
  const known = KEYS.find(one => one === key)
  return known === undefined ? key : i18next.t(`part.${known}`)
}
