import PgBoss from 'pg-boss'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prepareJobs, QUEUE, SCHEMA, through } from '../../src/jobs/boss.ts'
import { freshDatabase, type TestDatabase } from '../database.ts'

// pg-boss keeps its tables with transactions that come as one text, on connections that prepare what they run.

let database: TestDatabase
let boss: PgBoss
const problems: unknown[] = []

beforeAll(async () => {
  database = await freshDatabase()
  await prepareJobs(database.owner)
  boss = new PgBoss({ db: through(database.db), schema: SCHEMA, migrate: false, schedule: false, supervise: false })
  boss.on('error', error => problems.push(error))
  await boss.start()
})
afterAll(async () => {
  await boss.stop({ graceful: false })
  await database.close()
})

test('what was begun and never ended is to be had again; what is long done goes', async () => {
  const { own } = database
  const id = await boss.send(QUEUE, {}, { retryLimit: 3, expireInSeconds: 1 })
  expect((await boss.fetch(QUEUE)).map(one => one.id)).toEqual([id])
  await own.query(`update ${SCHEMA}.job set started_on = now() - interval '1 hour'`)
  const done = await boss.send(QUEUE, {})
  await own.query(`update ${SCHEMA}.job set state = 'completed', completed_on = now() - interval '1 month' where id = $1`, [done])
  await boss.maintain()
  expect((await own.query(`select id, state from ${SCHEMA}.job`)).rows).toEqual([{ id, state: 'retry' }])
  expect(problems).toEqual([])
})

test('upkeep that fails leaves no connection in its transaction', async () => {
  const on = through(database.db)
  for (let i = 0; i < 12; i++) await expect(on.executeSql('BEGIN; select nothing_of_the_kind(); COMMIT;', [])).rejects.toThrow('nothing_of_the_kind')
  for (let i = 0; i < 12; i++) expect((await on.executeSql('select 1 as one', [])).rows).toEqual([{ one: 1 }])
})
