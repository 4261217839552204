import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { registryOperations } from '../src/registry/index.ts'
import { freshDatabase, type TestDatabase } from './database.ts'
import { caller, served, testProgram, world } from './world.ts'

let database: TestDatabase
beforeAll(async () => { database = await freshDatabase() })
afterAll(() => database.close())

test('a plan is kept for a statement, but not for a list: one made while a table was small would go through all of it later', async () => {
  const kept = await database.db.connection().execute(async db => {
    const among = (ids: readonly string[]) => sql`select id from party where code = any (${ids}::text[])`.execute(db)
    const known = async () => (await sql<{ count: number }>`select count(*)::int as count from pg_prepared_statements where statement like '%code = any%' and statement not like '%pg_prepared%'`.execute(db)).rows[0]?.count
    await among(Array.from({ length: 500 }, (_, i) => String(i)))
    const many = await known()
    await among(['1', '2'])
    return [many, await known()]
  })
  expect(kept).toEqual([0, 1])
})

test('a search asks the index, under the policy of whoever searches', async () => {
  const all = await world()
  const [place] = all.places
  const { own } = all.database
  try {
    await own.query(`insert into party (tenant, id, kind, name, initials, area) select $1, gen_random_uuid(), '企业', '第' || i || '号厂', 'd' || i || 'hc', '440203' from generate_series(1, 3000) i`, [place.tenant])
    await own.query('analyze party')
    const clerk = await all.person(place, 'clerk', { area: place.counties[0] })
    const call = caller(served(all, registryOperations(() => Promise.resolve(testProgram()))).app)
    const asked = async () => Number((await own.query<{ n: string }>(`select idx_scan::text n from pg_stat_user_indexes where indexrelname = 'party_names'`)).rows[0]?.n)
    const before = await asked()
    const { body } = await call(clerk, 'GET', `/parties?kind=${encodeURIComponent('企业')}&q=${encodeURIComponent('2977号')}`)
    expect(z.object({ items: z.array(z.object({ name: z.string() })) }).parse(body).items.map(one => one.name)).toEqual(['第2977号厂'])
    // The server counts its scans a second later.
    await vi.waitFor(async () => { expect(await asked()).toBeGreaterThan(before) }, { timeout: 20_000, interval: 500 })
  } finally { await all.database.close() }
})
