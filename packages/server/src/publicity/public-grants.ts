import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { fileAnswer, publicOperation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import { today } from '../today.ts'
import { day, id, tenant } from './schemas.ts'
import { isPerson } from '../papers/index.ts'
import { threeSixtyPackage, type PublicAward } from './threesixty.ts'

/** The identifier under which 统一社会信用代码 are listed at org-id.guide. */
const SCHEME = 'CN-SAIC'
/** Grants read at a time. */
const FETCH = 1000

interface Row {
  readonly number: bigint; readonly award: string; readonly party: string; readonly kind: string; readonly name: string; readonly area: string | null; readonly area_name: string | null; readonly instrument: string; readonly amount: bigint
  readonly approved_on: string; readonly changed_at: Date; readonly organisation: string; readonly organisation_name: string; readonly open_call: boolean; readonly snapshot: unknown; readonly payments: unknown
}
const snapshotSchema = z.object({ instrumentName: z.string(), article: z.int(), document: z.string().default(''), words: z.string().default('') })
const paymentsSchema = z.array(z.object({ id, on: day, amount: z.string() }))

/** Approved awards that were published, as an open standard has them; a natural person's name is masked there. */
export const downloadThreeSixty = publicOperation({
  name: 'downloadThreeSixty', method: 'get', path: '/public/{tenant}/awards.360giving.json', tag: 'publicity', refuses: [404],
  summary: { zh: '下载已公示并批准的奖补（360Giving 开放格式）', en: 'Download published and approved awards as 360Giving data' },
  params: z.object({ tenant }), answer: fileAnswer,
  visit: async ({ transact, params }) => {
    const awards: PublicAward[] = []
    for (let after: bigint | null = null;;) {
      const rows: readonly Row[] = await transact(db => grants(db, params.tenant, after))
      awards.push(...rows.map(awardOf))
      after = rows.at(-1)?.number ?? null
      if (rows.length < FETCH) break
    }
    // The standard has no package without a grant.
    if (awards.length === 0) throw new Refused(404, 'not-found')
    const text = threeSixtyPackage({ prefix: `360G-${params.tenant}`, name: params.tenant, scheme: SCHEME }, awards, { title: '奖补', issuedOn: today() })
    return { body: { content: new TextEncoder().encode(text), type: 'application/json; charset=utf-8', name: 'awards.360giving.json' } }
  },
})

const grants = async (db: Db, of: string, after: bigint | null): Promise<readonly Row[]> => (await sql<Row>`select * from public_grants(${of}, ${after}::bigint, ${FETCH})`.execute(db)).rows

function awardOf({ award, party, kind, name, area, area_name, instrument, amount, approved_on, changed_at, organisation, organisation_name, open_call, snapshot, payments }: Row): PublicAward {
  const { instrumentName, article, document, words } = snapshotSchema.parse(snapshot)
  return {
    id: award, title: instrumentName, description: words, awardedOn: approved_on, amount, disbursements: paymentsSchema.parse(payments).map(one => ({ ...one, amount: BigInt(one.amount) })),
    recipient: { id: party, name, ...(isPerson(kind) ? { person: true } : {}) }, ...(area === null || area_name === null ? {} : { area: { code: area, name: area_name } }), funder: { id: organisation, name: organisation_name },
    instrument: { id: instrument, name: instrumentName }, article: { document, number: `第${article}条`, words }, openCall: open_call, changedAt: changed_at.toISOString(),
  }
}
