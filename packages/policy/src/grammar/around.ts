import { z } from 'zod'
import { Scalar } from '../source/yaml.ts'
import { every, names, node, one, optionalWords, text, value } from './leaf.ts'

/** What stands around an amount: when it is paid, what must be kept, out of which pool, beside what. */
export const part = z.strictObject({ ...optionalWords, part: value, after: value.optional(), ...node })
export const pay = z.strictObject({
  ...optionalWords, applicant: text.optional(), beneficiary: text.optional(), payee: text.optional(), payer: text.optional(),
  /** Rows, or the name of a setting. */
  parts: z.union([z.array(part).min(1), z.custom<Scalar>(given => given instanceof Scalar).meta({ sort: 'text' })]).optional(),
  ...node,
})
export const keep = z.strictObject({ ...optionalWords, promise: text, for: value.optional(), breach: value.optional(), repay: value.optional(), interest: text.optional(), waiver: text.optional(), ...node })
export const allocate = z.strictObject({ ...optionalWords, pool: value, order: value.optional(), 'when short': one('close and queue', 'queue', 'part', 'pro rata', 'decide'), every: every.optional(), ...node })
export const balance = z.strictObject({ ...optionalWords, limit: value.optional(), term: value.optional(), lapse: text.optional(), order: text.optional(), ...node })
export const stacking = z.strictObject({
  ...optionalWords, with: names.optional(), 'not with': names.optional(), highest: text.optional(),
  promotion: one('full', 'difference').optional(), among: z.array(text).min(1).optional(), after: names.optional(), 'use once': text.optional(), ...node,
})
/** A value that a named body fixes; never a default here. */
export const setting = z.strictObject({ id: text, owner: text, ...optionalWords, type: text.optional(), ...node })

export type RawPay = z.infer<typeof pay>
export type RawKeep = z.infer<typeof keep>
export type RawAllocate = z.infer<typeof allocate>
export type RawBalance = z.infer<typeof balance>
export type RawStacking = z.infer<typeof stacking>
export type RawSetting = z.infer<typeof setting>
export type RawPart = z.infer<typeof part>
