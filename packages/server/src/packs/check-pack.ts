import { operation } from '../api/operation.ts'
import { groundSchema, packId, packOf, packSchema, takerOf } from './pack.ts'
import { check } from './steps.ts'

/** May be done again: a pack that it is read with may be another by then. */
export const checkPack = operation({
  name: 'checkPack', method: 'post', path: '/packs/{version}/check', tag: 'packs', creates: true, refuses: [404, 409],
  summary: { zh: '检查政策包：文字、程序、用例', en: 'Check a pack: its words, its program, its worked examples' },
  params: packId, body: groundSchema, answer: packSchema,
  run: async ({ db, actor, params: { version }, body }) => {
    await check(db, takerOf(actor), version, body)
    return { body: await packOf(db, actor.tenant, version) }
  },
})
