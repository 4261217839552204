import { z } from '@hono/zod-openapi'
import { at, id } from '../registry/index.ts'

export { at, id }
export const day = z.iso.date()
export const text = (most: number) => z.string().trim().min(1).max(most)
/** Fen, as a decimal whole number in a string: JSON's own numbers are inexact. */
export const fen = z.string().regex(/^\d{1,18}$/).openapi({ description: '分，整数 Fen, a whole number', example: '50000000' })

export const STATES = ['draft', 'proposed', 'in review', 'supplement', 'approved', 'rejected', 'withdrawn'] as const
export const stateSchema = z.enum(STATES)
export const both = z.strictObject({ zh: z.string(), en: z.string() })

const stepSchema = z.strictObject({ step: z.string(), words: z.string(), workingDays: z.int().nullable() })
export const matterSchema = z.strictObject({
  id, number: z.string().nullable(), instrument: z.string(), article: z.int(), procedure: z.string(), way: z.enum(['proposed', 'prefilled', 'call']), party: id, partyName: z.string(), subject: z.string(), subjectName: z.string().nullable(),
  state: stateSchema, step: z.string().nullable(), dueOn: day.nullable(), provisional: z.boolean(), stopped: z.boolean(),
  how: z.string().nullable().openapi({ description: 'exact、ceiling 或 between；没有算出金额时为 null Null where no amount came of it' }), most: fen.nullable(), amount: fen.nullable(), award: id.nullable(),
  /** Somebody must look at facts that changed. */
  changed: z.boolean(), submittedAt: at.nullable(), version: z.int(),
}).openapi('Matter')

export const phraseSchema = z.strictObject({
  id: z.string(), words: z.string().nullable(), article: z.int().nullable(), verdict: z.enum(['met', 'failed', 'unknown', 'undecided', 'figure', 'limits']), working: both.nullable(),
  facts: z.array(z.strictObject({ owner: z.string(), name: z.string(), period: z.string(), value: both })),
})
export const groundSchema = z.union([z.strictObject({ setting: z.string(), owner: z.string().optional() }), z.strictObject({ reading: z.string(), question: z.string(), readAs: z.string().nullable() })])
export const assessmentSchema = z.strictObject({
  id, madeAt: at, asOf: day, status: z.enum(['eligible', 'undecided', 'ineligible', 'unknown', 'outside']), how: z.string().nullable(), least: fen.nullable(), most: fen.nullable(),
  phrases: z.array(phraseSchema), missing: z.array(z.strictObject({ kind: z.string(), fact: z.string().nullable(), period: z.string() })), grounds: z.array(groundSchema), packs: z.array(z.strictObject({ pack: z.string(), hash: z.string() })),
}).openapi('MatterAssessment')

const who = z.strictObject({ person: z.string().nullable(), organisation: z.string().nullable(), area: z.string().nullable() })
export const opinionSchema = z.strictObject({
  id, step: z.int(), kind: z.string(), organisation: z.string().nullable(), area: z.string().nullable(), state: z.enum(['open', 'agreed', 'against']), round: z.int(), mine: z.boolean(),
  clock: id.nullable().openapi({ description: '在走的期限 The clock that runs' }), dueOn: day.nullable(), provisional: z.boolean(), stopped: z.boolean(),
  given: z.array(z.strictObject({ round: z.int(), verdict: z.enum(['agreed', 'against']), phrase: z.string().nullable(), reason: z.string().nullable(), by: z.string().nullable().openapi({ description: '企业看不到经办人姓名 An enterprise does not see who it was' }), at, deputy: z.boolean(), before: z.boolean().openapi({ description: '在更正之前 Given before the facts changed' }) })),
  ticks: z.array(z.strictObject({ phrase: z.string(), before: z.boolean() })),
}).openapi('Opinion')
export const supplementSchema = z.strictObject({ id, opinion: id, what: z.string(), until: day, askedBy: who, askedAt: at, answer: z.string().nullable(), answeredAt: at.nullable() }).openapi('Supplement')
export const materialSchema = z.strictObject({ id, name: z.string(), file: z.string(), addedAt: at }).openapi('Material')
export const eventSchema = z.strictObject({ kind: z.string(), person: z.string().nullable(), organisation: z.string().nullable(), at, note: z.record(z.string(), z.string()) })
export const likenessSchema = z.strictObject({
  claim: id, kind: z.string(), key: z.string(), other: id, otherNumber: z.string().nullable(), otherParty: z.string(), otherInstrument: z.string(), otherKey: z.string(), how: z.enum(['number', 'amount', 'name']), reason: z.string().nullable(),
}).openapi('Likeness')
export const matterReadSchema = matterSchema.extend({
  steps: z.array(stepSchema), stepNumber: z.int().nullable(), review: z.string().nullable(), call: id.nullable(), area: z.string().nullable(), award: id.nullable(), awardState: z.string().nullable(), pledge: both.openapi({ description: '承诺书的文字 The words of the pledge' }), assessment: assessmentSchema.nullable(), before: assessmentSchema.nullable(),
  opinions: z.array(opinionSchema), supplements: z.array(supplementSchema), materials: z.array(materialSchema), wanted: z.array(z.strictObject({ name: z.string(), required: z.boolean(), there: z.boolean() })),
  likenesses: z.array(likenessSchema), events: z.array(eventSchema), lacking: z.array(z.string()).openapi({ description: '批准前还差什么 What is wanting before it can be approved' }),
}).openapi('MatterRead')
