import { z } from '@hono/zod-openapi'
import { v7 as uuid } from 'uuid'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import { pageOf } from '../api/page.ts'
import type { Db } from '../database/pool.ts'
import { requireParty } from '../registry/index.ts'
import { holdMatter, requireMatter, requireState, type MatterRow } from './matter.ts'
import { at, id, materialSchema, text } from './schemas.ts'

/** The papers that its call asks for, and which are there. */
export async function wantedOf(db: Db, { id: matter, call }: Pick<MatterRow, 'id' | 'call'>): Promise<{ name: string; required: boolean; there: boolean }[]> {
  if (call === null) return []
  const { materials } = await db.selectFrom('call').select('materials').where('id', '=', call).executeTakeFirstOrThrow()
  const there = await db.selectFrom('material').select('name').where('matter', '=', matter).where('removed_at', 'is', null).execute()
  return materials.map(({ name, required }) => ({ name, required, there: there.some(one => one.name === name) }))
}

export const addMaterial = operation({
  name: 'addMaterial', method: 'post', path: '/matters/{matter}/materials', tag: 'matters', creates: true, refuses: [404, 409],
  summary: { zh: '附上材料（先上传文件，或用以前交过的）', en: 'Attach a paper: a file uploaded before, perhaps for another matter' },
  params: z.object({ matter: id }), body: z.strictObject({ name: text(200), file: z.string().regex(/^[0-9a-f]{64}$/) }), answer: z.strictObject({ id }),
  run: async ({ db, actor, params, body }) => {
    const matter = await holdMatter(db, params.matter)
    requireState(matter, 'draft', 'proposed', 'supplement')
    const own = uuid()
    const known = await db.selectFrom('file').select('hash').where('hash', '=', body.file).executeTakeFirst()
    if (known === undefined) throw new Refused(422, 'no-such-file', { field: '/file' })
    await db.insertInto('material').values({ tenant: actor.tenant, id: own, matter: matter.id, ...body, added_by: actor.person, removed_at: null }).execute()
    return { body: { id: own } }
  },
})

export const removeMaterial = operation({
  name: 'removeMaterial', method: 'delete', path: '/matters/{matter}/materials/{material}', tag: 'matters', refuses: [404, 409],
  summary: { zh: '取下材料', en: 'Take a paper off' },
  params: z.object({ matter: id, material: id }), answer: z.null(),
  run: async ({ db, params }) => {
    requireState(await holdMatter(db, params.matter), 'draft', 'proposed', 'supplement')
    const { numUpdatedRows } = await db.updateTable('material').set({ removed_at: new Date() }).where('id', '=', params.material).where('matter', '=', params.matter).where('removed_at', 'is', null).executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Refused(404, 'not-found')
    return { body: null }
  },
})

export const listPartyMaterials = operation({
  name: 'listPartyMaterials', method: 'get', path: '/parties/{party}/materials', tag: 'matters',
  summary: { zh: '企业交过的材料，供再用', en: 'Papers that a party handed in before, to be used again' },
  params: z.object({ party: id }), answer: pageOf(materialSchema.extend({ matter: id, at }).omit({ addedAt: true })),
  run: async ({ db, params }) => {
    await requireParty(db, params.party)
    const rows = await db.selectFrom('material as x').innerJoin('matter as m', 'm.id', 'x.matter').where('m.party', '=', params.party).where('x.removed_at', 'is', null)
      .select(['x.id', 'x.name', 'x.file', 'x.matter', 'x.added_at']).distinctOn('x.file').orderBy('x.file').orderBy('x.added_at', 'desc').limit(200).execute()
    return { body: { items: rows.map(({ added_at, ...row }) => ({ ...row, at: added_at.toISOString() })), next: null } }
  },
})

export const materialsOf = async (db: Db, matter: string): Promise<z.input<typeof materialSchema>[]> => {
  await requireMatter(db, matter)
  const rows = await db.selectFrom('material').select(['id', 'name', 'file', 'added_at']).where('matter', '=', matter).where('removed_at', 'is', null).orderBy('id').execute()
  return rows.map(({ added_at, ...row }) => ({ ...row, addedAt: added_at.toISOString() }))
}
