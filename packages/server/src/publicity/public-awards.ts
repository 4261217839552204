import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from '@hono/zod-openapi'
import { writeSheet } from '@lizhu/data/sheets'
import { sql } from 'kysely'
import { fileAnswer, publicOperation, type GivenOutside } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'
import { sentFrom } from '../files/store.ts'
import { TYPES } from '../files/type.ts'
import { day, fen, id, tenant } from './schemas.ts'
import { publicName } from './shown.ts'

type Transact = GivenOutside<unknown, unknown, unknown>['transact']
/** An award as everybody may read it: natural persons masked, no codes. Fen. */
export interface PublicAward { readonly award: string; readonly number: bigint; readonly name: string; readonly kind: string; readonly instrument: string; readonly instrument_name: string; readonly amount: bigint; readonly paid: bigint; readonly approved_on: string }

interface Wanted { readonly instrument?: string | undefined; readonly name?: string | undefined; readonly year?: number | undefined }
async function awardsOf(transact: Transact, of: string, after: bigint | null, most: number, { instrument, name, year }: Wanted = {}): Promise<readonly PublicAward[]> {
  const { rows } = await transact(db => sql<PublicAward>`select * from public_awards(${of}, ${after}::bigint, ${most}, ${instrument ?? null}, ${name ?? null}, ${year ?? null}::int)`.execute(db))
  return rows.map(row => ({ ...row, name: publicName(row.kind, row.name) }))
}

const awardSchema = z.strictObject({ award: id, name: z.string(), instrument: z.string(), instrumentName: z.string(), amount: fen, paid: fen, approvedOn: day }).openapi('PublicAward')
export const listPublicAwards = publicOperation({
  name: 'listPublicAwards', method: 'get', path: '/public/{tenant}/awards', tag: 'publicity',
  summary: { zh: '已批准的奖补，不用登录', en: 'Awards that were approved, for anybody' },
  params: z.object({ tenant }), query: z.object({ ...pageQuery, instrument: z.string().max(100).optional(), name: z.string().trim().max(100).optional(), year: z.coerce.number().int().min(1949).max(2200).optional() }), answer: pageOf(awardSchema),
  visit: async ({ transact, params, query: { cursor, limit, ...wanted } }) => {
    const after = z.string().regex(/^\d{1,18}$/).nullable().catch(null).parse(readCursor(cursor, 1)?.[0] ?? null)
    const rows = await awardsOf(transact, params.tenant, after === null ? null : BigInt(after), limit + 1, wanted)
    return { body: page(rows, limit, row => [String(row.number)], ({ award, name, instrument, instrument_name, amount, paid, approved_on }) => ({ award, name, instrument, instrumentName: instrument_name, amount: String(amount), paid: String(paid), approvedOn: approved_on })) }
  },
})

/** Rows read at a time. */
const FETCH = 1000
async function* every(transact: Transact, of: string): AsyncGenerator<PublicAward> {
  for (let after: bigint | null = null;;) {
    const rows = await awardsOf(transact, of, after, FETCH)
    yield* rows
    after = rows.at(-1)?.number ?? null
    if (rows.length < FETCH) return
  }
}

export const downloadPublicAwards = publicOperation({
  name: 'downloadPublicAwards', method: 'get', path: '/public/{tenant}/awards.xlsx', tag: 'publicity',
  summary: { zh: '下载已批准的奖补（xlsx）', en: 'Download approved awards as a workbook' },
  params: z.object({ tenant }), answer: fileAnswer,
  visit: async ({ transact, params }) => {
    const folder = await mkdtemp(join(tmpdir(), 'lizhu-awards-'))
    const gone = (): Promise<void> => rm(folder, { recursive: true, force: true })
    const path = join(folder, 'awards.xlsx')
    async function* rows() { for await (const one of every(transact, params.tenant)) yield [one.name, one.instrument_name, one.amount, one.paid, one.approved_on] }
    try {
      await writeSheet(path, 'xlsx', { name: '奖补', headers: ['名称 Name', '政策工具 Instrument', '金额（元）Amount', '已拨付（元）Paid', '批准日期 Approved on'], rows: rows() })
    } catch (error) { await gone(); throw error }
    return { body: { content: sentFrom(path, gone), type: TYPES.xlsx, name: '奖补 awards.xlsx' } }
  },
})
