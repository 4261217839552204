import { z } from '@hono/zod-openapi'
import { v7 as uuid } from 'uuid'
import type { Program } from '@lizhu/policy'
import type { Actor } from '../access/within.ts'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import { requireParty, type PartyRow } from './party.ts'
import { day, id, shortText } from './schemas.ts'
import { requireTold } from './told.ts'
import { requireFact, type Vocabulary } from './vocabulary.ts'
import { tell } from '../webhooks/events.ts'

const toldSchema = z.strictObject({
  claim: id.nullable().default(null), name: shortText(100), period: z.string().trim().max(20).nullable().default(null), written: shortText(2000),
  source: shortText(200), evidence: z.string().regex(/^[0-9a-f]{64}$/).nullable().default(null), validFrom: day.nullable().default(null), validTo: day.nullable().default(null),
  /** The fact that the recorder saw; null: there was none. Absent: whatever is there is superseded. */
  basedOn: id.nullable().optional(),
}).refine(({ validFrom, validTo }) => validFrom === null || validTo === null || validFrom <= validTo, { path: ['validTo'], params: { zh: '截止日期早于起始日期', en: 'it ends before it begins' } })
type Told = z.output<typeof toldSchema>

export const recordFacts = (vocabulary: Vocabulary) => operation({
  name: 'recordFacts', method: 'post', path: '/parties/{party}/facts', tag: 'registry', creates: true, refuses: [404, 409],
  summary: { zh: '登记事实（取代同一期间先前的）', en: 'Record facts, superseding what was told before of the same period' },
  params: z.object({ party: id }),
  body: z.strictObject({ facts: z.array(toldSchema).min(1).max(200) }),
  answer: z.strictObject({ ids: z.array(id) }),
  run: async ({ db, actor, params, body }) => {
    const party = await requireParty(db, params.party)
    const program = await vocabulary(db, actor.tenant)
    const ids: string[] = []
    for (const [index, told] of body.facts.entries()) ids.push(await record(db, actor, program, party, told, `/facts/${index}`))
    await tell(db, 'fact.recorded', { party: party.id, facts: ids })
    return { body: { ids } }
  },
})

async function record(db: Db, actor: Actor, program: Program, party: PartyRow, told: Told, field: string): Promise<string> {
  const fact = requireFact(program, await kindOf(db, party, told.claim, field), told.name)
  const { written, number, none, period } = requireTold(fact, told.written, told.period, `${field}/written`)
  const before = await db.selectFrom('fact as f').select('f.id').where('f.party', '=', party.id).where('f.claim', 'is not distinct from', told.claim).where('f.name', '=', told.name).where('f.period', '=', period)
    .where(eb => eb.not(eb.exists(eb.selectFrom('fact as s').whereRef('s.supersedes', '=', 'f.id')))).executeTakeFirst()
  if (told.basedOn !== undefined && told.basedOn !== (before?.id ?? null)) throw new Refused(412, 'changed-since', { field: `${field}/basedOn` })
  const own = uuid()
  await db.insertInto('fact').values({
    tenant: actor.tenant, id: own, party: party.id, claim: told.claim, name: told.name, period, written, number, none, private: fact.private ?? false,
    valid_from: told.validFrom, valid_to: told.validTo, source: told.source, evidence: told.evidence, import: null,
    organisation: actor.memberships[0]?.organisation ?? null, recorded_by: actor.person, supersedes: before?.id ?? null,
  }).execute()
  return own
}

async function kindOf(db: Db, party: PartyRow, claim: string | null, field: string): Promise<string> {
  if (claim === null) return party.kind
  const found = await db.selectFrom('claim').select('kind').where('id', '=', claim).where('party', '=', party.id).executeTakeFirst()
  if (found === undefined) throw new Refused(422, 'no-such-claim', { field: `${field}/claim` })
  return found.kind
}
