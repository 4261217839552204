import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { within } from '../../src/access/within.ts'
import { evaluationOperations } from '../../src/evaluations/index.ts'
import { folderStore } from '../../src/files/store.ts'
import { paymentOperations } from '../../src/payments/index.ts'
import { settleReceipt, takeReceipt } from '../../src/payments/receipts.ts'
import { publicityOperations } from '../../src/publicity/index.ts'
import { matterCity, type MatterCity } from '../matters/city.ts'
import { daysGoBy, decided, LEAD, publish, saidOf, toPublicity } from '../publicity/published.ts'

const REQUEST = '01890000-0000-7000-8000-000000000000'
let city: MatterCity
let matter: string
beforeAll(async () => {
  city = await matterCity([...publicityOperations(), ...paymentOperations(folderStore('/nowhere')), ...evaluationOperations])
  matter = await toPublicity(city)
  // As under a call, whose procedure has an evaluation.
  await procedure('P-申报')
})
afterAll(() => city.all.database.close())

const own = () => city.all.database.own
async function procedure(id: string): Promise<void> {
  await own().query('alter table matter disable trigger user')
  await own().query('update matter set procedure = $2 where id = $1', [matter, id])
  await own().query('alter table matter enable trigger user')
}
const read = async () => (await city.call(await city.officer(LEAD), 'GET', `/matters/${matter}/evaluations`)).body
const say = async (outcome: string, as?: { readonly token: string }) => city.call(as ?? await city.officer(LEAD), 'POST', `/matters/${matter}/evaluations`, { outcome, figures: '新增研发费用 114 万元，目标 100 万元' })

/** Published, approved and in a payment run that is released. @returns the reference by which the bank tells */
async function released(): Promise<{ readonly reference: string; readonly amount: string }> {
  const publicity = await publish(city, [matter])
  await daysGoBy(city, publicity)
  await city.call(await city.officer(LEAD), 'POST', `/publicities/${publicity}/end`)
  await decided(city, matter)
  const approval = await city.call(await city.leader(), 'POST', `/matters/${matter}/approval`, { budget: await city.budget(11_400_000n) })
  if (approval.status !== 201) throw new Error(approval.text)
  const [finance, other] = [await city.finance(), await city.all.person(city.place, 'finance')]
  await own().query(`insert into payee_account (tenant, id, party, bank, branch, account, holder, state, proposed_by, decided_by, decided_at, usable_from) values ($1, $2, $3, '行', '支行', '62220000000000', '户', 'confirmed', $4, $5, now(), lizhu.today() - 1)`, [city.place.tenant, uuid(), city.party, city.owner.person, finance.person])
  const { rows: [row] } = await own().query<{ award: string }>('select award from matter where id = $1', [matter])
  const run = uuid()
  for (const [who, path, body] of [[finance, '/payment-runs', { id: run, title: '批', instalments: [{ award: row?.award, instalment: 1 }] }], [other, `/payment-runs/${run}/release`, {}]] as const) {
    const { status, text } = await city.call(who, 'POST', path, body)
    if (status !== 201) throw new Error(text)
  }
  const { rows: [line] } = await own().query<{ reference: string; amount: string }>('select reference, amount::text from payment_line where run = $1', [run])
  return line ?? { reference: '', amount: '' }
}
async function bank(result: 'paid' | 'failed', { reference, amount }: { readonly reference: string; readonly amount: string }): Promise<void> {
  const receipt = uuid()
  await within(city.all.database.db, 'uploadReceipt', { tenant: city.place.tenant, person: (await city.finance()).person }, REQUEST, 'write', async db => {
    await takeReceipt(db, receipt, { file: 'a'.repeat(64), name: '回单.csv', lines: [{ row: 2, reference, result, amount, reason: null, day: null }] })
    await settleReceipt(db, receipt)
  })
}

test('before its money is paid there is nothing to evaluate; then its lead unit has a year, and says what came of it', async () => {
  const line = await released()
  expect(saidOf((await say('reached')).body)).toContain('not the turn')
  expect(await read()).toMatchObject({ due: false, mine: false, items: [] })
  await bank('paid', line)
  const { rows: [clock] } = await own().query<{ organisation: string; year: boolean; late: number; days: number }>(`select organisation, due_on >= (lizhu.today() + interval '12 months')::date as year, due_on - (lizhu.today() + interval '12 months')::date as late, days from clock where matter = $1 and kind = 'evaluation'`, [matter])
  expect([clock?.organisation, clock?.year]).toEqual([LEAD, true])
  // A day of rest moves it to the working day that follows, no further than the longest holiday.
  expect(clock?.late).toBeLessThan(12)
  expect(await read()).toMatchObject({ due: true, mine: true, organisation: LEAD })
  expect((await say('not', await city.officer('市财政局'))).status).toBe(403)
  expect((await say('not')).status).toBe(201)
  expect(await read()).toMatchObject({ items: [{ outcome: 'not' }] })
  const { rows: [ended] } = await own().query<{ ended: boolean }>(`select ended_on is not null as ended from clock where matter = $1 and kind = 'evaluation'`, [matter])
  expect(ended?.ended).toBe(true)
})

test('what was said stays; another is said beside it, and the enterprise reads both', async () => {
  await expect(own().query(`update evaluation set outcome = 'reached'`)).rejects.toThrow('only grows')
  expect((await say('partly')).status).toBe(201)
  expect((await city.call(city.owner, 'GET', `/matters/${matter}/evaluations`)).body).toMatchObject({ mine: false, items: [{ outcome: 'partly' }, { outcome: 'not' }] })
})

test('a procedure without an evaluation makes none due', async () => {
  const party = await city.all.party(city.place, city.place.counties[0], '示例二厂')
  matter = await toPublicity(city, party, await city.all.person(city.place, 'owner', { party }))
  city = { ...city, party }
  await bank('paid', await released())
  expect(await read()).toMatchObject({ due: false, items: [] })
})
