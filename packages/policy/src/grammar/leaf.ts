import { z } from 'zod'
import { Scalar } from '../source/yaml.ts'

/** Sorts of scalar (pack-grammar): the sort is kept in the schema's metadata, for the checks and the JSON Schema. */
const leaf = (sort: 'text' | 'quote' | 'value', description: string) =>
  z.custom<Scalar>(value => value instanceof Scalar && value.text.trim() !== '' && (sort === 'text' || value.quoted), { params: { sort } }).meta({ sort, description })

/** Plain text: an id, a name, a key word. */
export const text = leaf('text', 'Plain text')
/** Words of the law, double-quoted, found in the block's own article; `……` stands for what is between. */
export const quote = leaf('quote', 'Official words, quoted; …… stands for everything between')
/** A quantity (`"5%"`, `"1000万元"`), a band, a date or a FEEL expression; always quoted. */
export const value = leaf('value', 'A quantity or a FEEL expression, quoted')

export const words = { words: quote }
export const optionalWords = { words: quote.optional() }
/** One or more names: a scalar or a list of scalars. */
export const names = z.union([text, z.array(text).min(1)])

/** One of a few key words. */
export const one = (...choices: readonly string[]) =>
  z.custom<Scalar>(given => given instanceof Scalar && choices.includes(given.text), { params: { sort: 'choice', choices } }).meta({ sort: 'choice', choices: [...choices], description: choices.join(' · ') })
/** 年 季 月: how often. */
export const every = one('年', '季', '月')

/** The question a node leaves open; rows of `or` hold the keys that would differ (grammar, `reading`). */
export const reading = z.strictObject({
  question: text,
  'read as': text,
  'decided by': text.optional(),
  or: z.array(z.looseObject({ 'read as': text })).optional(),
})
/** Any node may carry a reading and may waive numbers of its words. */
export const node = {
  reading: reading.optional(),
  waive: z.array(z.strictObject({ words: quote, because: text })).optional(),
}
