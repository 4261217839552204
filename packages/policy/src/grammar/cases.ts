import { z } from 'zod'
import { Scalar } from '../source/yaml.ts'
import { text } from './leaf.ts'

const figure = z.custom<Scalar>(given => given instanceof Scalar && given.text !== '').meta({ sort: 'text' })
const figures = z.array(figure)

/** What a case expects of one subject, or of several together (docs/pack-files.md). */
export const expectation = z.strictObject({
  subject: text.optional(), year: figure.optional(), status: text.optional(), amount: figure.optional(), ceiling: figure.optional(), from: figure.optional(), to: figure.optional(), count: figure.optional(), measure: figure.optional(),
  'limited by': text.optional(), because: text.optional(), missing: z.array(text).optional(), short: figure.optional(), lines: figures.optional(), parts: figures.optional(), payable: figure.optional(), repay: figure.optional(),
  queued: figure.optional(), beneficiary: text.optional(), applicant: text.optional(), payee: text.optional(), 'decided by': text.optional(),
  joint: figure.optional(), over: z.array(text).optional(), value: figure.optional(),
})
export const caseFile = z.array(z.strictObject({
  case: text, instrument: text.optional(), definition: text.optional(), 'as of': figure, packs: z.array(text).optional(), done: z.array(text).optional(),
  readings: z.array(z.strictObject({ question: text, 'read as': text, instrument: text.optional() })).optional(),
  facts: z.unknown(), expect: z.array(expectation).min(1),
}))
export type RawCase = z.infer<typeof caseFile>[number]
export type RawExpectation = z.infer<typeof expectation>
