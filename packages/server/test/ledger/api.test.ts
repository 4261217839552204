import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import { approveAward, makeReady, payInstalment, proposeAward } from '../../src/ledger/index.ts'
import { ledgerOperations } from '../../src/ledger/operations.ts'
import { caller, served, world, type Acting, type World } from '../world.ts'

// The operations of funds: who may, what is answered, and refusals in words.

let w: World
let call: ReturnType<typeof caller>
let close: () => Promise<void>
let finance: Acting, head: Acting, officer: Acting, owner: Acting
let party: string
const [budget, next, award] = [uuid(), uuid(), uuid()]
const act = (amount: string, ref: string, id = uuid()) => ({ id, amount, ref, reason: '年初预算', document: '韶财〔2026〕1号' })
const codeOf = ({ status, body }: { readonly status: number; readonly body: unknown }) => ({ status, code: typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined })

beforeAll(async () => {
  w = await world()
  const [place] = w.places
  party = await w.party(place, '440203', '甲厂')
  finance = await w.person(place, 'finance'); head = await w.person(place, 'head'); officer = await w.person(place, 'officer'); owner = await w.person(place, 'owner', { party })
  const { app, notebook } = served(w, ledgerOperations)
  call = caller(app)
  close = async () => { await notebook.close(); await w.database.close() }
})
afterAll(() => close())

test('a line is opened and filled by finance alone', async () => {
  const line = { id: budget, fund: '制造业专项资金', year: 2026, source: '市级财政', code: '2150517' }
  expect(codeOf(await call(officer, 'POST', '/budgets', line))).toEqual({ status: 403, code: 'not-permitted' })
  expect((await call(finance, 'POST', '/budgets', line)).status).toBe(201)
  expect((await call(finance, 'POST', '/budgets', { ...line, id: next, year: 2027 })).status).toBe(201)
  expect(codeOf(await call(finance, 'POST', '/budgets', { ...line, id: uuid() }))).toEqual({ status: 409, code: 'conflict' })
  const first = act('5000000000', '拨一')
  expect((await call(finance, 'POST', `/budgets/${budget}/appropriations`, first)).body).toMatchObject({ appropriated: '5000000000', available: '5000000000' })
  expect((await call(finance, 'POST', `/budgets/${budget}/appropriations`, first)).body).toMatchObject({ appropriated: '5000000000' })
  expect(codeOf(await call(finance, 'POST', `/budgets/${budget}/appropriations`, { ...first, amount: '1' }))).toEqual({ status: 409, code: 'conflict' })
  expect(codeOf(await call(finance, 'POST', `/budgets/${budget}/appropriations`, act('1', '拨一')))).toEqual({ status: 409, code: 'conflict' })
  expect(codeOf(await call(finance, 'POST', `/budgets/${budget}/appropriations`, act('0', '拨二')))).toEqual({ status: 422, code: 'invalid' })
  expect(codeOf(await call(finance, 'POST', `/budgets/${uuid()}/appropriations`, act('1', '拨三')))).toEqual({ status: 404, code: 'not-found' })
})

test('what is missing is said in yuan, in both languages', async () => {
  const { status, body } = await call(finance, 'POST', `/budgets/${budget}/lapses`, act('5000123456', '收回'))
  expect(status).toBe(409)
  expect(body).toMatchObject({ code: 'not-enough', detail: { zh: '可用资金不足，还差 1,234.56 元。可减少、分批，或由领导小组决定排队、下一年度或按比例。' } })
})

test('an award goes through the books; its enterprise sees it and its transfers, and not the fund', async () => {
  const by = async (who: Acting, run: Parameters<ReturnType<typeof w.database.db.transaction>['execute']>[0]) => w.database.db.transaction().execute(async db => {
    await sql`select act_for(${who.tenant}, ${who.person}::uuid, 'test', '{finance,head,officer}'::text[], '{tenant,tenant,tenant}'::text[], ${uuid()}::uuid)`.execute(db)
    return run(db)
  })
  await by(officer, db => proposeAward(db, { id: award, matter: uuid(), party, instrument: 'I13-1', bound: 100n, amount: 100n, instalments: [{ amount: 60n, due: '2026-12-01' }, { amount: 40n }] }))
  await by(officer, db => makeReady(db, award))
  await by(head, db => approveAward(db, { id: uuid(), award, budget }))
  await by(finance, db => payInstalment(db, { id: uuid(), award, instalment: 2, payment: 'p1' }))
  expect((await call(finance, 'GET', `/budgets/${budget}`)).body).toMatchObject({ available: '4999999900', committed: '60', paid: '40' })
  expect((await call(owner, 'GET', `/awards/${award}`)).body).toMatchObject({ state: 'approved', committed: '60', instalments: [{ number: 1, state: 'planned', due: '2026-12-01' }, { number: 2, state: 'paid' }] })
  expect(codeOf(await call(owner, 'GET', `/budgets/${budget}`)).status).toBe(403)
  expect((await call(finance, 'GET', `/transfers?budget=${budget}&stage=paid`)).body).toMatchObject({ items: [{ kind: 'pay', amount: '40', award, partyName: '甲厂' }], next: null })
  expect((await call(finance, 'GET', `/transfers?budget=${budget}&instrument=I13-1`)).body).toMatchObject({ items: [{ kind: 'pay' }, { kind: 'approve' }] })
  expect((await call(finance, 'GET', `/transfers?budget=${budget}&instrument=I14-2`)).body).toMatchObject({ items: [] })
  expect((await call(finance, 'GET', `/budgets/${budget}/instruments`)).body).toEqual({ items: [{ instrument: 'I13-1', awards: 1, granted: '100', committed: '60', paid: '40', receivable: '0', recovered: '0' }] })
  const page = await call(finance, 'GET', `/transfers?budget=${budget}&limit=1`)
  expect(page.body).toMatchObject({ items: [{ kind: 'pay' }] })
  expect(page.body).not.toMatchObject({ next: null })
  const months = await call(finance, 'GET', `/budgets/${budget}/months`)
  expect(months.text).toContain('"month":"2026-12","due":"60"')
  expect(months.text).toContain('"available":"4999999900"')
  expect((await call(finance, 'GET', '/budgets?year=2026')).body).toMatchObject({ items: [{ budget }] })
})

test('what is left goes on into the next year, and nowhere else', async () => {
  expect((await call(finance, 'POST', `/budgets/${budget}/carry-overs`, { ...act('100', '结转'), to: next })).body).toMatchObject({ to: { available: '100', appropriated: '100' } })
  expect(codeOf(await call(finance, 'POST', `/budgets/${next}/carry-overs`, { ...act('100', '结转二'), to: budget }))).toEqual({ status: 409, code: 'conflict' })
})

test('a shortfall is decided by a person, and only where there is one; what was never approved becomes ready by it', async () => {
  const asked = { id: uuid(), awards: [award], choice: 'queue', reason: '不足', document: '文' }
  expect(codeOf(await call(finance, 'POST', `/budgets/${budget}/shortfalls`, asked))).toEqual({ status: 403, code: 'not-permitted' })
  expect(codeOf(await call(head, 'POST', `/budgets/${budget}/shortfalls`, asked))).toEqual({ status: 409, code: 'conflict' })
  const [wanted, other] = [uuid(), uuid()]
  const [place] = w.places
  for (const [id, amount] of [[wanted, 300n], [other, 100n]] as const) {
    await w.database.own.query(`insert into award (tenant, id, matter, party, instrument, bound, amount, proposed_by, asked) values ($1, $2, $3, $4, 'I13-1', $5, $5, $6, '')`, [place.tenant, id, uuid(), party, amount, officer.person])
    await w.database.own.query('insert into instalment (tenant, award, number, amount) values ($1, $2, 1, $3)', [place.tenant, id, amount])
  }
  expect(codeOf(await call(head, 'POST', `/budgets/${budget}/shortfalls`, { ...asked, id: uuid(), awards: [wanted] }))).toEqual({ status: 409, code: 'conflict' })
  const decided = await call(head, 'POST', `/budgets/${next}/shortfalls`, { ...asked, id: uuid(), awards: [wanted, other], choice: 'pro rata' })
  expect(decided.body).toMatchObject({ choice: 'pro rata', wanted: '400', available: '100' })
  expect((await call(finance, 'GET', `/awards/${wanted}`)).body).toMatchObject({ state: 'ready', amount: '75', instalments: [{ amount: '75' }] })
  expect((await call(finance, 'GET', `/budgets/${next}/shortfalls`)).body).toMatchObject({ items: [{ awards: expect.arrayContaining([expect.objectContaining({ award: other, partyName: '甲厂', wanted: '100', amount: '25' })]) as unknown }] })
})

test('the condition of an instalment is confirmed by whoever reviews, once, on its evidence', async () => {
  const [place] = w.places
  const id = uuid()
  await w.database.own.query(`insert into award (tenant, id, matter, party, instrument, bound, amount, state, budget, committed, proposed_by, asked) values ($1, $2, $3, $4, 'I13-1', 10, 10, 'approved', $5, 10, $6, '')`, [place.tenant, id, uuid(), party, budget, officer.person])
  await w.database.own.query(`insert into instalment (tenant, award, number, amount, condition) values ($1, $2, 1, 10, '通过验收')`, [place.tenant, id])
  const confirm = (who: Acting) => call(who, 'POST', `/awards/${id}/instalments/1/condition`, { evidence: '验收意见' })
  expect(codeOf(await confirm(finance))).toEqual({ status: 403, code: 'not-permitted' })
  expect((await confirm(officer)).status).toBe(204)
  expect((await call(owner, 'GET', `/awards/${id}`)).body).toMatchObject({ instalments: [{ condition: '通过验收', met: expect.any(String) as unknown }] })
  expect(codeOf(await confirm(officer))).toEqual({ status: 409, code: 'conflict' })
})
