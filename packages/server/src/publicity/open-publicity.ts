import { z } from '@hono/zod-openapi'
import { v7 as uuid } from 'uuid'
import type { Instrument, Program } from '@lizhu/policy'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import { endClock, startClock } from '../calendar/index.ts'
import type { Db } from '../database/pool.ts'
import { holdMatter, noteEvent, programFor, type MatterRow } from '../matters/index.ts'
import { notify } from '../notices/index.ts'
import { today } from '../today.ts'
import { day, id, text } from './schemas.ts'
import { isPerson } from '../papers/index.ts'
import { publicName } from './shown.ts'
import type { Snapshot } from './tables.ts'

/** Where the matter's step does not say: the shorter of the two that the rules of publicity have. */
const DAYS = 5

export const openPublicity = operation({
  name: 'openPublicity', method: 'post', path: '/publicities', tag: 'publicity', creates: true, refuses: [404, 409],
  summary: { zh: '公示一批事项', en: 'Publish matters for objections' },
  body: z.strictObject({ title: text(200), matters: z.array(id).min(1).max(500) }),
  answer: z.strictObject({ id, dueOn: day.nullable(), provisional: z.boolean(), matters: z.int() }),
  run: async ({ db, actor, body }) => {
    const publicity = uuid()
    // In one order, so that two who publish wait for one another and never block.
    const matters = [...new Set(body.matters)].sort()
    let last: { readonly dueOn: string | null; readonly provisional: boolean } = { dueOn: null, provisional: false }
    for (const [index, one] of matters.entries()) {
      const matter = await holdMatter(db, one)
      const seat = await seatOf(db, matter)
      if (index === 0) await db.insertInto('publicity').values({ tenant: actor.tenant, id: publicity, title: body.title, organisation: seat.organisation, opened_by: actor.person }).execute()
      await endClock(db, { tenant: actor.tenant, subject: seat.id })
      const snapshot = await snapshotOf(db, await programFor(db, actor.tenant, matter, today()), matter)
      const clock = await startClock(db, {
        tenant: actor.tenant, matter: matter.id, party: matter.party, kind: 'publicity', subject: seat.id, by: { organisation: seat.organisation }, days: seat.days,
        title: { zh: '公示', en: 'Publicity' }, ...(matter.number === null ? {} : { number: matter.number }),
      })
      await db.insertInto('publicity_item').values({ tenant: actor.tenant, publicity, matter: matter.id, number: index + 1, opinion: seat.id, round: seat.round, clock: clock.id, snapshot: JSON.stringify(snapshot) }).execute()
      await noteEvent(db, actor, matter.id, 'published', { until: clock.dueOn ?? '' })
      await notify(db, { kind: 'published', matter: matter.id, number: matter.number, params: { day: clock.dueOn ?? '' }, to: [{ party: matter.party }] })
      if (last.dueOn === null || (clock.dueOn ?? '') > last.dueOn) last = { dueOn: clock.dueOn, provisional: last.provisional || clock.provisional }
    }
    return { body: { id: publicity, ...last, matters: matters.length } }
  },
})

async function seatOf(db: Db, matter: MatterRow): Promise<{ readonly id: string; readonly organisation: string; readonly round: number; readonly days: number }> {
  const step = matter.step === null ? undefined : matter.steps[matter.step]
  const seat = await db.selectFrom('opinion').select(['id', 'organisation', 'round']).where('matter', '=', matter.id).where('step', '=', matter.step ?? -1).where('kind', '=', 'publicity').where('state', '=', 'open').executeTakeFirst()
  if (matter.state !== 'in review' || step === undefined || seat?.organisation === null || seat?.organisation === undefined) throw new Refused(409, 'not-at-publicity', { params: { number: matter.number ?? '' } })
  if (matter.seen !== matter.assessed) throw new Refused(409, 'change-unseen')
  return { id: seat.id, organisation: seat.organisation, round: seat.round, days: step.workingDays ?? DAYS }
}

async function snapshotOf(db: Db, program: Program, matter: MatterRow): Promise<Snapshot> {
  const party = await db.selectFrom('party').select(['name', 'kind']).where('id', '=', matter.party).executeTakeFirstOrThrow()
  const award = matter.award === null ? undefined : await db.selectFrom('award').select('amount').where('id', '=', matter.award).executeTakeFirst()
  if (award?.amount === null || award?.amount === undefined) throw new Refused(409, 'amount-undecided')
  const instrument = program.instruments.find(one => one.id === matter.instrument)
  return {
    name: publicName(party.kind, party.name), instrument: matter.instrument, instrumentName: instrument?.name ?? matter.instrument, article: matter.article,
    document: program.pack.number ?? program.pack.title, words: instrument === undefined ? '' : printed(program, instrument), amount: String(award.amount),
    // What hangs off a natural person may say who it is.
    subject: matter.claim === null || isPerson(party.kind) ? null : matter.subject_name ?? matter.subject,
  }
}

/** The words of the article as they are printed, where the pack’s quotation leaves some out. */
function printed({ articles }: Program, { words: { quote, at, pack, article } }: Instrument): string {
  const text = pack === undefined ? articles.find(one => one.number === article)?.text.slice(at[0]?.[0], at.at(-1)?.[1]) : undefined
  return text === undefined || text === '' ? quote : text
}
