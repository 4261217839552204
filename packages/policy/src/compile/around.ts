import { allocate as allocateSchema, keep as keepSchema, pay as paySchema, stacking as stackingSchema, type RawAllocate, type RawBalance, type RawKeep, type RawPart, type RawPay, type RawSetting, type RawStacking } from '../grammar/around.ts'
import type { Allocate, Balance, Keep, Part, Pay, Read, Setting, Stacking } from '../program.ts'
import { Scalar } from '../source/yaml.ts'
import { expression, optionalWords, predicate, type Context } from './context.ts'
import { readable } from './reading.ts'
import { EVERY, optional } from './vocabulary.ts'
import type { Type } from '@lizhu/feel'

/** What stands around an amount (pack-grammar, "Around the amount"). */
export function pay(raw: RawPay, context: Context): Read<Pay> {
  return readable(raw, paySchema, 'pay', context, ({ words, applicant, beneficiary, payee, payer, parts: given }) => ({
    ...optionalWords(words, context), ...optional('applicant', applicant), ...optional('beneficiary', beneficiary), ...optional('payee', payee), ...optional('payer', payer),
    ...(given === undefined ? {} : { parts: given instanceof Scalar ? given.text : parts(given, context) }),
  }))
}
export function parts(raw: readonly RawPart[], context: Context): Part[] {
  return raw.map(row => ({ ...optionalWords(row.words, context), part: expression(row.part, context), ...(row.after ? { after: expression(row.after, context) } : {}) }))
}

export function keep(raw: readonly RawKeep[] | undefined, context: Context): Read<Keep>[] {
  return (raw ?? []).map((row, index) => readable(row, keepSchema, `keep/${index + 1}`, context, given => ({
    ...optionalWords(given.words, context), promise: given.promise.text, ...optional('interest', given.interest), ...optional('waiver', given.waiver),
    ...(given.for ? { for: expression(given.for, context) } : {}), ...(given.breach ? { breach: predicate(given.breach, context) } : {}), ...(given.repay ? { repay: expression(given.repay, context) } : {}),
  })))
}

export function allocate(raw: RawAllocate, context: Context): Read<Allocate> {
  return readable(raw, allocateSchema, 'allocate', context, given => {
    const every = given.every && EVERY[given.every.text]
    const whenShort = given['when short'].text
    return {
      ...optionalWords(given.words, context), pool: expression(given.pool, context), ...(given.order ? { order: expression(given.order, context) } : {}), ...(every ? { every } : {}),
      whenShort: SHORT.find(choice => choice === whenShort) ?? 'decide',
    }
  })
}
const SHORT = ['close and queue', 'queue', 'part', 'pro rata', 'decide'] as const

export function balance(raw: RawBalance, context: Context): Balance {
  return { ...optionalWords(raw.words, context), ...optional('lapse', raw.lapse), ...optional('order', raw.order), ...(raw.limit ? { limit: expression(raw.limit, context) } : {}), ...(raw.term ? { term: expression(raw.term, context) } : {}) }
}

/** Rows of `stacking`; each carries exactly one rule. */
export function stacking(raw: readonly RawStacking[] | undefined, context: Context): Read<Stacking>[] {
  return (raw ?? []).map((row, index) => readable(row, stackingSchema, `stacking/${index + 1}`, context, given => ({ ...optionalWords(given.words, context), ...rule(given, context) })))
}
type Rule = Stacking extends infer S ? S extends Stacking ? Omit<S, 'words'> : never : never
function rule(raw: RawStacking, { report }: Context): Rule {
  const among = raw.among?.map(name => name.text)
  if (raw.with) return { rule: 'with', others: list(raw.with) }
  if (raw['not with']) return { rule: 'not with', others: list(raw['not with']) }
  if (raw.after) return { rule: 'after', others: list(raw.after) }
  if (raw['use once']) return { rule: 'use once', what: raw['use once'].text }
  if (raw.promotion) return { rule: 'promotion', pays: raw.promotion.text === 'difference' ? 'difference' : 'full', among: among ?? [] }
  if (raw.highest) return { rule: 'highest', per: raw.highest.text, ...(among ? { among } : {}) }
  report('stacking-one-of', raw.words?.span ?? { from: 0, to: 0 })
  return { rule: 'with', others: [] }
}
/** A scalar or a list of them as texts. */
export function list(names: Scalar | readonly Scalar[]): string[] { return (names instanceof Scalar ? [names] : names).map(name => name.text) }

const TYPES: Readonly<Record<string, Type | 'schedule'>> = {
  money: { kind: 'money', currency: 'CNY' }, rate: { kind: 'rate' }, number: { kind: 'number' }, text: { kind: 'text' }, boolean: { kind: 'boolean' }, date: { kind: 'date' },
  duration: { kind: 'duration', unit: 'months' }, days: { kind: 'duration', unit: 'days' }, list: { kind: 'list', of: { kind: 'text' } }, schedule: 'schedule',
}
/** The type that a setting declares; a rate when it says nothing, a count when it names a unit (`个`). */
export function settingType(raw: RawSetting): Type | 'schedule' {
  const text = raw.type?.text ?? 'rate'
  return TYPES[text] ?? { kind: 'number', unit: text }
}
export function settings(raw: readonly RawSetting[] | undefined, instrument: string, context: Context): Setting[] {
  return (raw ?? []).map(row => ({ id: row.id.text, owner: row.owner.text, type: settingType(row), instrument, ...optionalWords(row.words, context) }))
}
