import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from '@hono/zod-openapi'
import { writeSheet } from '@lizhu/data/sheets'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { fileAnswer, operation } from '../api/operation.ts'
import { sentFrom } from '../files/store.ts'
import { TYPES } from '../files/type.ts'
import { matchingParties, requireKind, type Vocabulary } from '../registry/index.ts'
import { cellOf, columnOf, headerOf, type Held } from './columns.ts'
import { exported } from './rows.ts'

const day = z.iso.date()

export const exportParties = (vocabulary: Vocabulary) => operation({
  name: 'exportParties', method: 'post', path: '/parties/export', tag: 'exports',
  summary: { zh: '导出主体和选定的事实，同一张表可原样导入', en: 'Export parties and chosen facts; the same sheet can be imported as it is' },
  body: z.strictObject({
    kind: z.string().max(50), q: z.string().trim().max(100).nullable().default(null), area: z.string().max(20).nullable().default(null),
    facts: z.array(z.strictObject({ fact: z.string().max(100), period: z.string().max(20).nullable().default(null) })).max(200).default([]),
    asKnownOn: day.nullable().default(null), format: z.enum(['xlsx', 'csv']).default('xlsx'), language: z.enum(['zh', 'en']).default('zh'),
  }),
  answer: fileAnswer,
  run: async ({ db, actor, body, looked }) => {
    const kind = requireKind(await vocabulary(db, actor.tenant), body.kind)
    const columns = body.facts.map((one, i) => columnOf(kind, one, `/facts/${i}`))
    const areas = new Map((await db.selectFrom('jurisdiction').select(['code', 'name']).execute()).map(({ code, name }) => [code, name]))
    const folder = await mkdtemp(join(tmpdir(), 'lizhu-export-'))
    const gone = (): Promise<void> => rm(folder, { recursive: true, force: true })
    const path = join(folder, `export.${body.format}`)
    let count = 0
    async function* rows() {
      for await (const { id, code, name, area, told } of exported(db, body.kind, body.q === null || body.q === '' ? undefined : matchingParties(body.q), body.area, columns, body.asKnownOn)) {
        count++
        // Only a sheet with facts in it looks into records.
        if (columns.length > 0) looked(id)
        const held = new Map<string, Held>(told.map(one => [`${one.name}@${one.period}`, one]))
        yield [code, name, area === null ? null : areas.get(area) ?? area, ...columns.map(column => cellOf(column, held.get(`${column.fact.name}@${column.period}`)))]
      }
    }
    try {
      const own = body.language === 'zh' ? ['统一社会信用代码', '名称', '县区'] : ['Code', 'Name', 'County']
      await writeSheet(path, body.format, { name: kind.name, headers: [...own, ...columns.map(headerOf)], rows: rows() })
      await sql`select audit_event('exportParties', 'party', ${JSON.stringify({ tenant: actor.tenant, export: uuid() })}::jsonb, ${JSON.stringify({ ...body, rows: count })}::jsonb)`.execute(db)
    } catch (error) { await gone(); throw error }
    return { body: { content: sentFrom(path, gone), type: body.format === 'xlsx' ? TYPES.xlsx : TYPES.csv, name: `${kind.name}.${body.format}` } }
  },
})
