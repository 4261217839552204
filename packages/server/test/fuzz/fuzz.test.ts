import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApi } from '../../src/api/openapi.ts'
import { isOperation, PERMISSIONS, type Permission } from '../../src/access/permissions.ts'
import { ROLE_NAMES, type Role } from '../../src/access/roles.ts'
import { hashOfToken } from '../../src/access/cookie.ts'
import { folderStore } from '../../src/files/store.ts'
import { allOperations } from '../../src/operations.ts'
import { prepareJobs } from '../../src/jobs/boss.ts'
import { openMeans } from '../../src/people/index.ts'
import { networksOf } from '../../src/webhooks/address.ts'
import { served, testProgram, world, type Acting, type World } from '../world.ts'
import { fuzz, type Document, type Fuzzed } from './fuzz.ts'

/** The whole of it is `npm run soak -- fuzz`. */
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 5000)
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_200_427)
/** Callers sign themselves out, and end one another's roles: they are put back in now and then. */
const BATCH = 250

let w: World
let folder: string
const people: (Acting & { readonly role: Role })[] = []
beforeAll(async () => {
  w = await world()
  await prepareJobs(w.database.owner)
  folder = mkdtempSync(join(tmpdir(), 'lizhu-fuzz-'))
  for (const place of w.places) {
    const parties = [await w.party(place, '440203', '韶关市粤东钢铁有限公司', '9144030071526726XG'), await w.party(place, '440204', '西岭电子材料有限公司')]
    for (const role of ROLE_NAMES) people.push({ role, ...await w.person(place, role, { ...role === 'clerk' ? { area: '440203' } : {}, ...['owner', 'agent'].includes(role) ? { party: parties[0] ?? '' } : {}, ...['officer', 'head'].includes(role) ? { organisation: '市工信局' } : {} }) })
  }
})
afterAll(async () => {
  await w.database.close()
  rmSync(folder, { recursive: true, force: true })
})

test(`${REQUESTS} requests made from the API’s own document: no fault, no answer that it does not allow`, async () => {
  const store = folderStore(folder)
  const operations = allOperations({ means: openMeans({ key: Buffer.alloc(32, 7), origin: 'http://localhost' }), vocabulary: () => Promise.resolve(testProgram()), store, city: undefined, networks: networksOf([]), origin: 'http://localhost' })
  const { app, notebook } = served(w, operations, store)
  const document: unknown = JSON.parse(JSON.stringify(openApi(operations, 'test')))
  if (!isDocument(document)) throw new Error('no document')
  const all: Fuzzed[] = []
  for (let from = 0; from < REQUESTS; from += BATCH) {
    await putBackIn()
    const there = await known()
    all.push(await fuzz({ app, document, callers, known: name => there.get(name) ?? [], requests: Math.min(BATCH, REQUESTS - from), seed: SEED + from }))
  }
  await notebook.close()
  const succeeded = new Set(all.flatMap(one => [...one.succeeded]))
  const byStatus = new Map<number, number>()
  for (const one of all) for (const [status, count] of one.byStatus) byStatus.set(status, (byStatus.get(status) ?? 0) + count)
  console.log(`${succeeded.size} of ${operations.length} operations answered with success; by status: ${[...byStatus].sort().map(([status, count]) => `${status} ${count}`).join(', ')}`)
  expect(all.flatMap(one => one.wrong)).toEqual([])
  // What never succeeds is not tried by this test.
  expect(succeeded.size).toBeGreaterThan(operations.length / 3)
}, 3_600_000)

const isDocument = (value: unknown): value is Document => typeof value === 'object' && value !== null && 'paths' in value && 'components' in value

function callers(operation: string): { permitted: string[]; any: (string | undefined)[] } {
  const { may }: Permission = PERMISSIONS[isOperation(operation) ? operation : 'me']
  return { permitted: people.filter(one => typeof may === 'string' || Object.hasOwn(may, one.role)).map(one => one.token), any: [undefined, ...people.map(one => one.token)] }
}

async function putBackIn(): Promise<void> {
  const { own } = w.database
  for (const { tenant, person, token } of people) await own.query(`insert into session (token, tenant, person, ends_at, idle) values ($1, $2, $3, now() + interval '1 day', interval '1 day') on conflict (token) do update set ended_at = null`, [hashOfToken(token), tenant, person])
  await own.query('update person set disabled = false where disabled')
  await own.query('update membership set ended_at = null where ended_at is not null and granted_by is null')
}

/** Names of parameters and fields, and what stands in the database for each. */
async function known(): Promise<ReadonlyMap<string, string[]>> {
  const { own } = w.database
  const { rows } = await own.query<{ table_name: string }>(`select table_name from information_schema.columns where table_schema = 'lizhu' and column_name = 'id' and data_type = 'uuid'`)
  const found = new Map<string, string[]>([
    ['kind', ['企业', '技改项目', '担保机构']], ['name', ['营业收入', '县区', '固定资产投资']], ['period', ['2024', '2023']], ['written', ['12500万元', '曲江区', '无']], ['role', [...ROLE_NAMES]], ['area', ['440203', '440204', 'park-1']],
    ['organisation', ['市工信局', '市统计局']], ['tenant', ['alpha', 'beta']], ['q', ['钢', 'yd', '9144']], ['fact', ['营业收入']], ['source', ['统计年报']], ['code', ['9144030071526726XG', '914403001922038216', '91350203M0001QAY9B']], ['relation', ['party', 'fact']],
  ])
  for (const { table_name } of rows) found.set(table_name, (await own.query<{ id: string }>(`select id::text from ${table_name} order by id desc limit 40`)).rows.map(row => row.id))
  found.set('login', (await own.query<{ login: string }>('select login from person order by id desc limit 20')).rows.map(row => row.login))
  const cursor: string[] = []
  return new Map([...found, ['basedOn', found.get('fact') ?? []], ['parent', found.get('claim') ?? []], ['cursor', cursor]])
}
