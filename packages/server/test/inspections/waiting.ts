import { randomBytes } from 'node:crypto'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { idOf, type MatterCity } from '../matters/city.ts'
import { begun, LEAD } from '../publicity/published.ts'

const STEPS = [{ step: 'acceptance', words: '受理' }, { step: 'inspection', words: '现场核查不少于30%且100万元以上的全部核查', sample: '0.3', allFrom: '100000000' }, { step: 'publicity', words: '公示', workingDays: 5 }, { step: 'approval', words: '审批' }]

/** Matters at the inspection of the lead unit, of these amounts in fen: how they came there is another test's matter. */
export async function atInspection(city: MatterCity, amounts: readonly bigint[]): Promise<string[]> {
  const { all, place } = city
  const { own } = all.database
  const matters: string[] = []
  for (const [i, amount] of amounts.entries()) {
    const enterprise = await all.party(place, place.counties[0], `示例${uuid().slice(-4)}厂`)
    const matter = await begun(city, enterprise, await all.person(place, 'owner', { party: enterprise }))
    for (const table of ['matter', 'opinion', 'award']) await own.query(`alter table ${table} disable trigger user`)
    await own.query(`update opinion set state = 'agreed', given_at = now() where matter = $1`, [matter])
    await own.query('update matter set steps = $2, step = 1 where id = $1', [matter, JSON.stringify(STEPS)])
    await own.query('update award set bound = $2, amount = $2 where id = (select award from matter where id = $1)', [matter, amount])
    await own.query(`insert into opinion (tenant, id, matter, step, kind, organisation) values ($1, $2, $3, 1, 'inspection', (select organisation from opinion where matter = $3 and step = 0 limit 1))`, [place.tenant, uuid(), matter])
    for (const table of ['matter', 'opinion', 'award']) await own.query(`alter table ${table} enable trigger user`)
    matters[i] = matter
  }
  return matters
}

const state = z.object({ assessment: z.object({ id: z.string(), phrases: z.array(z.object({ id: z.string() })) }), opinions: z.array(z.object({ id: z.string(), kind: z.string() })) })
export async function seatOf(city: MatterCity, matter: string) {
  const { assessment, opinions } = state.parse((await city.call(await city.officer(LEAD), 'GET', `/matters/${matter}`)).body)
  return { assessment: assessment.id, phrases: assessment.phrases.map(one => one.id), opinion: opinions.find(one => one.kind === 'inspection')?.id ?? '' }
}
export async function say(city: MatterCity, matter: string, verdict: 'agreed' | 'against' = 'agreed') {
  const { assessment, opinion } = await seatOf(city, matter)
  return city.call(await city.officer(LEAD), 'POST', `/opinions/${opinion}/given`, { verdict, assessment, ...verdict === 'against' ? { reason: '设备不在现场' } : {} })
}

/** A photograph that somebody sent, of this type. @returns its hash */
export async function photo(city: MatterCity, by: string, { type = 'jpeg', size = 1000 } = {}): Promise<string> {
  const hash = randomBytes(32).toString('hex')
  await city.all.database.own.query(`insert into file (tenant, hash, size, type, name, uploaded_by) values ($1, $2, $3, $4, '照片', $5)`, [city.place.tenant, hash, size, type, by])
  return hash
}

/** A visit today by the lead unit's officer and head. */
export async function plan(city: MatterCity, matter: string): Promise<string> {
  const [officer, head] = [await city.officer(LEAD), await city.head(LEAD)]
  const { status, body, text } = await city.call(officer, 'POST', `/matters/${matter}/inspection-visits`, { plannedOn: today(), place: '一号车间', inspectors: [officer.person, head.person] })
  if (status !== 201) throw new Error(text)
  return idOf(body)
}

interface Told { readonly found?: string; readonly outcome?: string; readonly photos?: readonly object[]; readonly assessment?: string }
export async function record(city: MatterCity, matter: string, visit: string, { found = 'as found', outcome = 'as told', photos, assessment }: Told = {}, by?: { readonly token: string; readonly person: string }) {
  const seat = await seatOf(city, matter)
  const who = by ?? await city.officer(LEAD)
  return city.call(who, 'POST', `/inspection-visits/${visit}/records`, {
    assessment: assessment ?? seat.assessment, visitedOn: today(), findings: seat.phrases.map(phrase => ({ phrase, found })), statement: '企业代表：属实', outcome,
    photos: photos ?? [{ file: await photo(city, who.person), takenAt: '2026-01-02T03:04:05Z', position: { latitude: 24.81, longitude: 113.59 } }],
  })
}
export const confirm = async (city: MatterCity, id: string, by?: { readonly token: string }) => city.call(by ?? await city.head(LEAD), 'POST', `/inspection-records/${id}/confirmation`)
export const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
