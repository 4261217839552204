import type { Declaratory, Duty, Fund, Link, Roster, Target } from '../program.ts'
import { roster as rosterSchema, target as targetSchema, type Raw } from '../grammar/blocks.ts'
import { Scalar } from '../source/yaml.ts'
import { list } from './around.ts'
import { conditions } from './condition.ts'
import { expression, within, wordsOf, type Context } from './context.ts'
import { readable } from './reading.ts'
import { optional, scopeOf } from './vocabulary.ts'

/** Blocks that are not incentives: targets, rosters, duties, programmes, funds, links, declarations. */
export function target(raw: Raw<'target'>, outer: Context): Target {
  return readable(raw, targetSchema, 'target', outer, given => {
    const context = within(given.words, outer)
    const goal = goalOf(given, context)
    return {
      id: given.id.text, article: context.article, words: wordsOf(given.words, outer), ...optional('en', given.en), indicator: given.indicator.text, ...(goal ? { goal } : {}),
      ...(given.from ? { from: expression(given.from, context) } : {}), ...(given.by ? { by: expression(given.by, context) } : {}), ...optional('within', given.within), ...optional('sameAs', given['same as']),
      settings: (given.settings ?? []).map(({ id }) => id.text),
    }
  })
}
function goalOf(raw: Raw<'target'>, context: Context): Target['goal'] {
  const compare = { reach: '>=', exceed: '>', 'at most': '<=', is: '=' } as const
  for (const key of ['reach', 'exceed', 'at most', 'is'] as const) { const value = raw[key]; if (value) return { compare: compare[key], value: expression(value, context) } }
  if (!raw.between) { if (!raw['same as']) context.report('target-one-of', raw.id.span); return undefined }
  const [from, to] = raw.between.text.split('..')
  if (from === undefined || to === undefined) { context.report('range', raw.between.span, { value: raw.between.text }); return undefined }
  return { from: expression(part(raw.between, from), context), to: expression(part(raw.between, to), context) }
}
function part(whole: Scalar, text: string): Scalar { return new Scalar(text.trim(), true, whole.span) }

export function roster(raw: Raw<'roster'>, outer: Context): Roster {
  const context = { ...within(raw.words, outer), scope: scopeOf(outer.vocabulary, raw.of.text) }
  return readable(raw, rosterSchema, 'roster', outer, given => ({
    id: given.id.text, article: context.article, words: wordsOf(given.words, outer), name: given.name.text, ...optional('en', given.en), of: given.of.text, enter: conditions(given.enter, 'enter', context),
  }))
}
export function duty(raw: Raw<'duty'> | Raw<'programme'>, programme: boolean, context: Context): Duty {
  return {
    id: raw.id.text, article: context.article, words: wordsOf(raw.words, context), name: raw.name.text, ...optional('en', raw.en), programme,
    by: 'by' in raw && raw.by ? list(raw.by) : [], ...('every' in raw ? optional('every', raw.every) : {}), ...('count' in raw ? optional('count', raw.count) : {}),
  }
}
export function fund(raw: Raw<'fund'>, context: Context): Fund {
  return { id: raw.id.text, article: context.article, words: wordsOf(raw.words, context), name: raw.name.text, year: expression(raw.year, context), amount: expression(raw.amount, context) }
}
export function link(raw: Raw<'link'>, context: Context): Link { return { id: raw.id.text, article: context.article, words: wordsOf(raw.words, context), document: raw.document.text } }
export function declaratory(raw: Raw<'declaratory'>, context: Context): Declaratory { return { article: context.article, words: wordsOf(raw.words, context), because: raw.because.text } }
