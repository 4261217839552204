import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import { groundSchema, packId, packOf, packSchema, shortText, takerOf } from './pack.ts'
import { refuseOutOfOrder, takeStep } from './steps.ts'

export const signOffPack = operation({
  name: 'signOffPack', method: 'post', path: '/packs/{version}/sign-off', tag: 'packs', creates: true, refuses: [404, 409],
  summary: { zh: '法制审签', en: 'Sign off on a pack: its legal review' },
  params: packId, body: groundSchema.extend({ document: shortText(200) }), answer: packSchema,
  run: async ({ db, actor, params: { version }, body }) => {
    await refuseOutOfOrder(db, actor.tenant, version, 'signed off')
    const own = await db.selectFrom('pack_step').where('tenant', '=', actor.tenant).where('version', '=', version).where('taken_by', '=', actor.person).select('number').executeTakeFirst()
    if (own !== undefined) throw new Refused(409, 'own-pack')
    await takeStep(db, takerOf(actor), version, 'signed off', body)
    return { body: await packOf(db, actor.tenant, version) }
  },
})
