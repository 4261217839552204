import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { operation } from '../api/operation.ts'
import { holdMatter, noteEvent } from '../matters/index.ts'
import { notify } from '../notices/index.ts'
import { tellExpert } from './telling.ts'
import { id } from './schemas.ts'

export const drawPanel = operation({
  name: 'drawPanel', method: 'post', path: '/panels', tag: 'panels', creates: true, refuses: [404, 409],
  summary: { zh: '为一件或几件同一工具的事项随机抽取评审专家', en: 'Draw experts for one matter, or for several of one instrument' },
  body: z.strictObject({ matters: z.array(id).min(1).max(100) }),
  answer: z.strictObject({ id, matters: z.int() }),
  run: async ({ db, actor, body }) => {
    const panel = uuid()
    const matters = [...new Set(body.matters)].sort()
    const held = []
    for (const one of matters) held.push(await holdMatter(db, one))
    await sql`select draw_panel(${panel}::uuid, ${matters}::uuid[])`.execute(db)
    for (const { id: matter, number, party } of held) {
      await noteEvent(db, actor, matter, 'panel drawn')
      await notify(db, { kind: 'panel-drawn', matter, number, params: {}, to: [{ party }] })
    }
    const places = await db.selectFrom('panel_place').select('id').where('panel', '=', panel).where('state', '=', 'asked').execute()
    for (const place of places) await tellExpert(db, place.id)
    return { body: { id: panel, matters: matters.length } }
  },
})
