import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { calendar, rational } from '@lizhu/feel'
import { procedureOf, type Instrument, type Procedure, type Program } from '@lizhu/policy'
import type { Actor } from '../access/within.ts'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import { programOf } from '../packs/program.ts'
import { today } from '../today.ts'
import { requireParty } from '../registry/index.ts'
import { keepAssessment, outcomeOf } from './assessing.ts'
import { noteEvent } from './matter.ts'
import { nameOf } from './news.ts'
import { id } from './schemas.ts'
import type { KeptStep } from './tables.ts'

export const startMatter = operation({
  name: 'startMatter', method: 'post', path: '/parties/{party}/matters', tag: 'matters', creates: true, refuses: [404, 409],
  summary: { zh: '起草一项申请（由档案预填）', en: 'Draft an application, prefilled from the record' },
  params: z.object({ party: id }),
  body: z.strictObject({ instrument: z.string().max(100), claim: id.nullable().default(null), call: id.nullable().default(null) }),
  answer: z.strictObject({ id }),
  run: async ({ db, actor, params, body }) => ({ body: { id: await begin(db, actor, { ...body, party: params.party }, 'draft') } }),
})

export interface Begun { readonly party: string; readonly instrument: string; readonly claim: string | null; readonly call: string | null }

/** Begins a matter as a draft of the enterprise's own, or as a proposal to it. Its procedure is that of today and stays. @returns its id */
export async function begin(db: Db, actor: Actor, begun: Begun, state: 'draft' | 'proposed'): Promise<string> {
  const party = await requireParty(db, begun.party)
  const on = today()
  const program = await programOf(db, actor.tenant, on)
  const instrument = requireInstrument(program, begun.instrument)
  const procedure = requireProcedure(program, instrument, state)
  const call = await requireCall(db, procedure, instrument, begun.call, on)
  const subject = await subjectOf(db, instrument, party, begun.claim)
  const matter = uuid()
  await db.insertInto('matter').values({
    tenant: actor.tenant, id: matter, instrument: instrument.id, article: instrument.article, procedure: procedure.id, way: procedure.way, steps: JSON.stringify(procedure.steps.map(keptStep)), review: instrument.review ?? null, call,
    party: party.id, area: party.area, claim: begun.claim, subject: subject.key, subject_name: subject.name, year: instrument.every === 'year' ? calendar.yearOf(calendar.parseDate(on) ?? 0) : null, state, created_by: actor.person,
  }).execute()
  await keepAssessment(db, actor, { id: matter, assessed: null }, await outcomeOf(db, actor, { party: party.id, instrument: instrument.id, subject: subject.key, asOf: on }))
  await db.updateTable('matter').set({ seen: sql`assessed` }).where('id', '=', matter).execute()
  await noteEvent(db, actor, matter, state === 'draft' ? 'drafted' : 'proposed')
  return matter
}

/** An instrument that pays: others are measures, lie with another document, or let somebody off a charge. */
export function requireInstrument({ instruments }: Program, id: string): Instrument {
  const found = instruments.find(one => one.id === id)
  if (found === undefined) throw new Refused(422, 'no-such-instrument', { params: { id }, field: '/instrument' })
  if (found.what.kind !== 'amount' || found.what.amount.form !== undefined || found.what.amount.type.kind !== 'money') throw new Refused(422, 'not-paid', { params: { ...nameOf(found) }, field: '/instrument' })
  return found
}

function requireProcedure(program: Program, instrument: Instrument, state: 'draft' | 'proposed'): Procedure {
  const found = procedureOf(program, instrument.id)
  if (found === undefined) throw new Refused(409, 'no-procedure', { params: { ...nameOf(instrument) } })
  if (state === 'proposed' && found.way !== 'proposed') throw new Refused(409, 'not-proposed', { params: { ...nameOf(instrument) } })
  return found
}

async function requireCall(db: Db, { way }: Procedure, instrument: Instrument, call: string | null, on: string): Promise<string | null> {
  if (way !== 'call') return null
  const found = call === null ? undefined : await db.selectFrom('call').select(['id', 'instruments', 'opens_on', 'closes_on']).where('id', '=', call).executeTakeFirst()
  if (found?.instruments.includes(instrument.id) !== true) throw new Refused(422, 'call-needed', { params: { ...nameOf(instrument) }, field: '/call' })
  if (on < found.opens_on || on > found.closes_on) throw new Refused(409, 'call-closed', { params: { from: found.opens_on, to: found.closes_on } })
  return found.id
}

/** What the application is about, as a dossier names it: the party itself, or one of its claims by its key. */
async function subjectOf(db: Db, { for: kind }: Instrument, party: { readonly id: string; readonly kind: string }, claim: string | null): Promise<{ readonly key: string; readonly name: string | null }> {
  if (claim === null && kind === party.kind) return { key: party.id, name: null }
  const found = claim === null ? undefined : await db.selectFrom('claim').select(['key', 'name', 'kind']).where('id', '=', claim).where('party', '=', party.id).executeTakeFirst()
  if (found?.kind !== kind) throw new Refused(422, 'no-such-subject', { params: { kind }, field: '/claim' })
  return { key: found.key, name: found.name }
}

const keptStep = ({ step, words, workingDays, sample, allFrom, experts, sheet, pass }: Procedure['steps'][number]): KeptStep => ({
  step, words: words.quote, ...(workingDays === undefined ? {} : { workingDays }), ...(sample === undefined ? {} : { sample: rational.decimalText(sample) ?? '1' }), ...(allFrom === undefined ? {} : { allFrom: String(allFrom) }), ...(experts === undefined ? {} : { experts }),
  ...(sheet === undefined ? {} : { sheet: sheet.map(({ criterion, en, most }) => ({ criterion, ...(en === undefined ? {} : { en }), most })) }), ...(pass === undefined ? {} : { pass }),
})
