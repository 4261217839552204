import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Hono } from 'hono'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashOfToken, SESSION_COOKIE } from '../../src/access/cookie.ts'
import { PERMISSIONS, type Permission } from '../../src/access/permissions.ts'
import { ROLE_NAMES, type Role } from '../../src/access/roles.ts'
import type { Operation } from '../../src/api/operation.ts'
import { folderStore } from '../../src/files/store.ts'
import { prepareJobs } from '../../src/jobs/boss.ts'
import type { Notebook } from '../../src/lookups/notebook.ts'
import { allOperations } from '../../src/operations.ts'
import { openMeans } from '../../src/people/index.ts'
import { networksOf } from '../../src/webhooks/address.ts'
import { freshDatabase, type TestDatabase } from '../database.ts'
import { served, testProgram } from '../world.ts'
import { ONLY, REQUESTS } from './requests.ts'
import { seedCell, seedPlaces, type Cell } from './seed.ts'

// Every operation × every role × its own and a foreign county, enterprise and tenant, as the permission table has it; and
// nothing of one tenant in any answer to another.

let database: TestDatabase
let app: Hono
let notebook: Notebook
let operations: readonly Operation[]
let folder: string
let east: Cell, west: Cell, foreign: Cell
const people = new Map<string, string>()
const answers: { readonly to: string; readonly text: string }[] = []

beforeAll(async () => {
  database = await freshDatabase()
  await prepareJobs(database.owner)
  folder = mkdtempSync(join(tmpdir(), 'lizhu-routes-'))
  const { own } = database
  const other = await seedPlaces(own, 'alpha')
  east = await seedCell(own, 'alpha', '440203', 'alpha-east', other)
  west = await seedCell(own, 'alpha', '440204', 'alpha-west', other)
  foreign = await seedCell(own, 'beta', '440203', 'beta-canary', await seedPlaces(own, 'beta'))
  const store = folderStore(folder)
  for (const { ids: { file = '' } } of [east, west, foreign]) {
    mkdirSync(dirname(store.pathOf(file)), { recursive: true })
    writeFileSync(store.pathOf(file), 'x')
  }
  operations = allOperations({ means: openMeans({ key: Buffer.alloc(32, 7), origin: 'http://localhost' }), vocabulary: () => Promise.resolve(testProgram()), store, city: undefined, networks: networksOf([]), origin: 'http://localhost' });
  ({ app, notebook } = served({ database }, operations, store))
  for (const cell of [east, foreign]) for (const role of [...ROLE_NAMES, 'nobody'] as const) people.set(`${cell.tenant} ${role}`, await person(cell, role))
})
afterAll(async () => {
  await notebook.close()
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

async function person({ tenant, area, party }: Cell, role: Role | 'nobody'): Promise<string> {
  const id = uuid()
  await database.own.query('insert into person (tenant, id, login, name) values ($1, $2, $3, $3)', [tenant, id, `${tenant}-${role}`])
  if (role !== 'nobody') await database.own.query('insert into membership (tenant, id, person, role, organisation, area, party, permits, until) values ($1, $2, $3, $4, $5, $6, $7, null, null)',
    [tenant, uuid(), id, role, ['officer', 'head'].includes(role) ? '局' : null, role === 'clerk' ? area : null, ['owner', 'agent'].includes(role) ? party : null])
  return id
}

/** A session for one request: some operations end it. */
async function tokenOf(tenant: string, who: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await database.own.query(`insert into session (token, tenant, person, ends_at, idle) values ($1, $2, $3, now() + interval '1 hour', interval '1 hour')`, [hashOfToken(token), tenant, people.get(`${tenant} ${who}`)])
  return token
}

async function call({ name, method, path, creates, edits, body: takes }: Operation, about: Cell, caller: { readonly tenant: string; readonly who: string } | undefined): Promise<{ status: number; code: string }> {
  const { query, body = takes === undefined ? undefined : {} } = REQUESTS[name]?.(about) ?? {}
  const at = path.replace(/\{(\w+)\}/g, (_, parameter: string) => name === 'decideRecordClaim' ? about.ids['recordClaim'] ?? '' : name === 'downloadFile' ? about.ids['file'] ?? '' : about.ids[parameter] ?? '')
  const response = await app.request(`${at}${query === undefined ? '' : `?${encodeURI(query)}`}`, {
    method: method.toUpperCase(), ...body === undefined ? {} : { body: JSON.stringify(body) },
    headers: {
      ...body === undefined ? {} : { 'Content-Type': 'application/json' }, ...creates === true ? { 'Idempotency-Key': uuid() } : {}, ...edits === true ? { 'If-Match': '"1"' } : {},
      ...caller === undefined ? {} : { Cookie: `${SESSION_COOKIE}=${await tokenOf(caller.tenant, caller.who)}` },
    },
  })
  const text = await response.text()
  if (caller !== undefined) answers.push({ to: caller.tenant, text })
  return { status: response.status, code: /"code":"([\w-]+)"/.exec(text)?.[1] ?? '' }
}

/** What they are about, facts to be confirmed and matters to be published, approved or written of, stands in the body. */
const NAMED_IN_BODY: ReadonlySet<string> = new Set(['checkFacts', 'openPublicity', 'issuePaper', 'approveMatters', 'drawPanel'])

/** What the permission table says of a caller: not signed in, not permitted, not there, or let in. */
function expected({ name, path }: Operation, caller: { readonly tenant: string; readonly who: string } | undefined, about: Cell): 'open' | 'sign in' | 'no' | 'not there' | 'in' {
  const { may }: Permission = PERMISSIONS[name]
  if (may === 'public') return 'open'
  if (caller === undefined) return 'sign in'
  const scope = may === 'signed in' ? 'self' : ROLE_NAMES.filter(role => role === caller.who).map(role => may[role])[0]
  if (scope === undefined) return 'no'
  // Where a new party is to be stands in the body.
  if (name === 'createParty') return scope === 'area' && about.area !== east.area ? 'no' : 'in'
  // The list of looks at a record that one does not see is an empty one.
  if ((!path.includes('{') && !NAMED_IN_BODY.has(name)) || name === 'listLookups') return 'in'
  const there = about.tenant === caller.tenant && (about === east || !['area', 'own'].includes(scope)) && (ONLY[name]?.includes(scope) ?? true) && scope !== 'self'
  return there ? 'in' : 'not there'
}

const said = ({ status, code }: { status: number; code: string }): string => status === 401 && code === 'not-signed-in' ? 'sign in' : status === 403 && code === 'not-permitted' ? 'no' : status === 404 ? 'not there' : status >= 500 ? `fault ${status}` : 'in'

test('every operation answers every role as the permission table has it, about its own and about others', async () => {
  const wrong: string[] = []
  let tried = 0
  for (const operation of operations) for (const about of [east, west, foreign]) {
    const callers = [undefined, ...['alpha', 'beta'].flatMap(tenant => [...ROLE_NAMES, 'nobody'].map(who => ({ tenant, who })))].filter(caller => caller === undefined || caller.tenant === 'alpha' || about === east)
    for (const caller of callers) {
      const should = expected(operation, caller, about)
      const answer = await call(operation, about, caller)
      tried++
      const is = said(answer)
      // What is not there, and what a policy does not let be written, look alike to whoever may not know.
      const right = should === 'open' ? !['sign in', 'no'].includes(is) && answer.status < 500 : is === should || (should === 'not there' && is === 'no')
      if (!right) wrong.push(`${operation.name} of ${about.party === east.party ? 'east' : about.party === west.party ? 'west' : 'beta'} by ${caller === undefined ? 'anybody' : `${caller.tenant} ${caller.who}`}: ${should}, but ${answer.status} ${answer.code}`)
    }
  }
  console.log(`${tried} requests`)
  expect(wrong).toEqual([])
}, 900_000)

test('nothing of another tenant stands in any answer, refusals and files included', () => {
  expect(answers.length).toBeGreaterThan(1000)
  expect(answers.filter(one => one.to === 'alpha' && one.text.includes('beta-canary'))).toEqual([])
  expect(answers.filter(one => one.to === 'beta' && /alpha-(east|west)/.test(one.text))).toEqual([])
})
