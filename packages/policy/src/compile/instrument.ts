import type { Type } from '@lizhu/feel'
import type { General, Instrument, Read } from '../program.ts'
import { general as generalSchema, instrument as instrumentSchema, type Raw } from '../grammar/blocks.ts'
import { Scalar } from '../source/yaml.ts'
import { amount, caps } from './amount.ts'
import { allocate, balance, keep, list, pay, stacking } from './around.ts'
import { conditions } from './condition.ts'
import { within, wordsOf, type Context } from './context.ts'
import { readable } from './reading.ts'
import { EVERY, optional } from './vocabulary.ts'

/** Compiles an `instrument` block. */
export function instrument(raw: Raw<'instrument'>, outer: Context): Instrument {
  return readable(raw, instrumentSchema, 'instrument', outer, given => plainInstrument(given, outer))
}

function plainInstrument(raw: Raw<'instrument'>, outer: Context): Instrument {
  const context = within(raw.words, outer)
  const kind = raw.for.text
  if (!context.vocabulary.kinds.has(kind)) context.report('unknown-kind-of-party', raw.for.span, { name: kind })
  const every = raw.every && EVERY[raw.every.text]
  return {
    id: raw.id.text, article: context.article, pack: context.pack, name: raw.name.text, ...optional('en', raw.en), words: wordsOf(raw.words, outer), for: kind, every,
    when: conditions(raw.when, 'when', context), once: raw.once?.text, what: what(raw, context),
    pay: raw.pay && pay(raw.pay, context), keep: keep(raw.keep, context), allocate: raw.allocate && allocate(raw.allocate, context),
    stacking: stacking(raw.stacking, context), settings: (raw.settings ?? []).map(({ id }) => id.text), ...optional('review', raw.review),
  }
}

function what(raw: Raw<'instrument'>, context: Context): Instrument['what'] {
  const stands = (['amount', 'balance', 'measure', 'outside'] as const).filter(key => raw[key] !== undefined)
  if (stands.length !== 1) context.report('instrument-one-of', raw.id.span, { keys: stands.join(' · ') })
  if (raw.amount) return { kind: 'amount', amount: amount(raw.amount, raw.for.text, context) }
  if (raw.balance) return { kind: 'balance', balance: balance(raw.balance, context) }
  if (raw.outside) return { kind: 'outside', document: raw.outside.text }
  return { kind: 'measure', words: wordsOf(raw.measure ?? raw.words, context) }
}

/** 分别: one instrument a row; what the rows do not say is shared. */
export function several(raw: Raw<'several'>, contextOf: (id: Scalar) => Context): Instrument[] {
  const { respectively, words, amount: shared, when, once, ...rest } = raw
  return respectively.map(row => {
    const { id, name, en, words: rowWords, test, give, 'up to': upTo, once: rowOnce, reading, waive } = row
    const ownTest = test ? [{ words: rowWords, test }] : []
    const both = { ...shared, ...(give ? { give } : {}), ...(upTo ? { 'up to': upTo } : {}) }
    const merged: Raw<'instrument'> = {
      ...rest, id, name, en, words, waive, once: rowOnce ?? once, when: [...ownTest, ...when ?? []].length > 0 ? [...ownTest, ...when ?? []] : undefined, amount: both,
      ...(reading ? { reading: { ...reading, or: reading.or?.map(alternative => spread(alternative, merge => ({ words: rowWords, test: merge }), both, when)) } } : {}),
    }
    return instrument(merged, contextOf(id))
  })
}

/** A row's alternative names the row's keys (`test`, `give`, `once`); the instrument wants them where they belong. */
function spread(alternative: { 'read as': Scalar } & Record<string, unknown>, condition: (test: Scalar) => object, amount: object, when: readonly object[] | undefined): { 'read as': Scalar } & Record<string, unknown> {
  const { test, give, 'up to': upTo, ...others } = alternative
  return {
    ...others,
    ...(test instanceof Scalar ? { when: [condition(test), ...when ?? []] } : {}),
    ...(give instanceof Scalar || upTo instanceof Scalar ? { amount: { ...amount, give: undefined, 'up to': undefined, ...(give ? { give } : {}), ...(upTo ? { 'up to': upTo } : {}) } } : {}),
  }
}

const MONEY: Type = { kind: 'money', currency: 'CNY' }

/** Compiles a `general` block: it applies to many instruments, each of its expressions to the subject of any of them. */
export function general(raw: Raw<'general'>, outer: Context): Read<General> {
  return readable(raw, generalSchema, 'general', outer, given => {
    const context = within(given.words, outer)
    const appliesTo = given['applies to'] && list(given['applies to'])
    return {
      id: given.id.text, article: context.article, words: wordsOf(given.words, outer), ...(appliesTo ? { appliesTo } : {}),
      exclude: conditions(given.exclude, 'exclude', context), atMost: caps(given['at most'], 'at most', context, MONEY), stacking: stacking(given.stacking, context),
      ...(given.pay ? { pay: pay(given.pay, context) } : {}), keep: keep(given.keep, context), ...(given.allocate ? { allocate: allocate(given.allocate, context) } : {}),
    }
  })
}
