import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashOfToken } from '../../src/access/cookie.ts'
import { within } from '../../src/access/within.ts'
import type { Role } from '../../src/access/roles.ts'
import { folderStore } from '../../src/files/store.ts'
import type { Duty } from '../../src/ledger/index.ts'
import { matterReadSchema } from '../../src/matters/schemas.ts'
import { paymentOperations } from '../../src/payments/index.ts'
import { publicityOperations } from '../../src/publicity/index.ts'
import { matterCity, type MatterCity } from '../matters/city.ts'
import { begun, daysGoBy, decided, LEAD, publish, reviewed, saidOf } from '../publicity/published.ts'
import type { Acting } from '../world.ts'

// Who submits, reviews, approves and pays are different people: every pair of duties, at the API and in the database.

const DUTIES = ['submit', 'review', 'judge', 'approve', 'pay'] as const satisfies readonly Duty[]
const PAIRS = DUTIES.flatMap(first => DUTIES.filter(second => second !== first).map(second => [first, second] as const))
const REQUEST = '01890000-0000-7000-8000-000000000000'
let city: MatterCity
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lizhu-duties-'))
  city = await matterCity([...publicityOperations(), ...paymentOperations(folderStore(folder))])
})
afterAll(async () => {
  await city.all.database.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Somebody who holds every role there is to this end, and so is kept from a second duty by nothing but the first. */
async function everything(party: string): Promise<Acting> {
  const who = await city.all.person(city.place, 'owner', { party })
  const roles: readonly (readonly [Role, string | null])[] = [['officer', LEAD], ['leader', null], ['finance', null]]
  for (const [role, organisation] of roles) await city.all.database.own.query('insert into membership (tenant, id, person, role, organisation) values ($1, $2, $3, $4, $5)', [city.place.tenant, uuid(), who.person, role, organisation])
  // Roles that are granted end the sessions that were open.
  const token = randomBytes(32).toString('base64url')
  await city.all.database.own.query(`insert into session (token, tenant, person, ends_at, idle) values ($1, $2, $3, now() + interval '1 hour', interval '1 hour')`, [hashOfToken(token), who.tenant, who.person])
  return { ...who, token }
}

test.each(PAIRS)('in the database, %s and then %s of one matter is refused to one person', async (first, second) => {
  const who = await everything(city.party)
  const matter = uuid()
  const take = (duty: Duty) => within(city.all.database.db, 'createRun', { tenant: who.tenant, person: who.person }, REQUEST, 'write', db => sql`select takes(${matter}::uuid, ${duty})`.execute(db))
  await take(first)
  await take(first)
  await expect(take(second)).rejects.toMatchObject({ code: 'LZ006' })
})

interface Case { readonly first: Duty; readonly refused: readonly Duty[] }
const CASES: readonly Case[] = [{ first: 'submit', refused: ['review', 'approve', 'pay'] }, { first: 'review', refused: ['approve', 'pay'] }, { first: 'approve', refused: ['pay'] }]

test.each(CASES)('at the API, whoever has taken $first is refused $refused', { timeout: 600_000 }, async ({ first, refused }) => {
  const party = await city.all.party(city.place, city.place.counties[0], `${first}之厂`)
  const owner = await city.all.person(city.place, 'owner', { party })
  const who = await everything(party)
  const matter = await begun(city, party, first === 'submit' ? who : owner)
  const answers = new Map<Duty, unknown>()
  const { status, body, text } = await city.call(who, 'GET', `/matters/${matter}`)
  if (status !== 200) throw new Error(text)
  const read = matterReadSchema.parse(body)
  // Whoever is to approve first has not reviewed.
  if (first !== 'approve') answers.set('review', (await city.call(who, 'POST', `/opinions/${read.opinions[0]?.id ?? ''}/given`, { verdict: 'agreed', assessment: read.assessment?.id })).body)
  await reviewed(city, matter)
  const publicity = await publish(city, [matter])
  await daysGoBy(city, publicity)
  await city.call(await city.officer(LEAD), 'POST', `/publicities/${publicity}/end`)
  await decided(city, matter)
  const budget = await city.budget(11_400_000n)
  const approve = async (by: Acting) => city.call(by, 'POST', `/matters/${matter}/approval`, { budget })
  const own = await approve(who)
  answers.set('approve', own.body)
  if (own.status !== 201) expect((await approve(await city.leader())).status).toBe(201)
  await account(party, who)
  const { rows: [row] } = await city.all.database.own.query<{ award: string }>('select award from matter where id = $1', [matter])
  const run = (by: Acting) => city.call(by, 'POST', '/payment-runs', { id: uuid(), title: '批', instalments: [{ award: row?.award, instalment: 1 }] })
  answers.set('pay', (await run(who)).body)
  for (const duty of refused) expect([duty, saidOf(answers.get(duty))]).toEqual([duty, expect.stringContaining('different people')])
  const finance = await city.finance()
  expect((await run(finance)).body).toMatchObject({ lines: 1 })
})

async function account(party: string, who: Acting): Promise<void> {
  await city.all.database.own.query(`insert into payee_account (tenant, id, party, bank, branch, account, holder, state, proposed_by, decided_by, decided_at, usable_from) values ($1, $2, $3, '行', '支行', '62220000000000', '户', 'confirmed', $4, $5, now(), lizhu.today() - 1)`, [city.place.tenant, uuid(), party, who.person, (await city.finance()).person])
}
