import { z } from '@hono/zod-openapi'
import { v7 as uuid } from 'uuid'
import { operation } from '../api/operation.ts'
import { initialsOf } from './initials.ts'
import { codeToKeep, partyOf } from './party.ts'
import { partySchema, shortText } from './schemas.ts'
import { requireKind, type Vocabulary } from './vocabulary.ts'

export const createParty = (vocabulary: Vocabulary) => operation({
  name: 'createParty', method: 'post', path: '/parties', tag: 'registry', creates: true, refuses: [409],
  summary: { zh: '登记主体', en: 'Register a party' },
  body: z.strictObject({
    kind: shortText(50), code: shortText(40).nullable().default(null), codeOverride: shortText(500).nullable().default(null),
    name: shortText(200), area: shortText(20).nullable().default(null),
  }),
  answer: partySchema,
  run: async ({ db, actor, body }) => {
    requireKind(await vocabulary(db, actor.tenant), body.kind)
    const code = codeToKeep(body.code, body.codeOverride)
    const row = await db.insertInto('party').values({
      tenant: actor.tenant, id: uuid(), kind: body.kind, code, code_override: code === null ? null : body.codeOverride, name: body.name, initials: initialsOf(body.name),
      area: body.area, recorded_by: actor.person,
    }).returningAll().executeTakeFirstOrThrow()
    return { body: partyOf(row) }
  },
})
