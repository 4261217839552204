import { z } from 'zod'
import { every, names, node, optionalWords, text, value } from './leaf.ts'

export const cap = z.strictObject({ ...optionalWords, max: value, per: text.optional(), every: every.optional(), over: names.optional(), including: value.optional(), ...node })
export const adjustment = z.strictObject({ ...optionalWords, test: value.optional(), add: value.optional(), times: value.optional(), less: value.optional(), ...node })
export const floor = z.strictObject({ ...optionalWords, min: value, ...node })
export const tableRow = z.strictObject({ ...optionalWords, band: value.optional(), test: value.optional(), give: value.optional(), 'up to': value.optional(), ...node })
export const portion = z.strictObject({ ...optionalWords, band: value, give: value, ...node })

/** Read from the top: what · of what · changed by · limited by. */
export const amount = z.strictObject({
  ...optionalWords,
  sum: text.optional(), where: value.optional(), order: value.optional(), from: value.optional(),
  give: value.optional(), 'up to': value.optional(), between: value.optional(), 'decided by': text.optional(),
  of: value.optional(), each: value.optional(), steps: text.optional(),
  table: z.array(tableRow).min(1).optional(), on: value.optional(),
  portions: z.array(portion).min(1).optional(),
  adjust: z.array(adjustment).min(1).optional(),
  'at least': z.array(floor).min(1).optional(),
  'at most': z.array(cap).min(1).optional(),
  form: text.optional(), round: text.optional(),
  ...node,
})
export type RawAmount = z.infer<typeof amount>
export type RawCap = z.infer<typeof cap>
export type RawAdjustment = z.infer<typeof adjustment>
export type RawTableRow = z.infer<typeof tableRow>
