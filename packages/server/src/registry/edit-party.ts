import { z } from '@hono/zod-openapi'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import { initialsOf } from './initials.ts'
import { codeToKeep, partyOf, requireParty } from './party.ts'
import { id, partySchema, shortText } from './schemas.ts'

export const editParty = operation({
  name: 'editParty', method: 'put', path: '/parties/{party}', tag: 'registry', edits: true, refuses: [404, 409],
  summary: { zh: '更正登记信息', en: 'Correct what is registered' },
  params: z.object({ party: id }),
  body: z.strictObject({ code: shortText(40).nullable(), codeOverride: shortText(500).nullable(), name: shortText(200), area: shortText(20).nullable() }),
  answer: partySchema,
  run: async ({ db, params, body, version }) => {
    const code = codeToKeep(body.code, body.codeOverride)
    const row = await db.updateTable('party').set(({ eb }) => ({ code, code_override: code === null ? null : body.codeOverride, name: body.name, initials: initialsOf(body.name), area: body.area, version: eb('version', '+', 1) }))
      .where('id', '=', params.party).where('version', '=', version).returningAll().executeTakeFirst()
    if (row !== undefined) return { body: partyOf(row), version: row.version }
    await requireParty(db, params.party)
    throw new Refused(412, 'changed-since')
  },
})
