import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { within } from '../../src/access/within.ts'
import type { Db } from '../../src/database/pool.ts'
import { settleReceipt, takeReceipt } from '../../src/payments/index.ts'
import { world, type Acting, type World } from '../world.ts'

// A process that applies a bank's receipt is killed with SIGKILL at random points, and the receipt applied again.
const ROUNDS = Number(process.env['PAYMENT_KILLS'] ?? 20)
const LINES = 12
let all: World
let maker: Acting, releaser: Acting
const REQUEST = '01890000-0000-7000-8000-000000000000'
const as = <T>(who: Acting, run: (db: Db) => Promise<T>): Promise<T> => within(all.database.db, 'createRun', { tenant: who.tenant, person: who.person }, REQUEST, 'write', run)

beforeAll(async () => {
  all = await world()
  const [place] = all.places
  maker = await all.person(place, 'finance')
  releaser = await all.person(place, 'finance')
})
afterAll(() => all.database.close())

/** An award approved in so many instalments, all in one run that is released. @returns the references of its lines */
async function released(): Promise<{ readonly award: string; readonly references: readonly string[] }> {
  const [place] = all.places
  const { own } = all.database
  const [award, budget, run] = [uuid(), uuid(), uuid()]
  const party = await all.party(place, place.counties[0], `企业${award}`)
  await own.query(`insert into payee_account (tenant, id, party, bank, branch, account, holder, state, proposed_by, decided_by, decided_at, usable_from) values ($1, $2, $3, '行', '支行', '62220000000000', '户', 'confirmed', $4, $5, now(), lizhu.today() - 1)`, [place.tenant, uuid(), party, maker.person, releaser.person])
  await own.query(`insert into budget (tenant, id, fund, year, source, appropriated, available, created_by) values ($1, $2, 'F', 2026, $5, $3, $3, $4)`, [place.tenant, budget, LINES * 100, maker.person, budget])
  await own.query(`insert into award (tenant, id, matter, party, instrument, bound, amount, state, proposed_by, asked) values ($1, $2, $3, $4, 'I', $5, $5, 'ready', $6, '')`, [place.tenant, award, uuid(), party, LINES * 100, maker.person])
  for (let number = 1; number <= LINES; number++) await own.query('insert into instalment (tenant, award, number, amount) values ($1, $2, $3, 100)', [place.tenant, award, number])
  const leader = await all.person(place, 'leader')
  await within(all.database.db, 'approveMatter', { tenant: leader.tenant, person: leader.person }, REQUEST, 'write', db => sql`select approve_award(${uuid()}::uuid, ${award}::uuid, ${budget}::uuid)`.execute(db))
  const lines = Array.from({ length: LINES }, (_, i) => ({ award, instalment: i + 1 }))
  await as(maker, db => sql`select make_run(${run}::uuid, '一批', ${JSON.stringify(lines)}::jsonb)`.execute(db))
  await as(releaser, db => sql`select release_run(${run}::uuid)`.execute(db))
  const { rows } = await own.query<{ reference: string }>('select reference from payment_line where run = $1 order by number', [run])
  return { award, references: rows.map(one => one.reference) }
}

test(`killed ${ROUNDS} times while it applies a receipt, and applied again: each instalment is paid once`, { timeout: 600_000 }, async () => {
  const reached: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const { award, references } = await released()
    const receipt = uuid()
    const lines = references.map((reference, i) => ({ row: i + 2, reference, result: 'paid' as const, amount: '100', reason: null, day: '2026-11-26' }))
    const paid = async () => (await all.database.own.query<{ n: string }>(`select count(*) n from transfer where award = $1 and kind = 'pay'`, [award])).rows[0]?.n
    const child = spawn(process.execPath, [join(import.meta.dirname, 'child.mjs')], { env: { ...process.env, NODE_OPTIONS: '', WORK: JSON.stringify({ app: all.database.app, tenant: maker.tenant, person: maker.person, receipt, lines }) }, stdio: ['ignore', 'pipe', 'inherit'] })
    const over = new Promise(resolve => { child.once('exit', resolve) })
    await Promise.race([new Promise(resolve => { child.stdout.once('data', resolve) }), over])
    // Not after a time alone, which a loaded machine spends before the first line: after so many lines, and a little more.
    const after = round % LINES
    for (let waited = 0; waited < 400 && child.exitCode === null && Number(await paid()) < after; waited++) await sleep(5)
    await sleep(Math.random() * 10)
    child.kill('SIGKILL')
    await over
    reached.push(Number(await paid()))
    const apply = () => as(releaser, async db => {
      await takeReceipt(db, receipt, { file: 'a'.repeat(64), name: 'bank.csv', lines })
      await settleReceipt(db, receipt)
    })
    await apply()
    await apply()
    const { rows } = await all.database.own.query(`select i.number, i.state, l.state as line, (select count(*)::int from transfer t where t.tenant = i.tenant and t.award = i.award and t.instalment = i.number and t.kind = 'pay') as times
      from instalment i join payment_line l on l.award = i.award and l.instalment = i.number where i.award = $1 order by 1`, [award])
    expect(rows).toEqual(lines.map((_, i) => ({ number: i + 1, state: 'paid', line: 'paid', times: 1 })))
    const { rows: [row] } = await all.database.own.query<{ paid: bigint; committed: bigint }>('select paid, committed from award where id = $1', [award])
    expect(row).toEqual({ paid: BigInt(LINES * 100), committed: 0n })
  }
  console.log(`paid when killed: ${reached.join(' ')}`)
  // Some were killed in the middle: else nothing was tried.
  expect(reached.some(one => one > 0 && one < LINES)).toBe(true)
})
