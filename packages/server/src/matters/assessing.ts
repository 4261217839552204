import { createHash } from 'node:crypto'
import { v7 as uuid } from 'uuid'
import { calendar, rational, type Rational } from '@lizhu/feel'
import { assess, readDossier, type Assessment } from '@lizhu/policy'
import type { Actor } from '../access/within.ts'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import { granted } from '../ledger/index.ts'
import { rulesOn, type Rules } from '../packs/program.ts'
import { dossierOf, requireParty } from '../registry/index.ts'
import { said, type Said } from './said.ts'
import type { Ground, KeptLimit, KeptPart } from './tables.ts'

/** What an assessment is made of: the party, the instrument, and of what. `subject`: the claim's key, or the party's id. */
export interface About { readonly matter?: string; readonly party: string; readonly instrument: string; readonly subject: string; readonly asOf: string }

/** What the rules say of one application by itself, as it is kept. Money in fen. */
export interface Outcome {
  readonly asOf: string
  readonly rules: Rules
  readonly status: Assessment['status']
  readonly how: 'exact' | 'ceiling' | 'between' | null
  readonly least: bigint | null
  readonly most: bigint | null
  readonly grounds: readonly Ground[]
  readonly limits: readonly KeptLimit[]
  readonly instalments: readonly KeptPart[]
  readonly said: Said
  /** Of the facts that were read and of what came of them: where it differs, something changed. */
  readonly facts: string
  readonly dossier: unknown
  readonly assessment: Assessment
}

/** Assesses an application by the rules of its day, on what the record says now. */
export async function outcomeOf(db: Db, actor: Actor, { matter, party, instrument, subject, asOf }: About): Promise<Outcome> {
  const rules = await rulesOn(db, actor.tenant, asOf)
  const row = await requireParty(db, party)
  const dossier = await dossierOf(db, rules.program, row, await awardsOf(db, party, matter))
  const read = readDossier(rules.program, dossier)
  const [found] = assess(rules.program, read.dossier, { asOf: calendar.parseDate(asOf) ?? 0, instruments: [instrument], alone: subject }).assessments
  if (found === undefined) throw new Refused(422, 'no-such-subject', { params: { kind: instrument }, field: '/subject' })
  return outcome(rules, found, asOf, dossier)
}

/** What was granted to the party before, as a facts file has it; a matter's own award does not count against it. */
export async function awardsOf(db: Db, party: string, except?: string): Promise<{ instrument: string; subject: string; amount: string; date: string }[]> {
  const awards = (await granted(db, party)).filter(one => one.matter !== except)
  if (awards.length === 0) return []
  const matters = await db.selectFrom('matter').select(['id', 'subject']).where('party', '=', party).execute()
  const subjects = new Map(matters.map(one => [one.id, one.subject]))
  return awards.map(({ matter, instrument, amount, date }) => ({ instrument, subject: subjects.get(matter) ?? '', amount: `${yuan(amount)}元`, date })).filter(one => one.subject !== '')
}
const yuan = (fen: bigint): string => rational.decimalText(rational.ratio(fen, 100n)) ?? '0'

function outcome(rules: Rules, assessment: Assessment, asOf: string, dossier: unknown): Outcome {
  const { granted: given, status, undecided, restsOn, limits = [], pay } = assessment
  const money = given === undefined || given.how === 'measure' || given.type.kind !== 'money' ? undefined : given
  const most = money === undefined ? null : rational.floor(money.how === 'exact' ? money.value : money.most)
  const least = money === undefined ? null : money.how === 'exact' ? most : money.how === 'between' ? rational.floor(money.least) : 0n
  const words = said(assessment)
  const grounds: Ground[] = [
    ...undecided.map((one): Ground => ('setting' in one ? { setting: one.setting, ...(one.owner === undefined ? {} : { owner: one.owner }) } : { reading: one.reading.id, question: one.reading.question, readAs: one.reading.readAs })),
    ...restsOn.filter(one => one.decidedBy === undefined).map(({ id, question, readAs }): Ground => ({ reading: id, question, readAs })),
  ]
  const facts = createHash('sha256').update(JSON.stringify([rules.key, status, money?.how ?? null, String(least), String(most), words.phrases])).digest('hex')
  return {
    asOf, rules, status, how: money?.how ?? null, least, most, grounds, said: words, facts, dossier, assessment,
    limits: limits.map(({ key, most: max }) => ({ key, max: String(rational.floor(max)) })), instalments: partsOf(pay),
  }
}

/** Parts that are not due yet wait for what the words name. */
function partsOf(pay: Assessment['pay']): KeptPart[] {
  return (pay?.parts ?? []).filter(one => positive(one.value)).map(({ value, due, words }) => ({ amount: String(rational.floor(value)), ...(due === true ? {} : { condition: words?.quote ?? '约定的条件' }) }))
}
const positive = (value: Rational): boolean => value.n > 0n

/** Keeps an assessment of a matter; where nothing changed, the one that stands is answered. */
export async function keepAssessment(db: Db, actor: Actor, matter: { readonly id: string; readonly assessed: string | null }, made: Outcome): Promise<{ readonly id: string; readonly changed: boolean }> {
  const before = matter.assessed === null ? undefined : await db.selectFrom('assessment').select(['id', 'facts']).where('id', '=', matter.assessed).executeTakeFirst()
  if (before?.facts === made.facts) return { id: before.id, changed: false }
  const id = uuid()
  const { rules, said: words, grounds, limits, instalments } = made
  await db.insertInto('assessment').values({
    tenant: actor.tenant, id, matter: matter.id, made_by: actor.person, as_of: made.asOf, rules: rules.key, facts: made.facts, dossier: JSON.stringify(made.dossier),
    versions: JSON.stringify(rules.versions.map(({ pack, hash }) => ({ pack, hash }))), decisions: JSON.stringify(rules.decisions.map(one => one.id)),
    status: made.status, how: made.how, least: made.least, most: made.most, result: JSON.stringify(words), grounds: JSON.stringify(grounds), limits: JSON.stringify(limits), instalments: JSON.stringify(instalments),
  }).execute()
  await db.updateTable('matter').set({ assessed: id }).where('id', '=', matter.id).execute()
  return { id, changed: true }
}
