import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { within } from '../../src/access/within.ts'
import { Refused } from '../../src/api/problem.ts'
import { folderStore } from '../../src/files/store.ts'
import { issuePaper, PAPER_KINDS, paperOperations, type Belonging, type Inputs, type PaperKind, type Press } from '../../src/papers/index.ts'
import { caller, served, world, type Acting, type World } from '../world.ts'
import { INPUTS } from './inputs.ts'

let w: World
let press: Press
let call: ReturnType<typeof caller>
let head: Acting
let officer: Acting
let clerk: Acting
let counting: Acting
let party: string
const folder = mkdtempSync(join(tmpdir(), 'lizhu-papers-'))

beforeAll(async () => {
  w = await world()
  const store = folderStore(folder)
  press = { store, origin: 'https://lizhu.test' }
  call = caller(served(w, paperOperations(store, press.origin), store).app)
  const [alpha] = w.places
  head = await w.person(alpha, 'head', { organisation: '市工信局' })
  officer = await w.person(alpha, 'officer', { organisation: '市工信局' })
  clerk = await w.person(alpha, 'clerk', { area: '440204' })
  counting = await w.person(alpha, 'officer', { organisation: '市统计局' })
  party = await w.party(alpha, '440203', '东区机械厂')
  expect(await call(head, 'PUT', '/paper-issuers/市工信局', { code: '韶工信', letterhead: '韶关市工业和信息化局文件' }, { 'If-Match': '"0"' })).toMatchObject({ status: 200, body: { version: 1 } })
  await w.database.own.query(`insert into paper_issuer (tenant, organisation, code, letterhead) values ('alpha', '市统计局', '韶统', '韶关市统计局文件'), ('beta', '市工信局', '韶工信', '另一市工信局文件')`)
})
afterAll(async () => { await w.database.close(); rmSync(folder, { recursive: true, force: true }) })

const issue = <K extends PaperKind>(kind: K, input: Inputs[K], belonging: Partial<Belonging> = {}, who = officer) =>
  within(w.database.db, 'listPapers', { token: tokenOf(who) }, randomUUID(), 'write', (db, actor) => issuePaper(press, db, actor, kind, input, { organisation: '市工信局', issuedOn: '2026-03-02', ...belonging }))
const tokenOf = (who: Acting): Buffer => createHash('sha256').update(who.token).digest()
const numbersOf = async (organisation: string, year: number) => (await w.database.own.query<{ number: number }>('select number from paper where tenant = $1 and organisation = $2 and year = $3 order by number', ['alpha', organisation, year])).rows.map(row => row.number)

test('each kind is issued: numbered on, kept as PDF and docx by their hashes, verified by its code', async () => {
  for (const kind of PAPER_KINDS) {
    const issued = await issue(kind, INPUTS[kind])
    expect(issued.number).toMatch(/^韶工信〔2026〕[1-9]\d*号$/)
    for (const format of ['pdf', 'docx'] as const) expect(createHash('sha256').update(readFileSync(press.store.pathOf(issued[format]))).digest('hex')).toBe(issued[format])
    expect(await call(undefined, 'GET', `/verify/${issued.verification.toLowerCase()}`)).toMatchObject({ status: 200, body: { number: issued.number, title: issued.title, organisation: '市工信局', issuedOn: '2026-03-02', stands: true, hashes: { pdf: issued.pdf, docx: issued.docx } } })
  }
  expect(await numbersOf('市工信局', 2026)).toEqual(PAPER_KINDS.map((_, i) => i + 1))
})

test('an undone transaction leaves no gap, many at once none and no number twice, each year and organisation from one', async () => {
  const [alone] = await Promise.all([issue('reminder', INPUTS.reminder, { organisation: '市统计局', issuedOn: '2025-01-02' }, counting)])
  expect(alone.number).toBe('韶统〔2025〕1号')
  const many = await Promise.allSettled(Array.from({ length: 12 }, (_, i) => within(w.database.db, 'listPapers', { token: tokenOf(counting) }, randomUUID(), 'write', async (db, actor) => {
    const issued = await issuePaper(press, db, actor, 'reminder', INPUTS.reminder, { organisation: '市统计局', issuedOn: '2025-01-03' })
    if (i % 3 === 0) throw new Error('given up after the number was taken')
    return issued
  })))
  expect(many.filter(one => one.status === 'rejected')).toHaveLength(4)
  expect(await numbersOf('市统计局', 2025)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect((await issue('reminder', INPUTS.reminder, { organisation: '市统计局', issuedOn: '2026-01-02' }, counting)).number).toBe('韶统〔2026〕1号')
})

test('numbers go by the day', async () => {
  await issue('reminder', INPUTS.reminder, { issuedOn: '2026-03-09' })
  await expect(issue('reminder', INPUTS.reminder, { issuedOn: '2026-03-08' })).rejects.toMatchObject({ code: 'LZ081' })
  await expect(issue('reminder', INPUTS.reminder, { issuedOn: '2999-01-01' })).rejects.toMatchObject({ code: 'LZ081' })
})

test('who has no letters, a character no font has, an identity number in an open list: refused in words, and no number is lost', async () => {
  const before = await numbersOf('市工信局', 2026)
  await expect(issue('reminder', INPUTS.reminder, { organisation: '市财政局' })).rejects.toMatchObject({ code: 'no-paper-issuer' })
  const rare: unknown = await issue('reminder', { ...INPUTS.reminder, duty: '核对\u{2A6A5}字' }, { issuedOn: '2026-03-10' }).catch((error: unknown) => error)
  expect(rare instanceof Refused && rare.code === 'paper' ? rare.params.zh : rare).toContain('\u{2A6A5} U+2A6A5')
  await expect(issue('publicity list', { ...INPUTS['publicity list'], objections: '联系人身份证44020319800101123X' }, { issuedOn: '2026-03-10' })).rejects.toMatchObject({ code: 'paper' })
  expect(await numbersOf('市工信局', 2026)).toEqual(before)
})

test('nobody issues in another office’s name, or changes its letters', async () => {
  await expect(issue('reminder', INPUTS.reminder, { issuedOn: '2026-03-12' }, counting)).rejects.toMatchObject({ code: 'LZ083' })
  const other = await w.person(w.places[0], 'head', { organisation: '市统计局' })
  expect(await call(other, 'PUT', '/paper-issuers/市工信局', { code: '韶统工', letterhead: '韶关市统计局文件' }, { 'If-Match': '"1"' })).not.toMatchObject({ status: 200 })
  expect((await w.database.own.query<{ code: string }>(`select code from paper_issuer where tenant = 'alpha' and organisation = '市工信局'`)).rows).toEqual([{ code: '韶工信' }])
})

test('a paper without its files is not issued', async () => {
  const insert = within(w.database.db, 'listPapers', { token: tokenOf(officer) }, randomUUID(), 'write', (db, actor) => db.insertInto('paper').values({ tenant: actor.tenant, id: randomUUID(), organisation: '市工信局', kind: 'reminder', title: '无文件', issued_on: '2026-03-11', open: false, matter: null, party: null, area: null, verification: '0123456789ABCDEFGHJK', issued_by: actor.person }).execute())
  await expect(insert).rejects.toMatchObject({ code: 'LZ082' })
})

test('what is issued is never changed, not by the app and not by the owner', async () => {
  await issue('reminder', INPUTS.reminder, { issuedOn: '2026-03-12' })
  for (const change of ['update paper set title = title', 'delete from paper_file', 'truncate paper_withdrawal']) await expect(w.database.own.query(change)).rejects.toThrow(/never changed|append|refuse/i)
  await expect(within(w.database.db, 'listPapers', { token: tokenOf(head) }, randomUUID(), 'write', db => db.updateTable('paper').set({ title: '改' }).execute())).rejects.toMatchObject({ code: '42501' })
})

test('withdrawn by a head of whoever issued it: the page says so, the number stays taken', async () => {
  const issued = await issue('reminder', INPUTS.reminder, { issuedOn: '2026-03-13' })
  const path = `/papers/${issued.id}/withdrawal`
  expect(await call(officer, 'POST', path, { reason: '有误' })).toMatchObject({ status: 403 })
  expect(await call(await w.person(w.places[0], 'head', { organisation: '市统计局' }), 'POST', path, { reason: '有误' })).toMatchObject({ status: 409, body: { detail: { zh: '只有发文单位的负责人可以撤回这份文书。' } } })
  expect(await call(head, 'POST', path, { reason: '金额有误' })).toMatchObject({ status: 201 })
  expect(await call(head, 'POST', path, { reason: '再撤' })).toMatchObject({ status: 409 })
  const verified = await call(undefined, 'GET', `/verify/${issued.verification}`)
  expect(verified).toMatchObject({ status: 200, body: { stands: false } })
  expect(verified.text).toMatch(/"withdrawnOn":"\d{4}-\d\d-\d\d"/)
  expect(verified.text).not.toContain('金额有误')
  expect(Number((await issue('reminder', INPUTS.reminder, { issuedOn: '2026-03-13' })).number.match(/〕(\d+)号/)?.[1])).toBeGreaterThan(Number(issued.number.match(/〕(\d+)号/)?.[1]))
})

test('whom it is sent to and the offices of its place read it, others do not; a list for the public everybody', async () => {
  const owner = await w.person(w.places[0], 'owner', { party })
  const issued = await issue('award notice', INPUTS['award notice'], { party, area: '440203', issuedOn: '2026-03-14' })
  const list = await issue('publicity list', INPUTS['publicity list'], { issuedOn: '2026-03-14' })
  const seen = async (who: Acting) => [...(await call(who, 'GET', '/papers?limit=200')).text.matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id)
  expect(await seen(owner)).toEqual(expect.arrayContaining([issued.id, list.id]))
  expect(await seen(clerk)).not.toContain(issued.id)
  expect(await seen(clerk)).toContain(list.id)
  expect(await call(clerk, 'GET', `/papers/${issued.id}/pdf`)).toMatchObject({ status: 404 })
  const beta = await w.person(w.places[1], 'officer', { organisation: '市工信局' })
  expect(await seen(beta)).toEqual([])
  await expect(issue('award notice', INPUTS['award notice'], { party, area: '440203', issuedOn: '2026-03-14' }, owner)).rejects.toMatchObject({ code: 'LZ083' })
})

test('a person’s name is masked where the public reads it', async () => {
  const decision = await issue('recovery decision', INPUTS['recovery decision'], { issuedOn: '2026-03-15' })
  expect(decision.title).toBe('市工信局关于追回王**高管人才奖励的决定')
})

test('no such code', async () => {
  expect(await call(undefined, 'GET', '/verify/00000000000000000000')).toMatchObject({ status: 404, body: { code: 'no-such-paper' } })
  expect(await call(undefined, 'GET', '/verify/abc')).toMatchObject({ status: 404, body: { code: 'no-such-paper' } })
})
