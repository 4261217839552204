import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { calendar } from '@lizhu/feel'
import type { Actor } from '../access/within.ts'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import { programOf } from '../packs/program.ts'
import { today } from '../today.ts'
import { keepAssessment, outcomeOf, type Outcome } from './assessing.ts'
import { settleAward } from './award.ts'
import { changeMatter, holdMatter, noteEvent, requireState, type MatterRow } from './matter.ts'
import { wantedOf } from './materials.ts'
import { PLEDGE } from './pledge.ts'
import { openSeats } from './seats.ts'
import { id } from './schemas.ts'
import { noteSupports } from './likeness.ts'

/** Years for which a submitter's own private figures may be seen by those who review: as long as a matter may take. */
const CONSENT_YEARS = 3

export const submitMatter = operation({
  name: 'submitMatter', method: 'post', path: '/matters/{matter}/submission', tag: 'matters', creates: true, refuses: [404, 409],
  summary: { zh: '提交申请（免申即享的确认）', en: 'Submit an application, or confirm what was proposed' },
  params: z.object({ matter: id }),
  body: z.strictObject({ pledged: z.literal(true).openapi({ description: '承诺，文字见 readMatter 的 pledge Pledged, in the words that readMatter has as pledge' }) }),
  answer: z.strictObject({ number: z.string() }),
  run: async ({ db, actor, params }) => {
    const matter = await holdMatter(db, params.matter)
    requireState(matter, 'draft', 'proposed')
    if (!actor.memberships.some(one => one.party === matter.party)) throw new Refused(403, 'not-permitted', { params: { zh: '提交申请', en: 'submit an application' } })
    const on = today()
    await requireOpen(db, matter, on)
    const made = await outcomeOf(db, actor, { matter: matter.id, party: matter.party, instrument: matter.instrument, subject: matter.subject, asOf: on })
    requireWorth(made)
    const lacking = (await wantedOf(db, matter)).filter(one => one.required && !one.there)
    if (lacking.length > 0) throw new Refused(409, 'materials-missing', { params: { names: lacking.map(one => one.name).join('、') } })
    const { id: assessment } = await keepAssessment(db, actor, matter, made)
    const { rows: [row] } = await sql<{ number: string }>`select next_matter_number(${Number(on.slice(0, 4))}) as number`.execute(db)
    await changeMatter(db, matter, { state: 'in review', step: 0, ...(matter.year === null ? {} : { year: Number(on.slice(0, 4)) }), seen: assessment, number: row?.number ?? null, pledge: PLEDGE.zh, submitted_by: actor.person, submitted_at: new Date() })
    await consent(db, actor, matter, made, on)
    await noteSupports(db, matter)
    await settleAward(db, matter, made)
    await openSeats(db, actor, await programOf(db, actor.tenant, on), matter)
    await noteEvent(db, actor, matter.id, 'submitted')
    return { body: { number: row?.number ?? '' } }
  },
})

async function requireOpen(db: Db, { call }: MatterRow, on: string): Promise<void> {
  if (call === null) return
  const { opens_on: from, closes_on: to } = await db.selectFrom('call').select(['opens_on', 'closes_on']).where('id', '=', call).executeTakeFirstOrThrow()
  if (on < from || on > to) throw new Refused(409, 'call-closed', { params: { from, to } })
}

/** What is wanting is said before anybody waits for an answer: facts that were not told, or a condition that is not met. */
function requireWorth({ status, most, said }: Outcome): void {
  if (status === 'unknown') throw new Refused(409, 'facts-missing', { params: { names: said.missing.map(one => `${one.kind}${one.fact === null ? '' : `·${one.fact}`}${one.period}`).join('、') } })
  if (status === 'undecided') return
  if (status !== 'eligible') throw new Refused(409, 'not-eligible', { params: failedWords(said) })
  if (most === 0n) throw new Refused(409, 'nothing-left')
}

function failedWords({ phrases }: Outcome['said']): { readonly zh: string; readonly en: string } {
  const words = phrases.find(one => one.verdict === 'failed')?.words
  return typeof words === 'string' ? { zh: `“${words}”`, en: `“${words}”` } : { zh: '其中一项条件', en: 'one of the conditions' }
}

/** Whoever applies lets those who review see the private figures on which it rests, and nothing else. */
async function consent(db: Db, { tenant, person }: Actor, { party, number }: MatterRow, { said }: Outcome, on: string): Promise<void> {
  const read = new Set(said.phrases.flatMap(one => one.facts.map(fact => fact.name)))
  if (read.size === 0) return
  const names = await db.selectFrom('fact').select('name').distinct().where('party', '=', party).where('private', '=', true).where('name', 'in', [...read]).execute()
  const until = calendar.isoDate(calendar.addMonths(calendar.parseDate(on) ?? 0, 12 * CONSENT_YEARS) ?? 0)
  for (const { name } of names) await db.insertInto('consent').values({ tenant, id: uuid(), party, fact: name, purpose: `申报 ${number ?? ''}`, until, given_by: person }).execute()
}
