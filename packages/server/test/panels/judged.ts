import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { matterReadSchema } from '../../src/matters/schemas.ts'
import { today } from '../../src/today.ts'
import { idOf, type MatterCity } from '../matters/city.ts'
import type { Acting } from '../world.ts'

// Industrial upgrading projects (article 13), which go through an expert review.

export const INSTRUMENT = 'I13-1'
export const LEAD = '市工信局'
export const read = async (city: MatterCity, matter: string, as?: Acting) => matterReadSchema.parse((await city.call(as ?? await city.officer(LEAD), 'GET', `/matters/${matter}`)).body)
const made = async (answer: Promise<{ readonly status: number; readonly body: unknown; readonly text: string }>): Promise<string> => {
  const { status, body, text } = await answer
  if (status !== 201) throw new Error(text)
  return idOf(body)
}

/** An open call for it. */
export async function callFor(city: MatterCity): Promise<string> {
  return made(city.call(await city.head(LEAD), 'POST', '/calls', { title: '技改', instruments: [INSTRUMENT], opensOn: '2026-01-01', closesOn: '2100-01-01', document: '文', materials: [], budget: null, criteria: null }))
}

/** A matter that every unit has agreed to, at its expert review. */
export async function toExperts(city: MatterCity, call: string, party = city.party, owner = city.owner): Promise<string> {
  const claim = await city.claim('技改项目', `技改 ${uuid()}`, null, party)
  for (const [name, written, fen] of [['固定资产投资', '1200万元', '1200000000'], ['设备投资额', '12.34万元', '12340000'], ['类别', '节能降耗', null], ['完工投产日期', today(), null]] as const) await city.fact(name, '', written, fen, claim, party)
  const matter = await made(city.call(owner, 'POST', `/parties/${party}/matters`, { instrument: INSTRUMENT, claim, call }))
  const sent = await city.call(owner, 'POST', `/matters/${matter}/submission`, { pledged: true })
  if (sent.status !== 201) throw new Error(sent.text)
  for (let turn = 0; turn < 10; turn++) {
    const { step, opinions, stepNumber, assessment } = await read(city, matter)
    if (step === 'experts') return matter
    for (const { id, organisation } of opinions.filter(one => one.step === stepNumber && one.state === 'open')) {
      const given = await city.call(organisation === null ? await city.clerk() : await city.officer(organisation), 'POST', `/opinions/${id}/given`, { verdict: 'agreed', assessment: assessment?.id })
      if (given.status !== 201) throw new Error(given.text)
    }
  }
  throw new Error('it does not come to its experts')
}

export type Expert = Acting & { readonly employer: string }
/** So many experts of made-up employers in the pool. */
export async function pool(city: MatterCity, many: number): Promise<Expert[]> {
  const head = await city.head(LEAD)
  const all: Expert[] = []
  for (let i = 0; i < many; i++) {
    const expert = await city.all.person(city.place, 'expert')
    const employer = `示例研究所${all.length}-${expert.person.slice(-4)}`
    const { status, text } = await city.call(head, 'POST', `/experts/${expert.person}`, { fields: ['装备制造'], employer, title: '高级工程师' })
    if (status !== 201) throw new Error(text)
    all.push({ ...expert, employer })
  }
  return all
}

const panelsSchema = z.object({
  wanted: z.string().nullable(), lacks: z.string().nullable(),
  items: z.array(z.object({
    id: z.string(), seed: z.string(), scored: z.boolean(), experts: z.number(), pass: z.number().nullable(), sheet: z.array(z.object({ criterion: z.string(), most: z.number() })), pool: z.array(z.object({ person: z.string(), hash: z.string(), why: z.string().nullable() })),
    places: z.array(z.object({ id: z.string(), number: z.number(), person: z.string(), state: z.string(), reason: z.string().nullable(), comment: z.string().nullable(), scores: z.array(z.object({ points: z.number() })) })), requests: z.array(z.object({ id: z.string(), outcome: z.string().nullable(), byParty: z.boolean() })),
  })),
})
export async function panelsOf(city: MatterCity, matter: string) {
  const { wanted, lacks, items } = panelsSchema.parse((await city.call(await city.officer(LEAD), 'GET', `/matters/${matter}/panels`)).body)
  return { wanted, lacks, items, panel: items[0] ?? { id: '', seed: '', scored: false, experts: 0, pass: null, sheet: [], pool: [], places: [], requests: [] } }
}

export const draw = async (city: MatterCity, matters: readonly string[], as?: Acting) => city.call(as ?? await city.officer(LEAD), 'POST', '/panels', { matters })
export const declare = (city: MatterCity, expert: Acting, place: string) => city.call(expert, 'POST', `/panel-places/${place}/declaration`, { declared: true })
/** Each criterion with this share of its most, in whole points. */
export const score = (city: MatterCity, expert: Acting, place: string, points: readonly number[], comment = '可行') => city.call(expert, 'POST', `/panel-places/${place}/scores`, { scores: points.map((one, criterion) => ({ criterion, points: one, comment: `第${criterion + 1}项` })), comment })
