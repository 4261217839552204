import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { operation } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'
import type { Db } from '../database/pool.ts'
import { requireParty } from './party.ts'
import { recordersOf } from './recorders.ts'
import { day, factSchema, id } from './schemas.ts'

const END_OF_TIME = 'infinity'

export const listFacts = operation({
  name: 'listFacts', method: 'get', path: '/parties/{party}/facts', tag: 'registry', refuses: [404],
  summary: { zh: '查看事实，可查某日所知和全部历史', en: 'Read facts, also as known on a date and with their history' },
  params: z.object({ party: id }),
  query: z.object({
    asKnownOn: day.optional(), history: z.enum(['true', 'false']).default('false'), claim: id.optional(), name: z.string().max(100).optional(), ...pageQuery,
  }),
  answer: pageOf(factSchema),
  read: async ({ db, params, looked, query: { asKnownOn, history, claim, name, cursor, limit } }) => {
    await requireParty(db, params.party)
    looked(params.party)
    const after = readCursor(cursor, 5)
    // A day ends when it ends in China.
    const until = asKnownOn === undefined ? END_OF_TIME : `${asKnownOn}T23:59:59.999999+08:00`
    const rows = await db.selectFrom('fact as f')
      .leftJoin('fact as s', join => join.onRef('s.supersedes', '=', 'f.id').on('s.recorded_at', '<=', sql<Date>`${until}::timestamptz`))
      .selectAll('f').select(sql<boolean>`s.id is null`.as('current')).select(sql<string>`coalesce(f.claim::text, '')`.as('of')).select(sql<string>`f.recorded_at::text`.as('told_at'))
      .where('f.party', '=', params.party).where('f.recorded_at', '<=', sql<Date>`${until}::timestamptz`)
      .$if(history === 'false', query => query.where('s.id', 'is', null))
      .$if(claim !== undefined, query => query.where('f.claim', '=', claim ?? null))
      .$if(name !== undefined, query => query.where('f.name', '=', name ?? ''))
      .$if(after !== undefined, query => query.where(sql<boolean>`(coalesce(f.claim::text, ''), f.name, f.period, f.recorded_at, f.id) > (${after?.[0]}, ${after?.[1]}, ${after?.[2]}, ${after?.[3]}::timestamptz, ${after?.[4]}::uuid)`))
      .orderBy('of').orderBy('f.name').orderBy('f.period').orderBy('f.recorded_at').orderBy('f.id').limit(limit + 1).execute()
    const recorders = await recordersOf(db, rows.map(row => row.id))
    const { checks, disputes } = await saidOf(db, rows.map(row => row.id))
    return {
      body: page(rows, limit, row => [row.of, row.name, row.period, row.told_at, row.id], row => ({
        id: row.id, party: row.party, claim: row.claim, name: row.name, period: row.period, written: row.written, none: row.none, validFrom: row.valid_from, validTo: row.valid_to,
        source: row.source, evidence: row.evidence, organisation: row.organisation, recorder: recorders.get(row.id) ?? null, recordedAt: row.recorded_at.toISOString(), supersedes: row.supersedes, current: row.current,
        checks: checks.filter(one => one.fact === row.id).map(({ verdict, note, organisation, checked_at }) => ({ verdict, note, organisation, at: checked_at.toISOString() })),
        disputes: disputes.filter(one => one.fact === row.id).map(({ id, reason, raised_at, outcome, answer, organisation, answered_at }) => ({
          id, reason, at: raised_at.toISOString(),
          answer: outcome === null || answer === null || answered_at === null ? null : { outcome, reason: answer, organisation, at: answered_at.toISOString() },
        })),
      })),
    }
  },
})

async function saidOf(db: Db, facts: readonly string[]) {
  const checks = await db.selectFrom('fact_check').select(['fact', 'verdict', 'note', 'organisation', 'checked_at']).where('fact', 'in', facts.length === 0 ? [NOBODY] : facts).orderBy('checked_at').execute()
  const disputes = await db.selectFrom('dispute as d').leftJoin('dispute_answer as a', 'a.dispute', 'd.id')
    .select(['d.id', 'd.fact', 'd.reason', 'd.raised_at', 'a.outcome', 'a.reason as answer', 'a.organisation', 'a.answered_at'])
    .where('d.fact', 'in', facts.length === 0 ? [NOBODY] : facts).orderBy('d.raised_at').execute()
  return { checks, disputes }
}
const NOBODY = '00000000-0000-0000-0000-000000000000'
