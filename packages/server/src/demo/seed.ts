import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type pg from 'pg'
import { v7 as uuid } from 'uuid'
import { calendar } from '@lizhu/feel'
import { codesOf, loadPack, type Folder, type Program } from '@lizhu/policy'
import { readFolder, siblings } from '@lizhu/policy/node'
import { population } from '@lizhu/policy/population'
import { LIST, seedCalendar } from '../calendar/index.ts'
import { readJurisdictions, type Jurisdiction } from '../registry/index.ts'
import { demoEnterprise } from './enterprise.ts'
import { demoPeople } from './people.ts'
import { rowsOf, type PartyRow, type Rows } from './rows.ts'

export const DEMO = 'demo'
export const SEED = 20_200_427
/** Rows of one statement. */
const BATCH = 20_000

export interface DemoOptions {
  /** The folder of the policy, with `jurisdictions.yaml`. */
  readonly policy: string
  /** Enterprises. */
  readonly size: number
  /** ISO day up to which figures are told. */
  readonly asOf: string
}

/** Makes the demonstration's tenant in one transaction: places, offices, a made-up city, and people of each role and each office. */
export async function seedDemo(owner: pg.Pool, options: DemoOptions): Promise<Program> {
  const { program, source, others } = loadPack(readFolder(options.policy), siblings(options.policy))
  const places = placesIn(options.policy)
  const client = await owner.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('lizhu.tenant', $1, true), set_config('lizhu.operation', 'seedDemo', true)`, [DEMO])
    await insertPlaces(client, program, places)
    for (const { folder } of others) await insertCalendar(client, folder)
    const city = population(program, { size: options.size, seed: SEED, asOf: calendar.parseDate(options.asOf) ?? 0, codes: codesOf([source, ...others].map(one => one.folder), program) })
    const rows = rowsOf(program, city, new Map(places.map(({ name, code }) => [name, code])))
    const enterprise = demoEnterprise(rows, Number(options.asOf.slice(0, 4)))
    await insertParties(client, rows)
    await insertKnown(client, rows, await insertPeople(client, program, places, enterprise))
    await client.query('commit')
    return program
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

function placesIn(policy: string): readonly Jurisdiction[] {
  const path = join(policy, 'jurisdictions.yaml')
  return existsSync(path) ? readJurisdictions(readFileSync(path, 'utf8')) : []
}

async function insertPlaces(client: pg.PoolClient, program: Program, places: readonly Jurisdiction[]): Promise<void> {
  await client.query('insert into tenant (tenant, name, en, demo) values ($1, $2, $3, true)', [DEMO, `演示：${places[0]?.name ?? program.pack.title}`, `Demo: ${places[0]?.en ?? program.pack.en ?? program.pack.id}`])
  for (const { code, name, en, kind, parent } of places) await client.query('insert into jurisdiction (tenant, code, name, en, kind, parent) values ($1, $2, $3, $4, $5, $6)', [DEMO, code, name, en ?? null, kind, parent ?? null])
  for (const { id, name, en, kind } of program.organisations) await client.query('insert into organisation (tenant, id, name, en, kind) values ($1, $2, $3, $4, $5)', [DEMO, id, name ?? id, en ?? null, kind ?? null])
}

async function insertCalendar(client: pg.PoolClient, { name, files }: Folder): Promise<void> {
  const text = files.get(LIST)
  if (text !== undefined) await seedCalendar(client, DEMO, `${basename(name)}/${LIST}`, text)
}

/** @returns who recorded the figures */
async function insertPeople(client: pg.PoolClient, program: Program, places: readonly Jurisdiction[], enterprise: PartyRow | undefined): Promise<string> {
  const counties = places.filter(one => one.kind === 'county')
  let [recorder, keeper] = ['', '']
  for (const { login, name, role, organisation, area, party, expert } of demoPeople({ ...responsible(program), counties: [...counties.filter(one => one.code === enterprise?.area), ...counties.filter(one => one.code !== enterprise?.area)], enterprise: enterprise?.id })) {
    const id = uuid()
    if (role === 'statistics') recorder = id
    if (role === 'head') keeper = id
    await client.query('insert into person (tenant, id, login, name) values ($1, $2, $3, $4)', [DEMO, id, login, name])
    // Without a password: one comes in by a click on the sign-in page, which only a demonstration has.
    await client.query('insert into credential (tenant, person) values ($1, $2)', [DEMO, id])
    await client.query('insert into membership (tenant, id, person, role, organisation, area, party) values ($1, $2, $3, $4, $5, $6, $7)', [DEMO, uuid(), id, role, organisation ?? null, area ?? null, party ?? null])
    if (expert !== undefined) await client.query('insert into expert (tenant, person, fields, employer, title, kept_by) values ($1, $2, $3, $4, $5, $6)', [DEMO, id, expert.fields, expert.employer, expert.title, keeper])
  }
  return recorder
}

/** The offices that review what is paid, the one most often named first; and those that lead the review of an article. */
function responsible({ articles, instruments, organisations }: Program): { readonly organisations: readonly string[]; readonly leads: ReadonlySet<string> } {
  const paying = new Set(instruments.flatMap(({ what, article }) => (what.kind === 'amount' ? [article] : [])))
  const reviewing = articles.filter(one => paying.has(one.number)).map(one => one.units.filter(id => organisations.some(unit => unit.id === id && unit.kind !== 'group' && unit.kind !== 'counties' && unit.area === undefined)))
  const units = articles.flatMap(one => one.units)
  const times = (id: string): number => units.filter(unit => unit === id).length
  return {
    organisations: organisations.map(one => one.id).filter(id => reviewing.some(one => one.includes(id))).sort((a, b) => times(b) - times(a)),
    leads: new Set(reviewing.flatMap(([lead]) => lead ?? [])),
  }
}

async function insertParties(client: pg.PoolClient, { parties }: Rows): Promise<void> {
  await insertJson(client, 'party', parties, 'id, kind, code, name, initials, area', 'id uuid, kind text, code text, name text, initials text, area text')
}

async function insertKnown(client: pg.PoolClient, { claims, owners, facts }: Rows, recorder: string): Promise<void> {
  await insertJson(client, 'claim', claims, 'id, party, kind, parent, key', 'id uuid, party uuid, kind text, parent uuid, key text')
  await insertJson(client, 'claim_owner', owners, 'claim, kind, party', 'claim uuid, kind text, party uuid')
  await insertJson(client, 'fact', facts.map(fact => ({ ...fact, recorded_by: recorder })), 'id, party, claim, name, period, written, number, none, private, source, recorded_by',
    'id uuid, party uuid, claim uuid, name text, period text, written text, number numeric, none boolean, private boolean, source text, recorded_by uuid')
}

/** Many rows of this tenant, a batch to a statement. */
async function insertJson(client: pg.PoolClient, table: string, rows: readonly object[], columns: string, types: string): Promise<void> {
  for (let from = 0; from < rows.length; from += BATCH) {
    await client.query(`insert into ${table} (tenant, ${columns}) select $1, ${columns} from jsonb_to_recordset($2::jsonb) as rows (${types})`, [DEMO, JSON.stringify(rows.slice(from, from + BATCH))])
  }
}
