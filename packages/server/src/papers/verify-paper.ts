import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { publicOperation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import { KINDS, type PaperKind } from './kinds/index.ts'
import { readVerification } from './verification.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const words = z.strictObject({ zh: z.string(), en: z.string() })
interface Verified { readonly number: string; readonly title: string; readonly kind: PaperKind; readonly organisation: string; readonly organisation_en: string | null; readonly issued_on: string; readonly pdf: string; readonly docx: string; readonly withdrawn_on: string | null }

export const verifyPaper = publicOperation({
  name: 'verifyPaper', method: 'get', path: '/verify/{code}', tag: 'papers', refuses: [404], summary: { zh: '凭核验码核验文书', en: 'Verify a paper by the code on it' },
  params: z.object({ code: z.string().max(40) }),
  answer: z.strictObject({
    number: z.string(), title: z.string(), kind: words, organisation: z.string(), organisationEn: z.string().nullable(), issuedOn: z.iso.date(), stands: z.boolean(), withdrawnOn: z.iso.date().nullable(),
    hashes: z.strictObject({ pdf: hash, docx: hash }).openapi({ description: 'SHA-256' }),
  }).openapi('VerifiedPaper'),
  visit: async ({ transact, params: { code } }) => {
    const read = readVerification(code)
    const found = read === undefined ? undefined : await transact(async db => (await sql<Verified>`select * from verify_paper(${read})`.execute(db)).rows[0])
    if (found === undefined) throw new Refused(404, 'no-such-paper')
    const { zh, en } = KINDS[found.kind]
    return { body: { number: found.number, title: found.title, kind: { zh, en }, organisation: found.organisation, organisationEn: found.organisation_en, issuedOn: found.issued_on, stands: found.withdrawn_on === null, withdrawnOn: found.withdrawn_on, hashes: { pdf: found.pdf, docx: found.docx } } }
  },
})
