import { z } from '@hono/zod-openapi'
import { ROLE_NAMES } from '../access/roles.ts'

export const id = z.uuid()
const day = z.iso.date()
const at = z.iso.datetime()
export const since = day.optional()
export const until = day

export const personSchema = z.strictObject({
  id, login: z.string(), name: z.string(), disabled: z.boolean(), createdAt: at, version: z.int(),
  secondFactor: z.boolean(), mustChangePassword: z.boolean(), lockedUntil: at.nullable(), lastSeen: at.nullable(),
  subject: z.string().nullable().openapi({ description: '统一身份认证中的身份标识 The subject at the identity provider' }),
}).openapi('Person')

export const membershipSchema = z.strictObject({
  id, person: id, role: z.enum(ROLE_NAMES), organisation: z.string().nullable(), area: z.string().nullable(), party: id.nullable(),
  permits: z.array(z.string()).nullable(), since: day, until: day.nullable(), grantedBy: id.nullable(), endedAt: at.nullable(),
}).openapi('Membership')

export const delegationSchema = z.strictObject({
  id, party: id, person: id, login: z.string(), name: z.string(), permits: z.array(z.string()), since: day, until: day.nullable(), endedAt: at.nullable(),
}).openapi('Delegation')

export const recordClaimSchema = z.strictObject({
  id, party: id, partyName: z.string().nullable().openapi({ description: '申请人看不到档案，为 null Null for a claimant, who does not see the record' }), code: z.string(),
  claimant: z.strictObject({ id, login: z.string(), name: z.string() }), representative: z.string(), statement: z.string(), evidence: z.string().nullable(), at,
  outcome: z.enum(['granted', 'refused']).nullable(), reason: z.string().nullable(), decidedAt: at.nullable(),
  hasOwner: z.boolean().nullable().openapi({ description: '档案已有负责人 The record has an owner already' }),
}).openapi('RecordClaim')
