import { z } from '@hono/zod-openapi'
import { operation } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'
import { PAPER_KINDS } from './kinds/index.ts'
import { paperNumber } from './number.ts'

const day = z.iso.date()
const paperSchema = z.strictObject({
  id: z.uuid(), number: z.string(), kind: z.enum(PAPER_KINDS), title: z.string(), organisation: z.string(), issuedOn: day, matter: z.uuid().nullable(), party: z.uuid().nullable(), verification: z.string(),
  withdrawn: z.strictObject({ at: z.iso.datetime(), reason: z.string() }).nullable(),
}).openapi('Paper')

export const listPapers = operation({
  name: 'listPapers', method: 'get', path: '/papers', tag: 'papers', summary: { zh: '已发出的文书，新的在前', en: 'Papers issued, the latest first' },
  query: z.object({ ...pageQuery, kind: z.enum(PAPER_KINDS).optional(), organisation: z.string().max(100).optional(), year: z.coerce.number().int().optional(), matter: z.uuid().optional(), party: z.uuid().optional() }),
  answer: pageOf(paperSchema),
  run: async ({ db, actor, query: { cursor, limit, kind, organisation, year, matter, party } }) => {
    const before = readCursor(cursor, 1)
    let query = db.selectFrom('paper as p').leftJoin('paper_withdrawal as w', join => join.onRef('w.tenant', '=', 'p.tenant').onRef('w.paper', '=', 'p.id'))
      .select(['p.id', 'p.code', 'p.year', 'p.number', 'p.kind', 'p.title', 'p.organisation', 'p.issued_on', 'p.matter', 'p.party', 'p.verification', 'w.at', 'w.reason']).where('p.tenant', '=', actor.tenant)
    if (kind !== undefined) query = query.where('p.kind', '=', kind)
    if (organisation !== undefined) query = query.where('p.organisation', '=', organisation)
    if (year !== undefined) query = query.where('p.year', '=', year)
    if (matter !== undefined) query = query.where('p.matter', '=', matter)
    if (party !== undefined) query = query.where('p.party', '=', party)
    if (before !== undefined) query = query.where('p.id', '<', before[0] ?? '')
    const rows = await query.orderBy('p.id', 'desc').limit(limit + 1).execute()
    return { body: page(rows, limit, row => [row.id], row => ({
      id: row.id, number: paperNumber(row.code, row.year, row.number), kind: row.kind, title: row.title, organisation: row.organisation, issuedOn: row.issued_on, matter: row.matter, party: row.party, verification: row.verification,
      withdrawn: row.at === null || row.reason === null ? null : { at: row.at.toISOString(), reason: row.reason },
    })) }
  },
})
