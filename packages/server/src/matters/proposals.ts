import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { operation } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'
import { Refused } from '../api/problem.ts'
import { both, fen, id, stateSchema } from './schemas.ts'

const OUTCOMES = ['proposed', 'asked before', 'declined', 'set aside'] as const
const proposalSchema = z.strictObject({
  id, instrument: z.string(), at: z.iso.datetime(), by: z.string(), looked: z.int().openapi({ description: '看过多少家 Parties looked through' }), made: z.int(),
  waiting: z.int(), confirmed: z.int(), declined: z.int(), askedBefore: z.int(), setAside: z.int(), problem: both.nullable(),
}).openapi('Proposal')

export const listProposals = operation({
  name: 'listProposals', method: 'get', path: '/proposals', tag: 'matters',
  summary: { zh: '免申即享：找过几次、各提出多少、多少已确认', en: 'What was looked for, proposed and confirmed' },
  query: z.object(pageQuery), answer: pageOf(proposalSchema),
  run: async ({ db, query: { cursor, limit } }) => {
    const before = readCursor(cursor, 1)
    const rows = await db.selectFrom('proposal as r').innerJoin('person as p', 'p.id', 'r.made_by')
      .leftJoinLateral(eb => eb.selectFrom('proposal_party as x').leftJoin('matter as m', 'm.id', 'x.matter').whereRef('x.proposal', '=', 'r.id').select([
        sql<string>`count(*) filter (where x.outcome = 'proposed' and m.state = 'proposed')`.as('waiting'), sql<string>`count(*) filter (where x.outcome = 'proposed' and m.submitted_at is not null)`.as('confirmed'),
        sql<string>`count(*) filter (where x.outcome = 'proposed' and m.state = 'withdrawn' and m.submitted_at is null)`.as('declined'),
        sql<string>`count(*) filter (where x.outcome in ('asked before', 'declined'))`.as('before'), sql<string>`count(*) filter (where x.outcome = 'set aside')`.as('aside'),
      ]).as('n'), join => join.onTrue())
      .select(['r.id', 'r.instrument', 'r.made_at', 'p.name as by', 'r.looked', 'r.problem', 'r.made', 'n.waiting', 'n.confirmed', 'n.declined', 'n.before', 'n.aside'])
      .$if(before !== undefined, query => query.where('r.id', '<', before?.[0] ?? '')).orderBy('r.id', 'desc').limit(limit + 1).execute()
    return { body: page(rows, limit, row => [row.id], ({ made_at, waiting, confirmed, declined, before, aside, ...row }) => ({
      ...row, at: made_at.toISOString(), waiting: Number(waiting), confirmed: Number(confirmed), declined: Number(declined), askedBefore: Number(before), setAside: Number(aside),
    })) }
  },
})

export const listProposed = operation({
  name: 'listProposed', method: 'get', path: '/proposals/{proposal}/parties', tag: 'matters', refuses: [404],
  summary: { zh: '一次免申即享找出了谁：请了谁、谁先前请过、谁不要、谁没有看成', en: 'Whom a look found: who was asked, was asked before, declined, or could not be looked at' },
  params: z.object({ proposal: id }), query: z.object({ ...pageQuery, outcome: z.enum(OUTCOMES).optional() }),
  answer: pageOf(z.strictObject({ party: id, partyName: z.string(), subject: z.string(), subjectName: z.string().nullable(), outcome: z.enum(OUTCOMES), why: both.nullable(), matter: id.nullable(), number: z.string().nullable(), state: stateSchema.nullable(), most: fen.nullable() }).openapi('Proposed')),
  run: async ({ db, params, query: { cursor, limit, outcome } }) => {
    const after = readCursor(cursor, 2)
    if (await db.selectFrom('proposal').select('id').where('id', '=', params.proposal).executeTakeFirst() === undefined) throw new Refused(404, 'not-found')
    const rows = await db.selectFrom('proposal_party as x').innerJoin('party as p', 'p.id', 'x.party').leftJoin('matter as m', 'm.id', 'x.matter').leftJoin('assessment as s', 's.id', 'm.assessed')
      .select(['x.party', 'p.name as partyName', 'x.subject', 'm.subject_name as subjectName', 'x.outcome', 'x.why', 'x.matter', 'm.number', 'm.state', 's.most']).where('x.proposal', '=', params.proposal)
      .$if(outcome !== undefined, query => query.where('x.outcome', '=', outcome ?? 'proposed')).$if(after !== undefined, query => query.where(sql<boolean>`(x.party, x.subject) > (${after?.[0]}::uuid, ${after?.[1]})`))
      .orderBy('x.party').orderBy('x.subject').limit(limit + 1).execute()
    return { body: page(rows, limit, row => [row.party, row.subject], ({ subject, most, why, ...row }) => ({ ...row, subject: subject === row.party ? '' : subject, most: most === null ? null : String(most), why: why === null ? null : { ...why } })) }
  },
})
