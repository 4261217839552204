import { z } from 'zod'
import { Scalar } from '../source/yaml.ts'
import { every, one, text } from './leaf.ts'

/** A bound or an example may be written with or without quotes in facts.yaml. */
const figure = z.custom<Scalar>(given => given instanceof Scalar && given.text !== '').meta({ sort: 'text' })

export const fact = z.strictObject({
  en: text.optional(),
  type: one('money', 'number', 'rate', 'boolean', 'date', 'text', 'choice', 'duration'),
  currency: text.optional(), unit: text.optional(), every: every.optional(), choices: z.array(text).min(1).optional(),
  ask: text.optional(), 'ask en': text.optional(), why: text.optional(), example: figure.optional(), source: text.optional(),
  least: figure.optional(), most: figure.optional(), private: one('true', 'false').optional(),
})
const facts = z.record(z.string(), fact)
export const party = z.strictObject({ en: text.optional(), facts: facts.optional() })
export const claim = z.strictObject({ en: text.optional(), of: z.union([text, z.array(text).min(1)]), facts: facts.optional() })

/** facts.yaml: what can be known (docs/pack-files.md). */
export const factsFile = z.strictObject({
  use: z.array(text).optional(),
  parties: z.record(z.string(), party).optional(),
  claims: z.record(z.string(), claim).optional(),
  area: facts.optional(),
})
/** organisations.yaml: who. */
export const organisationsFile = z.record(z.string(), z.strictObject({ en: text.optional(), name: text.optional(), kind: text.optional(), area: text.optional() }))

export type RawFact = z.infer<typeof fact>
export type RawFactsFile = z.infer<typeof factsFile>
