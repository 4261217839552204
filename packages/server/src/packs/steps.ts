import { v7 as uuid } from 'uuid'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import type { About, Checked, Reads } from './compile.ts'
import { hashOf } from './files.ts'
import { inHand } from './hand.ts'
import { rulesOn } from './program.ts'
import { tell } from '../webhooks/events.ts'
import type { Files, Step } from './tables.ts'
import { today } from '../today.ts'
import { named, newestBeside, versionsOn, type Version } from './versions.ts'

/** Who takes a step, for which organisation; nobody where packs are installed with the system. */
export interface Taker { readonly tenant: string; readonly person: string | null; readonly organisation: string | null }
export interface Ground { readonly document?: string | null | undefined; readonly note?: string | null | undefined }

/** From which states a step may be taken; the database asks the same (migrations.ts). */
const AFTER: Readonly<Record<Step, readonly Step[]>> = { draft: [], checked: ['draft', 'checked'], 'signed off': ['checked'], 'in force': ['signed off'], replaced: ['in force'] }
const IN_WORDS: Readonly<Record<Step, string>> = { draft: '草稿 draft', checked: '已检查 checked', 'signed off': '已审签 signed off', 'in force': '现行 in force', replaced: '已被替代 replaced' }

/** Takes files in as a new version, a draft. */
export async function submit(db: Db, taker: Taker, files: Files, { note }: Ground = {}): Promise<string> {
  const done = await inHand({ about: files })
  if (!('about' in done)) throw new TypeError('a reader of packs that answers something else')
  if (!('pack' in done.about)) throw new Refused(422, 'pack-unread', { params: { zh: `${done.about.line}:${done.about.column} ${done.about.zh}`, en: `${done.about.line}:${done.about.column} ${done.about.en}` }, field: '/files' })
  const about: About = done.about
  const [id, hash] = [uuid(), hashOf(files)]
  const before = await db.selectFrom('pack_version').where('tenant', '=', taker.tenant).where('pack', '=', about.pack).where('hash', '=', hash).select('id').executeTakeFirst()
  if (before !== undefined) throw new Refused(409, 'pack-known', { params: { pack: about.pack }, field: '/files' })
  await db.insertInto('pack_version').values({ tenant: taker.tenant, id, ...about, hash, files: JSON.stringify(files), submitted_by: taker.person }).execute()
  await takeStep(db, taker, id, 'draft', { note })
  return id
}

/** Reads a version with those in force, or where a pack is not in force yet with the one submitted last, and keeps what was found. */
export async function check(db: Db, taker: Taker, version: string, ground: Ground = {}): Promise<void> {
  const { tenant } = taker
  const row = await db.selectFrom('pack_version').where('tenant', '=', tenant).where('id', '=', version).select(['id', 'pack', 'kind', 'hash', 'completes']).executeTakeFirst()
  if (row === undefined) throw new Refused(404, 'not-found')
  await refuseOutOfOrder(db, tenant, version, 'checked')
  const inForce = await versionsOn(db, tenant, today())
  const others = [...inForce, ...await newestBeside(db, tenant, inForce.map(one => one.pack))].filter(one => one.pack !== row.pack)
  const [own, ...library] = await named(db, tenant, [row, ...others])
  if (own === undefined) throw new Refused(404, 'not-found')
  const main = row.completes === null ? own : library.find(one => one.pack === row.completes)
  if (main === undefined) throw new Refused(409, 'pack-lacks', { params: { pack: row.pack, lacks: row.completes ?? '' } })
  const reads: Reads = { main, completing: main === own ? [] : [own], library: [...library, own] }
  const done = await inHand({ check: row.pack, reads })
  if (!('checked' in done)) throw new TypeError('a checker that answers something else')
  await takeStep(db, taker, version, 'checked', ground, { checked: done.checked })
}

/** Puts a version in force from a day on, in the place of the one before; refused where the policies of that day would not run with it. */
export async function enforce(db: Db, taker: Taker, version: string, { onDay, ...ground }: Ground & { readonly onDay?: string | undefined }): Promise<void> {
  const { tenant } = taker
  const row = await db.selectFrom('pack_version').where('tenant', '=', tenant).where('id', '=', version).select(['pack', 'kind', 'completes', 'replaces', 'begins']).executeTakeFirst()
  if (row === undefined) throw new Refused(404, 'not-found')
  const day = onDay ?? row.begins
  if (day < row.begins) throw new Refused(422, 'before-its-words', { params: { pack: row.pack, day: row.begins }, field: '/from' })
  await refuseOutOfOrder(db, tenant, version, 'in force')
  for (const one of await standing(db, tenant, [row.pack, ...row.replaces === null ? [] : [row.replaces]])) {
    if (one.since > day) throw new Refused(409, 'later-version', { params: { pack: one.pack, day: one.since }, field: '/from' })
    await takeStep(db, taker, one.id, 'replaced', ground, { onDay: day })
  }
  await takeStep(db, taker, version, 'in force', ground, { onDay: day })
  await tell(db, 'pack.in-force', { pack: row.pack, version, from: day })
  const versions = await versionsOn(db, tenant, day)
  if (row.completes !== null && !versions.some(one => one.pack === row.completes)) throw new Refused(409, 'pack-lacks', { params: { pack: row.pack, lacks: row.completes } })
  for (const policy of versions.filter(one => one.kind === 'policy' && (row.kind === 'library' || one.pack === (row.completes ?? row.pack)))) await rulesOn(db, tenant, day, policy.pack)
}

/** Versions of these packs that are in force, or will be. */
async function standing(db: Db, tenant: string, packs: readonly string[]): Promise<readonly Pick<Version, 'id' | 'pack' | 'since'>[]> {
  const last = (await versionsOn(db, tenant, '9999-12-31')).filter(one => packs.includes(one.pack))
  return last
}

interface Found { readonly checked?: Checked; readonly onDay?: string }

/** Notes a step; refused out of order, and where who signs off has submitted or checked. */
export async function takeStep(db: Db, { tenant, person, organisation }: Taker, version: string, step: Step, { document, note }: Ground, { checked, onDay }: Found = {}): Promise<void> {
  const number = await refuseOutOfOrder(db, tenant, version, step)
  await db.insertInto('pack_step').values({
    tenant, version, number, step, taken_by: person, organisation, document: document ?? null, note: note ?? null, on_day: onDay ?? null,
    errors: checked?.report.errors ?? null, report: checked === undefined ? null : JSON.stringify(checked.report), questions: checked === undefined ? null : JSON.stringify(checked.questions),
  }).execute()
}

/** The number that the step would have. */
export async function refuseOutOfOrder(db: Db, tenant: string, version: string, step: Step): Promise<number> {
  const last = await db.selectFrom('pack_step').where('tenant', '=', tenant).where('version', '=', version).select(['number', 'step', 'errors']).orderBy('number', 'desc').limit(1).executeTakeFirst()
  if (last === undefined) {
    if (step === 'draft') return 1
    throw new Refused(404, 'not-found')
  }
  if (!AFTER[step].includes(last.step)) throw new Refused(409, 'wrong-step', { params: { is: IN_WORDS[last.step], after: AFTER[step].map(one => IN_WORDS[one]).join('、') } })
  if (step === 'signed off' && (last.errors ?? 0) > 0) throw new Refused(409, 'checked-with-errors', { params: { errors: String(last.errors ?? 0) } })
  return last.number + 1
}
