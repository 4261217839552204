import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { calendar } from '@lizhu/feel'
import { assess, procedureOf, readDossier, type Assessment } from '@lizhu/policy'
import type { Actor } from '../access/within.ts'
import { refusalOf } from '../api/faults.ts'
import { operation } from '../api/operation.ts'
import { problemOf, Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import type { Work } from '../jobs/run.ts'
import { startJob } from '../jobs/start-job.ts'
import { programOf } from '../packs/program.ts'
import { today } from '../today.ts'
import { dossierOf, requireParty } from '../registry/index.ts'
import { awardsOf } from './assessing.ts'
import { instrumentName, nameOf, tellOf } from './news.ts'
import { id } from './schemas.ts'
import { begin, requireInstrument } from './start-matter.ts'
import type { ProposalOutcome } from './tables.ts'

export const proposeMatters = operation({
  name: 'proposeMatters', method: 'post', path: '/proposals', tag: 'matters', creates: true, refuses: [409],
  summary: { zh: '免申即享：按档案找出符合条件的，逐一请企业确认', en: 'Find who is entitled by the record, and ask each to confirm' },
  body: z.strictObject({ instrument: z.string().max(100) }), answer: z.strictObject({ id, job: id }),
  run: async ({ db, actor, body }) => {
    const program = await programOf(db, actor.tenant)
    const instrument = requireInstrument(program, body.instrument)
    if (procedureOf(program, instrument.id)?.way !== 'proposed') throw new Refused(409, 'not-proposed', { params: { ...nameOf(instrument) } })
    const own = uuid()
    await db.insertInto('proposal').values({ tenant: actor.tenant, id: own, instrument: body.instrument, made_by: actor.person }).execute()
    return { body: { id: own, job: await startJob(db, actor, 'proposeMatters', own) } }
  },
})

/** Parties of one transaction. */
const BLOCK = 50

/** Looks through every party; killed in the middle it begins anew, and finds what was proposed before already there. */
export const proposeWork: Work = {
  run: async ({ subject, within, progress }) => {
    const { instrument, parties } = await within('read', async (db, actor) => {
      const { instrument } = await db.selectFrom('proposal').select('instrument').where('id', '=', subject).executeTakeFirstOrThrow()
      const { kinds, instruments } = await programOf(db, actor.tenant)
      // Those who own such a claim, or are of the kind themselves.
      const about = instruments.find(one => one.id === instrument)?.for ?? ''
      let kind = about
      while (kinds.find(one => one.name === kind)?.party === false) kind = kinds.find(one => one.name === kind)?.of[0] ?? ''
      return { instrument, parties: await db.selectFrom('party').select('id').where('kind', '=', kind).where('withdrawn_at', 'is', null)
        .$if(kind !== about, query => query.where(sql<boolean>`exists (select from claim c where c.tenant = party.tenant and c.kind = ${about} and c.withdrawn_at is null and (c.party = party.id or exists (select from claim_owner o where o.tenant = c.tenant and o.claim = c.id and o.party = party.id)))`)).orderBy('id').execute() }
    })
    for (let from = 0; from < parties.length; from += BLOCK) {
      await within('write', async (db, actor) => {
        let made = 0
        for (const { id: party } of parties.slice(from, from + BLOCK)) made += await tryOne(db, actor, { proposal: subject, instrument, party })
        await db.updateTable('proposal').set(eb => ({ looked: Math.min(from + BLOCK, parties.length), made: eb('made', '+', made) })).where('id', '=', subject).execute()
      })
      await progress(Math.min(from + BLOCK, parties.length), parties.length)
    }
  },
  failed: async (db, subject, problem) => { await db.updateTable('proposal').set({ problem: JSON.stringify(problem) }).where('id', '=', subject).execute() },
}

interface Asked { readonly proposal: string; readonly instrument: string; readonly party: string }

/** One who cannot be looked at is set aside, with why, and the others are looked at all the same. */
async function tryOne(db: Db, actor: Actor, asked: Asked): Promise<number> {
  await sql`savepoint one`.execute(db)
  try {
    const made = await propose(db, actor, asked)
    await sql`release savepoint one`.execute(db)
    return made
  } catch (error) {
    const { refused, fault } = refusalOf(error, asked.proposal)
    if (refused.code === 'database-away') throw error
    await sql`rollback to savepoint one`.execute(db)
    const why = fault === undefined ? problemOf(refused, asked.proposal).detail : { zh: `程序出错：${said(fault)}`, en: `A fault: ${said(fault)}` }
    await note(db, actor, asked, { subject: asked.party, outcome: 'set aside', matter: null, why: JSON.stringify(why) })
    return 0
  }
}
const said = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault)).slice(0, 500)

/** @returns how many matters were proposed to the party: one for each claim that is entitled to an exact amount and was not asked for before */
async function propose(db: Db, actor: Actor, asked: Asked): Promise<number> {
  const { instrument, party } = asked
  const on = today()
  const program = await programOf(db, actor.tenant, on)
  const row = await requireParty(db, party)
  const { dossier } = readDossier(program, await dossierOf(db, program, row, await awardsOf(db, party)))
  const entitled = assess(program, dossier, { asOf: calendar.parseDate(on) ?? 0, instruments: [instrument] }).assessments.filter(isDue)
  if (entitled.length === 0) return 0
  const yearly = requireInstrument(program, instrument).every === 'year'
  let made = 0
  for (const { subject } of entitled) {
    const before = await askedBefore(db, asked, subject.id, yearly, Number(on.slice(0, 4)))
    if (before !== undefined) {
      await note(db, actor, asked, { subject: subject.id, why: null, ...before })
      continue
    }
    const claim = subject.id === party ? null : await db.selectFrom('claim').select('id').where('party', '=', party).where('kind', '=', subject.kind).where('key', '=', subject.id).where('withdrawn_at', 'is', null).executeTakeFirst()
    const matter = await begin(db, actor, { party, instrument, claim: claim?.id ?? null, call: null }, 'proposed')
    await tellOf(db, { id: matter, number: null }, 'proposed', { title: instrumentName(program, instrument) }, [{ party }])
    await note(db, actor, asked, { subject: subject.id, outcome: 'proposed', matter, why: null })
    made++
  }
  return made
}

const isDue = ({ status, granted }: Assessment): boolean => status === 'eligible' && granted?.how === 'exact' && granted.type.kind === 'money' && granted.value.n > 0n

/** A live matter of the same, of this year where it is yearly; else one that was declined or refused within the year. A draft that was taken back is neither. */
async function askedBefore(db: Db, { instrument, party }: Asked, subject: string, yearly: boolean, year: number): Promise<{ readonly outcome: 'asked before' | 'declined'; readonly matter: string } | undefined> {
  const rows = await db.selectFrom('matter').select(['id', 'state']).where('party', '=', party).where('instrument', '=', instrument).where('subject', '=', subject)
    .where(eb => eb.or([
      eb.and([eb('state', 'not in', ['rejected', 'withdrawn']), ...yearly ? [eb('year', '=', year)] : []]),
      eb.and([eb('state', 'in', ['rejected', 'withdrawn']), eb.or([eb('offered', '=', true), eb('submitted_at', 'is not', null)]), sql<boolean>`extract(year from ended_at at time zone 'Asia/Shanghai') = ${year}`]),
    ])).orderBy('id', 'desc').execute()
  const live = rows.find(one => one.state !== 'rejected' && one.state !== 'withdrawn')
  if (live !== undefined) return { outcome: 'asked before', matter: live.id }
  return rows[0] === undefined ? undefined : { outcome: 'declined', matter: rows[0].id }
}

/** Begun anew, what it did before it was killed stays as it was noted. */
async function note(db: Db, { tenant }: Actor, { proposal, party }: Asked, one: { readonly subject: string; readonly outcome: ProposalOutcome; readonly matter: string | null; readonly why: string | null }): Promise<void> {
  await db.insertInto('proposal_party').values({ tenant, proposal, party, ...one }).onConflict(conflict => conflict.columns(['tenant', 'proposal', 'party', 'subject']).doNothing()).execute()
}
