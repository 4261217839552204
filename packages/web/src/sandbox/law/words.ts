import i18next from 'i18next'
import type { Value } from '@lizhu/feel'
import type { Program } from '@lizhu/policy'
import { writtenAs, type Parameter } from '@lizhu/policy/simulate'
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
