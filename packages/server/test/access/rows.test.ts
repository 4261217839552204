import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../database.ts'
import { PROOF, seedCell, seedPlaces, type Cell } from './seed.ts'
import { BESIDE, EXPECTED, STANDINGS, type Seen, type Standing } from './tables.ts'

// What the database itself lets each standing see of each table, and that each of its policies is needed for it.

type Keys = ReadonlyMap<string, ReadonlySet<string>>
let database: TestDatabase
let app: pg.Client
let me: Cell
let tables: readonly { readonly name: string; readonly key: readonly string[] }[]
/** Rows of my enterprise, of the other one in its county, of my tenant's others, and of nobody in it. */
const rows = new Map<'own' | 'area' | 'tenant', Keys>()

beforeAll(async () => {
  database = await freshDatabase()
  const { own } = database
  tables = (await own.query<{ name: string; key: string[] }>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as key from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_index i on i.indrelid = c.oid and i.indisprimary join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
     where n.nspname = 'lizhu' and c.relkind = 'r' and not c.relname = any ($1) group by 1 order by 1`, [BESIDE])).rows
    // Its key is the hash of a token, which nobody may read.
    .map(one => one.name === 'session' ? { ...one, key: ['id'] } : one)
  const start = await all(own)
  const other = await seedPlaces(own, 'alpha')
  const places = await all(own)
  me = await seedCell(own, 'alpha', '440203', 'alpha-east', other)
  const mine = await all(own)
  await seedCell(own, 'alpha', '440203', 'alpha-east-2', other)
  const near = await all(own)
  await seedCell(own, 'alpha', '440204', 'alpha-west', other)
  const far = await all(own)
  await seedCell(own, 'beta', '440203', 'beta-east', await seedPlaces(own, 'beta'))
  rows.set('own', less(mine, places)).set('area', less(near, places)).set('tenant', less(far, start))
  app = new pg.Client({ connectionString: database.app, options: '-c search_path=lizhu,pg_temp' })
  await app.connect()
})
afterAll(async () => {
  await app.end()
  await database.close()
})

test('of every table there is an expectation, and a row of everybody', () => {
  expect(tables.map(one => one.name)).toEqual(Object.keys(EXPECTED).sort())
  for (const { name } of tables) if (!['tenant', 'jurisdiction', 'organisation', 'oidc_issuer', 'calendar_year', 'calendar_day', 'calendar_setting', 'payment_setting'].includes(name)) expect([name, rows.get('own')?.get(name)?.size]).not.toEqual([name, 0])
})

test('each standing sees of each table what it should, no more and no less', async () => {
  expect(await differences()).toEqual([])
})

test('nobody sees anything', async () => {
  for (const { name, key } of tables) expect([name, [...await visible(name, key, undefined)]]).toEqual([name, []])
})

test('each policy is needed: taken away, or let through everything, it shows', async () => {
  const { own } = database
  const policies = (await own.query<{ table: string; name: string; using: string | null; check: string | null; command: string }>(
    `select tablename as table, policyname as name, qual as using, with_check as check, cmd as command from pg_policies where schemaname = 'lizhu' and 'lizhu_app' = any (roles) order by 1, 2`)).rows
  expect(policies.length).toBeGreaterThan(tables.length - 3)
  for (const { table, name, using, check, command } of policies) {
    if (command === 'INSERT' || command === 'UPDATE') continue
    await own.query(`alter policy ${name} on ${table} using (true)`)
    const open = await differences(table)
    // Closed tables are closed by grants as well: both would have to go.
    const closed = using === 'false' || !await granted(table)
    if (!closed) expect([table, name, 'let through', open.length > 0]).toEqual([table, name, 'let through', true])
    await own.query(`alter policy ${name} on ${table} using (false)`)
    if (!closed) expect([table, name, 'taken away', (await differences(table)).length > 0]).toEqual([table, name, 'taken away', true])
    await own.query(`alter policy ${name} on ${table} using (${using ?? 'true'})${check === null ? '' : ` with check (${check})`}`)
  }
  expect(await differences()).toEqual([])
})

/** What some standing sees that it should not, or does not see that it should. */
async function differences(only?: string): Promise<string[]> {
  const found: string[] = []
  for (const { name, key } of tables) for (const standing of STANDINGS) {
    if (only !== undefined && only !== name) continue
    const [seen, should] = [await visible(name, key, standing), expected(name, EXPECTED[name]?.[standing] ?? 'nothing', standing)]
    for (const one of seen) if (!should.has(one)) found.push(`${standing} sees ${name} ${one}`)
    for (const one of should) if (!seen.has(one)) found.push(`${standing} does not see ${name} ${one}`)
  }
  return found
}

function expected(table: string, seen: Seen, standing: Standing): ReadonlySet<string> {
  const all = seen === 'nothing' ? [] : [...rows.get(seen)?.get(table) ?? []]
  return new Set(table === 'file' && standing === 'area' ? all.filter(one => !one.includes(Buffer.from(PROOF).toString('hex')) || one.endsWith(me.person)) : all)
}

async function visible(table: string, key: readonly string[], standing: Standing | undefined): Promise<ReadonlySet<string>> {
  await app.query(`select set_config('lizhu.tenant', $1, false), set_config('lizhu.person', $2, false), set_config('lizhu.reach', $3, false), set_config('lizhu.areas', $4, false), set_config('lizhu.parties', $5, false)`,
    standing === undefined ? ['', '', '', '', ''] : [me.tenant, me.person, `{${standing}}`, standing === 'area' ? `{${me.area}}` : '{}', standing === 'own' ? `{${me.party}}` : '{}'])
  try {
    return await keys(app, table, key)
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '42501') return new Set()
    throw error
  }
}

async function granted(table: string): Promise<boolean> {
  const { rows: [row] } = await database.own.query<{ may: boolean }>(`select has_any_column_privilege('lizhu_app', $1::regclass, 'select') as may`, [table])
  return row?.may === true
}

async function all(own: pg.Pool): Promise<Keys> {
  const found = new Map<string, ReadonlySet<string>>()
  for (const { name, key } of tables) found.set(name, await keys(own, name, key))
  return found
}
async function keys(by: pg.Pool | pg.Client, table: string, key: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows: found } = await by.query<Record<string, unknown>>(`select ${key.map(one => `${one}::text`).join(', ')} from ${table}`)
  return new Set(found.map(row => key.map(one => String(row[one])).join(' ')))
}
const less = (these: Keys, those: Keys): Keys => new Map([...these].map(([name, of]) => [name, new Set([...of].filter(one => those.get(name)?.has(one) !== true))]))
