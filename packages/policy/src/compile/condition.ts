import type { Condition } from '../program.ts'
import { test, type RawCondition } from '../grammar/condition.ts'
import { predicate, wordsOf, type Context } from './context.ts'
import { readable } from './reading.ts'

/** Conditions of a list; ids are their place in it (`when/2`, `when/1/any/2`). */
export function conditions(raw: readonly RawCondition[] | undefined, path: string, context: Context): Condition[] {
  return (raw ?? []).map((item, index) => condition(item, `${path}/${index + 1}`, context))
}

function condition(raw: RawCondition, id: string, context: Context): Condition {
  if ('any' in raw) return { any: conditions(raw.any, `${id}/any`, context) }
  if ('all' in raw) return { all: conditions(raw.all, `${id}/all`, context) }
  return readable(raw, test, id, context, ({ words, test: text }) => ({ id: `${context.id}/${id}`, words: words && wordsOf(words, context), test: predicate(text, context), since: undefined }))
}
