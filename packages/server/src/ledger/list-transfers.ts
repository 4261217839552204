import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { operation } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'
import { id } from '../registry/index.ts'
import { shortText, stage, transferSchema } from './schemas.ts'

/** A month in China, where the days of a fund are counted. */
const ZONE = 'Asia/Shanghai'
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)

/** The journal, the latest first. */
export const listTransfers = operation({
  name: 'listTransfers', method: 'get', path: '/transfers', tag: 'ledger',
  summary: { zh: '资金流水', en: 'The journal of transfers' },
  query: z.strictObject({ ...pageQuery, budget: id.optional(), award: id.optional(), stage: stage.optional(), instrument: shortText(100).optional(), month: month.optional() }),
  answer: pageOf(transferSchema),
  run: async ({ db, query: { cursor, limit, budget, award, stage: asked, instrument, month: in_ } }) => {
    const after = readCursor(cursor, 1)?.[0]
    let query = db.selectFrom('transfer as t').leftJoin('person as p', join => join.onRef('p.tenant', '=', 't.tenant').onRef('p.id', '=', 't.by'))
      .leftJoin('award as a', join => join.onRef('a.tenant', '=', 't.tenant').onRef('a.id', '=', 't.award')).leftJoin('party as e', join => join.onRef('e.tenant', '=', 'a.tenant').onRef('e.id', '=', 'a.party')).leftJoin('matter as m', join => join.onRef('m.tenant', '=', 'a.tenant').onRef('m.id', '=', 'a.matter'))
      .select(['t.number', 't.id', 't.kind', 't.ref', 't.budget', 't.debit', 't.credit', 't.amount', 't.award', 't.instalment', 't.at', 't.reason', 't.document', 'p.name', 'a.matter', 'm.number as matterNumber', 'e.name as partyName']).orderBy('t.number', 'desc').limit(limit + 1)
    if (budget !== undefined) query = query.where('t.budget', '=', budget)
    if (award !== undefined) query = query.where('t.award', '=', award)
    if (asked !== undefined) query = query.where(eb => eb.or([eb('t.debit', '=', asked), eb('t.credit', '=', asked)]))
    if (instrument !== undefined) query = query.where('a.instrument', '=', instrument)
    if (in_ !== undefined) query = query.where(sql<boolean>`to_char(t.at at time zone ${ZONE}, 'YYYY-MM') = ${in_}`)
    if (after !== undefined) query = query.where('t.number', '<', sql<bigint>`${after}::bigint`)
    const rows = await query.execute()
    return {
      body: page(rows, limit, row => [String(row.number)], ({ number: _, id: transfer, amount, at, name, matterNumber, ...row }) => ({ transfer, ...row, number: matterNumber, amount: String(amount), by: name, at: at.toISOString() })),
    }
  },
})
