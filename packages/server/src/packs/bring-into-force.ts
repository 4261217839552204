import { operation } from '../api/operation.ts'
import { dayText, groundSchema, packId, packOf, packSchema, shortText, takerOf } from './pack.ts'
import { enforce } from './steps.ts'

export const bringIntoForce = operation({
  name: 'bringIntoForce', method: 'post', path: '/packs/{version}/in-force', tag: 'packs', creates: true, refuses: [404, 409],
  summary: { zh: '施行一个版本，替代原有版本', en: 'Bring a version into force, in the place of the one before' },
  params: packId, body: groundSchema.extend({ document: shortText(200), from: dayText.optional() }), answer: packSchema,
  run: async ({ db, actor, params: { version }, body: { from, ...ground } }) => {
    await enforce(db, takerOf(actor), version, { ...ground, onDay: from })
    return { body: await packOf(db, actor.tenant, version) }
  },
})
