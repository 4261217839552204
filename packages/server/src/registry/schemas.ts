import { z } from '@hono/zod-openapi'

export const id = z.uuid()
export const day = z.iso.date()
export const at = z.iso.datetime()
export const shortText = (max: number) => z.string().trim().min(1).max(max)

export const partySchema = z.strictObject({
  id, kind: z.string(), code: z.string().nullable(), codeOverride: z.string().nullable().openapi({ description: '校验位不符而仍登记的依据 The evidence on which a code that fails its check was taken in' }),
  name: z.string(), area: z.string().nullable(), version: z.int(),
}).openapi('Party')

export const claimSchema = z.strictObject({ id, party: id, kind: z.string(), parent: id.nullable(), key: z.string(), name: z.string().nullable() }).openapi('Claim')

export const recorder = z.strictObject({ role: z.string(), area: z.string().nullable() }).nullable().openapi({ description: '登记人当时的角色和县区 As what it was recorded: the role, and the county of one' })
const who = z.string().nullable().openapi({ description: '单位；不是单位的为 null The office; null where it is none' })
export const factSchema = z.strictObject({
  id, party: id, claim: id.nullable(), name: z.string(), period: z.string(), written: z.string(), none: z.boolean(), validFrom: day.nullable(), validTo: day.nullable(),
  source: z.string(), evidence: z.string().nullable(), organisation: who, recorder, recordedAt: at, supersedes: id.nullable(),
  current: z.boolean(),
  checks: z.array(z.strictObject({ verdict: z.enum(['confirmed', 'rejected']), note: z.string().nullable(), organisation: who, at })),
  disputes: z.array(z.strictObject({ id, reason: z.string(), at, answer: z.strictObject({ outcome: z.enum(['upheld', 'dismissed']), reason: z.string(), organisation: who, at }).nullable() })),
}).openapi('Fact')
