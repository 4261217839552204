import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import type { Db } from '../database/pool.ts'
import { fileAnswer, operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import { evidence } from '../files/download-file.ts'
import type { FileStore } from '../files/store.ts'
import { phraseSchema, programFor } from '../matters/index.ts'
import { today } from '../today.ts'
import { at, criterion, day, fen, id, placeState, score, text } from './schemas.ts'
import { tellOfNext, tellUnit } from './telling.ts'

const head = {
  id, matter: id, partyName: z.string(), area: z.string().nullable(), number: z.string().nullable(), instrument: z.string(), article: z.int(), state: placeState, dueOn: day.nullable(), provisional: z.boolean(), stopped: z.boolean(),
  open: z.boolean().openapi({ description: '还等评审 Still waited for' }), organisation: z.string(), experts: z.int(), sheet: z.array(criterion), pass: z.int().nullable(), comment: z.string().nullable(), reason: z.string().nullable(),
}
const placeSchema = z.strictObject({ ...head, askedAt: at }).openapi('PanelPlace')
const fileSchema = z.object({ subject: z.string().nullable(), most: fen.nullable(), result: z.object({ phrases: z.array(phraseSchema) }), materials: z.array(z.strictObject({ id, name: z.string() })) })
const scoresSchema = z.array(z.strictObject({ own: z.boolean(), comment: z.string(), points: z.array(score) }))

/** As the database has it, of whoever asks. */
type Row = Omit<z.infer<typeof placeSchema>, 'askedAt'> & { readonly askedAt: Date; readonly submitted: Date | null; readonly file: unknown; readonly scores: unknown }
const placesOf = async (db: Db, only: string | null): Promise<readonly Row[]> => (await sql<Row>`select * from expert_places(${only}::uuid)`.execute(db)).rows
const shown = ({ submitted: _, file: __, scores: ___, askedAt, ...row }: Row): z.infer<typeof placeSchema> => ({ ...row, askedAt: askedAt.toISOString() })

async function requirePlace(db: Db, place: string): Promise<Row> {
  const [row] = await placesOf(db, place)
  if (row === undefined) throw new Refused(404, 'not-found')
  return row
}

export const listPlaces = operation({
  name: 'listPlaces', method: 'get', path: '/panel-places', tag: 'panels',
  summary: { zh: '请我评审的事项', en: 'What one is asked to judge' },
  answer: z.strictObject({ items: z.array(placeSchema) }),
  run: async ({ db }) => ({ body: { items: (await placesOf(db, null)).map(shown) } }),
})

export const readPlace = operation({
  name: 'readPlace', method: 'get', path: '/panel-places/{place}', tag: 'panels', refuses: [404],
  summary: { zh: '评审的一件事项：声明没有利害关系以后才看得到材料', en: 'One matter to judge; its file only once no interest is declared' },
  params: z.object({ place: id }),
  answer: placeSchema.extend({
    file: z.strictObject({ subject: z.string().nullable(), most: fen.nullable(), words: z.string(), phrases: z.array(phraseSchema), materials: z.array(z.strictObject({ id, name: z.string() })) }).nullable(),
    scores: scoresSchema.openapi({ description: '自己的；全部提交以后也有别人的 One’s own, and those of the others once all are in' }),
  }).openapi('PanelPlaceRead'),
  run: async ({ db, actor, params: { place } }) => {
    const row = await requirePlace(db, place)
    const scores = scoresSchema.parse(row.scores ?? [])
    if (row.file === null) return { body: { ...shown(row), file: null, scores } }
    const { result: { phrases }, ...file } = fileSchema.parse(row.file)
    const { articles } = await programFor(db, actor.tenant, { submitted_at: row.submitted }, today())
    return { body: { ...shown(row), file: { ...file, phrases, words: articles.find(one => one.number === row.article)?.text ?? '' }, scores } }
  },
})

export const downloadPlaceMaterial = (store: FileStore) => operation({
  name: 'downloadPlaceMaterial', method: 'get', path: '/panel-places/{place}/materials/{material}', tag: 'panels', refuses: [404],
  summary: { zh: '下载评审材料', en: 'Download a paper of what one judges' },
  params: z.object({ place: id, material: id }), answer: fileAnswer,
  run: async ({ db, params: { place, material } }) => {
    const { rows: [file] } = await sql<{ hash: string; type: string; name: string }>`select * from expert_material(${place}::uuid, ${material}::uuid)`.execute(db)
    if (file === undefined) throw new Refused(404, 'not-found')
    return evidence(store, file)
  },
})

export const declareNoInterest = operation({
  name: 'declareNoInterest', method: 'post', path: '/panel-places/{place}/declaration', tag: 'panels', creates: true, refuses: [404, 409],
  summary: { zh: '声明与申请人没有利害关系，接受评审', en: 'Declare no interest in it, and take the place' },
  params: z.object({ place: id }), body: z.strictObject({ declared: z.literal(true) }), answer: z.strictObject({ place: id }),
  run: async ({ db, params: { place } }) => {
    await requirePlace(db, place)
    await sql`select declare_place(${place}::uuid)`.execute(db)
    return { body: { place } }
  },
})

export const leavePlace = operation({
  name: 'leavePlace', method: 'post', path: '/panel-places/{place}/recusal', tag: 'panels', creates: true, refuses: [404, 409],
  summary: { zh: '自行回避：写明理由，由抽取顺序中的下一位递补', en: 'Stand aside, with the reason; the next of the drawn order takes the place' },
  params: z.object({ place: id }), body: z.strictObject({ reason: text(1000) }), answer: z.strictObject({ place: id }),
  run: async ({ db, params: { place }, body: { reason } }) => {
    await requirePlace(db, place)
    const { rows: [row] } = await sql<{ next: string | null }>`select recuse_place(${place}::uuid, ${reason}) as next`.execute(db)
    await tellOfNext(db, place, row?.next ?? null)
    return { body: { place } }
  },
})

export const scorePlace = operation({
  name: 'scorePlace', method: 'post', path: '/panel-places/{place}/scores', tag: 'panels', creates: true, refuses: [404, 409],
  summary: { zh: '提交评分和评语；提交一次，不再改', en: 'Submit one’s points and comment, once and for all' },
  params: z.object({ place: id }),
  body: z.strictObject({ scores: z.array(z.strictObject({ criterion: z.int().min(0).max(100), points: z.int().min(0).max(10_000), comment: z.string().trim().max(1000).default('') })).max(100), comment: text(4000) }),
  answer: z.strictObject({ place: id, all: z.boolean().openapi({ description: '全部专家都已提交 All have now' }) }),
  run: async ({ db, params: { place }, body: { scores, comment } }) => {
    await requirePlace(db, place)
    const { rows: [row] } = await sql<{ all: boolean }>`select score_place(${place}::uuid, ${JSON.stringify(scores)}::jsonb, ${comment}) as all`.execute(db)
    const all = row?.all ?? false
    if (all) await tellUnit(db, place, 'panel-scored')
    return { body: { place, all } }
  },
})
