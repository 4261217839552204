import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from '@hono/zod-openapi'
import { writeSheet } from '@lizhu/data/sheets'
import { fileAnswer, operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import { sentFrom } from '../files/store.ts'
import { TYPES } from '../files/type.ts'
import { amountInFigures, amountInWords } from '../papers/index.ts'
import { id } from './schemas.ts'

const HEADERS = ['序号', '付款编号', '收款单位', '户名', '开户银行', '开户网点', '账号', '金额（元）', '金额（大写）', '预算科目', '用途']

/** What treasury and bank are given: as the run's lines stand, so that the file is the same each time. */
export const downloadPaymentFile = operation({
  name: 'downloadPaymentFile', method: 'get', path: '/payment-runs/{run}/file', tag: 'payments', refuses: [404, 409],
  summary: { zh: '下载付款文件（交国库和银行）', en: 'Download the payment file, for treasury and bank' },
  params: z.object({ run: id }), answer: fileAnswer,
  run: async ({ db, params: { run } }) => {
    const found = await db.selectFrom('payment_run').select(['number', 'title', 'state']).where('id', '=', run).executeTakeFirst()
    if (found === undefined) throw new Refused(404, 'not-found')
    if (found.state !== 'released') throw new Refused(409, 'run-not-released')
    const folder = await mkdtemp(join(tmpdir(), 'lizhu-payment-'))
    const gone = (): Promise<void> => rm(folder, { recursive: true, force: true })
    const path = join(folder, 'payment.xlsx')
    try {
      await writeSheet(path, 'xlsx', { name: found.number, headers: HEADERS, rows: await rowsOf(db, run, found.title) })
    } catch (error) { await gone(); throw error }
    return { body: { content: sentFrom(path, gone), type: TYPES.xlsx, name: `${found.number}.xlsx` } }
  },
})

/** Amounts are texts: no spreadsheet rounds them, and no account loses its noughts. */
async function rowsOf(db: Db, run: string, title: string): Promise<(readonly (string | number)[])[]> {
  const lines = await db.selectFrom('payment_line').select(['number', 'reference', 'payee', 'holder', 'bank', 'branch', 'account', 'amount', 'code']).where('run', '=', run).where('state', '<>', 'dropped').orderBy('number').execute()
  return lines.map(({ number, reference, payee, holder, bank, branch, account, amount, code }) => [number, reference, payee, holder, bank, branch, account, amountInFigures(amount).replaceAll(',', ''), amountInWords(amount), code ?? '', title])
}
