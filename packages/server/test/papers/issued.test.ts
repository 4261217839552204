import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { folderStore, type FileStore } from '../../src/files/store.ts'
import { ledgerOperations } from '../../src/ledger/index.ts'
import { paperOperations } from '../../src/papers/index.ts'
import { paymentOperations } from '../../src/payments/index.ts'
import { publicityOperations } from '../../src/publicity/index.ts'
import { codeOf, idOf, matterCity, type MatterCity } from '../matters/city.ts'
import { begun, complete, daysGoBy, decided, LEAD, publish, toPublicity } from '../publicity/published.ts'
import type { Acting } from '../world.ts'

// Papers from what is recorded: at their time, in the law's words, once, and read by whom they concern.

let city: MatterCity
let store: FileStore
let officer: Acting
let matter: string
let publicity: string
const folder = mkdtempSync(join(tmpdir(), 'lizhu-issued-'))
const issue = (body: object, who = officer) => city.call(who, 'POST', '/papers', body)
const issuedSchema = z.object({ id: z.string(), number: z.string(), title: z.string() })
/** Its text, as the .docx has it. */
async function textOf(paper: string): Promise<string> {
  const { rows: [file] } = await city.all.database.own.query<{ hash: string }>(`select hash from paper_file where paper = $1 and format = 'docx'`, [paper])
  return execFileSync('unzip', ['-p', store.pathOf(file?.hash ?? ''), 'word/document.xml'], { encoding: 'utf8' }).replace(/<[^>]+>/g, '')
}

beforeAll(async () => {
  store = folderStore(folder)
  city = await matterCity([...publicityOperations(), ...paperOperations(store, 'https://lizhu.test'), ...ledgerOperations, ...paymentOperations(store)])
  officer = await city.officer(LEAD)
  matter = await toPublicity(city)
  expect(codeOf((await issue({ kind: 'award notice', matter })).body)).toBe('paper-too-soon')
})
afterAll(async () => { await city.all.database.close(); rmSync(folder, { recursive: true, force: true }) })

test('nobody issues for an office without letters; its head registers them', async () => {
  publicity = await publish(city, [matter])
  expect(codeOf((await issue({ kind: 'publicity list', publicity, objections: '可书面提出。' })).body)).toBe('no-paper-issuer')
  expect((await city.call(await city.head(LEAD), 'PUT', `/paper-issuers/${LEAD}`, { code: '韶科', letterhead: '韶关市科学技术局文件' }, { 'If-Match': '"0"' })).status).toBe(200)
})

test('the list of a publicity has its rows, its days and the law’s words', async () => {
  const { status, body } = await issue({ kind: 'publicity list', publicity, objections: '公示期内可书面提出异议。' })
  expect(status).toBe(201)
  const { id, title } = issuedSchema.parse(body)
  expect(title).toContain('拟奖补名单的公示')
  const text = await textOf(id)
  for (const words of ['第十四条', '示例精密', '东区', '114,000.00', '共5个工作日', '公示期内可书面提出异议。']) expect(text).toContain(words)
})

test('approved, its notice and its approval form are issued once; withdrawn, anew; the enterprise reads its notice', async () => {
  await daysGoBy(city, publicity)
  await complete(city, matter)
  await decided(city, matter)
  const budget = await city.budget(100_000_000n)
  const approved = await city.call(await city.leader(), 'POST', `/matters/${matter}/approval`, { budget, document: '会议纪要 1 号' })
  expect(approved.status).toBe(201)
  const notice = issuedSchema.parse((await issue({ kind: 'award notice', matter, requirements: ['专款专用。'] })).body)
  const text = await textOf(notice.id)
  for (const words of ['114,000.00', '壹拾壹万肆仟元整', '第十四条', '专款专用。']) expect(text).toContain(words)
  const again = await issue({ kind: 'award notice', matter })
  expect([again.status, codeOf(again.body), again.text.includes(notice.number)]).toEqual([409, 'paper-issued', true])
  const seen = await city.call(city.owner, 'GET', `/papers?matter=${matter}`)
  expect(seen.body).toMatchObject({ items: [{ id: notice.id, kind: 'award notice' }] })
  expect((await city.call(await city.head(LEAD), 'POST', `/papers/${notice.id}/withdrawal`, { reason: '金额大写有误' })).status).toBe(201)
  expect((await issue({ kind: 'award notice', matter })).status).toBe(201)
  const form = issuedSchema.parse((await issue({ kind: 'approval form', matter })).body)
  expect(await textOf(form.id)).toMatch(/韶关市科学技术局.*同意。/)
})

test('a rejection says the phrase and the reason; a reminder comes only when something is overdue', async () => {
  const party = await city.all.party(city.place, city.place.counties[0], '示例三厂')
  const owner = await city.all.person(city.place, 'owner', { party })
  const rejected = await begun(city, party, owner)
  const { rows: [clock] } = await city.all.database.own.query<{ id: string }>('select id from clock where matter = $1 and ended_on is null', [rejected])
  expect(codeOf((await issue({ kind: 'reminder', clock: clock?.id, until: '2027-01-01' })).body)).toBe('paper-not-overdue')
  await city.all.database.own.query('update clock set due_on = lizhu.today() - 9, provisional = false where id = $1', [clock?.id])
  expect(await textOf(idOf((await issue({ kind: 'reminder', clock: clock?.id, until: '2027-01-01' })).body))).toMatch(/已逾期\d+日/)
  expect((await city.call(officer, 'POST', `/matters/${rejected}/rejection`, { phrase: '研发投入新增部分', reason: '审计认定没有新增。' })).status).toBe(201)
  const { id } = issuedSchema.parse((await issue({ kind: 'rejection notice', matter: rejected, remedy: '可在五个工作日内书面申诉。' })).body)
  for (const words of ['“研发投入新增部分”：审计认定没有新增。', '可在五个工作日内书面申诉。']) expect(await textOf(id)).toContain(words)
})

test('the ledger’s statement adds up as the ledger stands; nobody but an office issues', async () => {
  const { id } = issuedSchema.parse((await issue({ kind: 'ledger statement', fund: 'F36-1', year: 2020 })).body)
  const text = await textOf(id)
  for (const words of ['1,000,000.00', '886,000.00', '114,000.00']) expect(text).toContain(words)
  expect((await issue({ kind: 'ledger statement', fund: 'F36-1', year: 2020 }, city.owner)).status).toBe(403)
  expect((await issue({ kind: 'ledger statement', fund: 'F36-9', year: 2020 })).status).toBe(404)
})
