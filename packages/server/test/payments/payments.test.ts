import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSheet } from '@lizhu/data/sheets'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { SESSION_COOKIE } from '../../src/access/cookie.ts'
import { folderStore } from '../../src/files/store.ts'
import { paymentOperations } from '../../src/payments/index.ts'
import { publicityOperations } from '../../src/publicity/index.ts'
import { codeOf, idOf, matterCity, type MatterCity } from '../matters/city.ts'
import { daysGoBy, decided, LEAD, publish, saidOf, toPublicity } from '../publicity/published.ts'
import { served, type Acting } from '../world.ts'

const AMOUNT = 11_400_000n
let city: MatterCity
let folder: string
let files: ReturnType<typeof served>['app']
let maker: Acting, releaser: Acting
let matter: string, award: string
let run = uuid()
const part = () => [{ award, instalment: 1 }]
const make = (who: Acting, id: string) => city.call(who, 'POST', '/payment-runs', { id, title: '第一批', instalments: part() })

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lizhu-payments-'))
  const store = folderStore(folder)
  city = await matterCity([...publicityOperations(), ...paymentOperations(store)])
  files = served(city.all, paymentOperations(store), store).app
  maker = await city.finance()
  releaser = await city.all.person(city.place, 'finance')
  matter = await toPublicity(city)
  const publicity = await publish(city, [matter])
  await daysGoBy(city, publicity)
  await city.call(await city.officer(LEAD), 'POST', `/publicities/${publicity}/end`)
  await decided(city, matter)
  const { status, body, text } = await city.call(await city.leader(), 'POST', `/matters/${matter}/approval`, { budget: await city.budget(AMOUNT) })
  if (status !== 201) throw new Error(text)
  award = z.object({ award: z.string() }).parse(body).award
})
afterAll(async () => {
  await city.all.database.close()
  rmSync(folder, { recursive: true, force: true })
})

async function upload(id: string, csv: string): Promise<unknown> {
  const response = await files.request(`/payment-receipts?id=${id}&name=bank.csv`, { method: 'POST', body: csv, headers: { Cookie: `${SESSION_COOKIE}=${maker.token}`, 'Content-Type': 'text/csv', 'Idempotency-Key': randomUUID() } })
  return response.json()
}
const receipt = (...lines: readonly string[]): string => `付款编号,金额（元）,结果,原因,日期\n${lines.join('\n')}\n`
const reference = async (of: string): Promise<string> => (await city.all.database.own.query<{ reference: string }>('select reference from payment_line where run = $1', [of])).rows[0]?.reference ?? ''
const stands = async (): Promise<unknown> => (await city.all.database.own.query('select committed, paid, receivable, recovered from award where id = $1', [award])).rows[0]

test('an account is its party’s, proposed by one and confirmed by another, and cools down', async () => {
  const account = { bank: '工商银行', branch: '韶关分行', account: '6222021234567890', holder: '示例精密' }
  const propose = (body: object) => city.call(city.owner, 'POST', `/parties/${city.party}/payee-accounts`, body)
  expect(saidOf((await propose({ ...account, holder: '别人' })).body)).toContain('holder')
  expect((await city.call(maker, 'GET', '/payable-instalments')).body).toMatchObject({ items: [{ award, why: 'account', amount: String(AMOUNT) }] })
  const id = idOf((await propose(account)).body)
  expect((await city.call(city.owner, 'GET', '/payee-accounts')).body).toMatchObject({ items: [{ id, account: '6222********7890', state: 'proposed' }], coolingDays: 1 })
  expect((await city.call(maker, 'GET', `/payee-accounts/${id}`)).body).toMatchObject({ account: '6222021234567890' })
  expect((await city.call(city.owner, 'POST', `/payee-accounts/${id}/confirmation`)).status).toBe(403)
  expect((await city.call(maker, 'POST', `/payee-accounts/${id}/confirmation`)).status).toBe(201)
  expect((await city.call(maker, 'GET', '/payable-instalments')).body).toMatchObject({ items: [{ why: 'cooling' }] })
  const second = idOf((await city.call(maker, 'POST', `/parties/${city.party}/payee-accounts`, { ...account, account: '6222029999999999' })).body)
  expect(saidOf((await city.call(maker, 'POST', `/payee-accounts/${second}/confirmation`)).body)).toContain('Another person')
  expect((await city.call(releaser, 'POST', `/payee-accounts/${second}/refusal`, { reason: '电话核对不符' })).status).toBe(204)
  await city.all.database.own.query(`update payee_account set usable_from = lizhu.today() where id = $1`, [id])
})

test('an instalment is in one run only, released by another, and only then is there a file, the same each time', async () => {
  expect((await make(maker, run)).body).toEqual({ run, lines: 1, aside: [] })
  expect((await make(maker, run)).body).toEqual({ run, lines: 1, aside: [] })
  expect((await make(releaser, uuid())).body).toMatchObject({ run: null, lines: 0, aside: [{ award, instalment: 1, why: 'in run' }] })
  const file = () => files.request(`/payment-runs/${run}/file`, { headers: { Cookie: `${SESSION_COOKIE}=${maker.token}` } })
  expect((await file()).status).toBe(409)
  expect(saidOf((await city.call(maker, 'POST', `/payment-runs/${run}/release`)).body)).toContain('Another person')
  expect((await city.call(releaser, 'POST', `/payment-runs/${run}/release`)).body).toEqual({ released: true, lines: 1, aside: [] })
  const [one, two] = [Buffer.from(await (await file()).arrayBuffer()), Buffer.from(await (await file()).arrayBuffer())]
  expect(one.equals(two)).toBe(true)
  writeFileSync(join(folder, 'payment.xlsx'), one)
  const rows: (readonly string[])[] = []
  for await (const row of (await readSheet(join(folder, 'payment.xlsx'))).rows()) rows.push(row.cells)
  expect(rows[1]).toEqual(['1', await reference(run), '示例精密', '示例精密', '工商银行', '韶关分行', '6222021234567890', '114000.00', '壹拾壹万肆仟元整', '', '第一批'])
})

test('what the bank says is taken line by line; what is unknown or differs is set aside; failed is free again', async () => {
  const ref = await reference(run)
  const first = await upload(uuid(), receipt(`${ref},114000.01,成功,,2026-11-26`, 'ZF-none,1.00,成功,,2026-11-26', `${ref},114000.00,处理中,,`))
  expect(first).toMatchObject({ counts: { paid: 0, aside: 3 }, items: [{ why: 'amount' }, { why: 'unknown reference' }, { why: 'result' }] })
  expect(await upload(uuid(), receipt(`${ref},"114,000.00",失败,账号不符,2026-11-26`))).toMatchObject({ counts: { failed: 1 } })
  expect((await city.call(city.owner, 'GET', `/awards/${award}/payments`)).body).toMatchObject({ items: [{ reference: ref, state: 'failed', reason: '账号不符', account: '6222********7890', current: true, runState: null }] })
  expect((await city.call(maker, 'GET', '/payment-receipts')).body).toMatchObject({ items: [{ lines: 1, failed: 1, aside: 0 }, { lines: 3, aside: 3 }] })
  expect(await stands()).toMatchObject({ paid: 0n, committed: AMOUNT })
  run = uuid()
  expect((await make(maker, run)).body).toMatchObject({ lines: 1 })
  await city.call(releaser, 'POST', `/payment-runs/${run}/release`)
  const again = await reference(run)
  expect(again).not.toBe(ref)
  const id = uuid()
  const paid = receipt(`${again},114000.00,成功,,2026-11-26`)
  expect(await upload(id, paid)).toMatchObject({ counts: { paid: 1 } })
  expect(await upload(id, paid)).toMatchObject({ counts: { paid: 1 } })
  expect(await upload(uuid(), paid)).toMatchObject({ counts: { repeated: 1, paid: 0 } })
  expect(await stands()).toMatchObject({ paid: AMOUNT, committed: 0n })
  const open = await served(city.all, publicityOperations()).app.request('/public/alpha/awards.360giving.json')
  expect(await open.json()).toMatchObject({ grants: [{ amountDisbursed: 114000 }] })
})

test('sent back later it is to be paid again', async () => {
  expect(await upload(uuid(), receipt(`${await reference(run)},114000.00,退回,账户销户,2026-11-27`))).toMatchObject({ counts: { returned: 1 } })
  expect(await stands()).toMatchObject({ paid: 0n, committed: AMOUNT })
  run = uuid()
  expect((await make(maker, run)).body).toMatchObject({ lines: 1 })
})

test('facts that change before the release take the line out, and before the next run are put before a person', async () => {
  await city.fact('研发费用', String(new Date().getUTCFullYear() - 1), '600万元', '600000000')
  expect((await city.call(releaser, 'POST', `/payment-runs/${run}/release`)).body).toMatchObject({ released: false, aside: [{ award, why: 'facts' }] })
  expect((await make(maker, uuid())).body).toMatchObject({ run: null, aside: [{ why: 'facts' }] })
  await city.fact('研发费用', String(new Date().getUTCFullYear() - 1), '612万元', '612000000')
  const officer = await city.officer(LEAD)
  await city.call(officer, 'POST', `/matters/${matter}/assessment`)
  const { rows: [row] } = await city.all.database.own.query<{ assessed: string }>('select assessed from matter where id = $1', [matter])
  expect((await city.call(officer, 'POST', `/matters/${matter}/change-seen`, { assessment: row?.assessed, reason: '更正回来' })).status).toBe(201)
  await decided(city, matter)
  run = uuid()
  expect((await make(maker, run)).body).toMatchObject({ lines: 1 })
  expect((await city.call(releaser, 'POST', `/payment-runs/${run}/release`)).body).toMatchObject({ released: true })
  // What the bank has paid meanwhile is paid; the change is put before a person all the same.
  await city.fact('研发费用', String(new Date().getUTCFullYear() - 1), '600万元', '600000000')
  await city.call(officer, 'POST', `/matters/${matter}/assessment`)
  expect(await upload(uuid(), receipt(`${await reference(run)},114000.00,成功,,2026-11-26`))).toMatchObject({ counts: { paid: 1 } })
  expect(await stands()).toMatchObject({ paid: AMOUNT })
  expect((await city.all.database.own.query('select seen = assessed as same from matter where id = $1', [matter])).rows).toEqual([{ same: false }])
})

test('asked back by half, received in parts, the rest written off by decision; never more', async () => {
  const leader = await city.leader()
  const demand = (id: string, amount: bigint) => city.call(leader, 'POST', `/awards/${award}/recoveries`, { id, amount: String(amount), reason: '项目停止', document: '追回决定 1 号', workingDays: 15 })
  expect(codeOf((await demand(uuid(), AMOUNT + 1n)).body)).toBe('not-enough')
  const id = uuid()
  const half = AMOUNT / 2n
  expect((await demand(id, half)).body).toMatchObject({ amount: String(half), outstanding: String(half) })
  expect((await demand(id, half)).body).toMatchObject({ amount: String(half) })
  const receive = (ref: string, amount: bigint, own = uuid()) => city.call(maker, 'POST', `/recoveries/${id}/receipts`, { id: own, amount: String(amount), ref, document: '回单' })
  const own = uuid()
  expect((await receive('r1', 1_000_000n, own)).body).toMatchObject({ received: '1000000' })
  expect((await receive('r1', 1_000_000n, own)).body).toMatchObject({ received: '1000000' })
  expect((await receive('r1', 1_000_000n)).status).toBe(409)
  expect((await receive('r2', half)).status).toBe(409)
  expect((await city.call(maker, 'POST', `/recoveries/${id}/write-offs`, { id: uuid(), amount: '1', reason: '不', document: '不' })).status).toBe(403)
  expect((await city.call(leader, 'POST', `/recoveries/${id}/write-offs`, { id: uuid(), amount: String(half - 1_000_000n), reason: '企业注销', document: '核销决定 1 号' })).body).toMatchObject({ outstanding: '0' })
  expect(await stands()).toMatchObject({ paid: AMOUNT - 1_000_000n, receivable: 0n, recovered: 1_000_000n })
  expect((await city.call(city.owner, 'GET', '/recoveries')).body).toMatchObject({ items: [{ id, outstanding: '0', entries: [{ kind: 'received' }, { kind: 'written off' }] }] })
})
