import { sql } from 'kysely'
import type { Db } from '../database/pool.ts'
import { initialsOf } from '../registry/index.ts'
import type { Plan } from './matching.ts'
import type { ReadRow } from './read-row.ts'

export interface PartyKnown { readonly id: string; readonly code: string | null; readonly name: string; readonly area: string | null; readonly version: number }
/** A fact that holds. */
export interface Head { readonly id: string; readonly written: string; readonly number: string | null; readonly none: boolean }

/** What the registry knows of what some rows speak of. */
export interface Known {
  readonly byCode: ReadonlyMap<string, PartyKnown>
  /** By the whole name; several where it does not tell them apart. */
  readonly byName: ReadonlyMap<string, PartyKnown | PartyKnown[]>
  /** Codes of parties that the caller does not see. */
  readonly elsewhere: ReadonlySet<string>
  readonly claims: ReadonlyMap<string, string>
  readonly heads: ReadonlyMap<string, Head>
  /** Where facts hold that the caller does not see. */
  readonly hidden: ReadonlySet<string>
}

export const claimKey = (party: string, key: string): string => `${party} ${key}`
export const factKey = (party: string, claim: string | null, name: string, period: string): string => `${party} ${claim ?? ''} ${period} ${name}`

export async function knownOf(db: Db, plan: Plan, rows: readonly ReadRow[]): Promise<Known> {
  const codes = rows.flatMap(({ code }) => code ?? [])
  const names = rows.flatMap(({ code, name }) => (code === null && name !== null ? [name] : []))
  const [byCode, byName] = [await partiesByCode(db, plan.party, codes), await partiesByName(db, plan.party, names)]
  const missing = codes.filter(code => !byCode.has(code))
  const elsewhere = missing.length === 0 ? [] : (await sql<{ code: string }>`select code from codes_elsewhere(${plan.party}, ${missing}::text[]) code`.execute(db)).rows
  const parties = [...byCode.values(), ...[...byName.values()].flat()].map(({ id }) => id)
  return { byCode, byName, elsewhere: new Set(elsewhere.map(({ code }) => code)), ...await toldOfParties(db, plan, parties, rows) }
}

const PARTY = ['id', 'code', 'name', 'area', 'version'] as const

async function partiesByCode(db: Db, kind: string, codes: readonly string[]): Promise<Map<string, PartyKnown>> {
  if (codes.length === 0) return new Map()
  const rows = await db.selectFrom('party').select(PARTY).where('kind', '=', kind).where(sql<boolean>`code = any (${codes}::text[])`).where('withdrawn_at', 'is', null).execute()
  return new Map(rows.map(row => [row.code ?? '', row]))
}

async function partiesByName(db: Db, kind: string, names: readonly string[]): Promise<Map<string, PartyKnown | PartyKnown[]>> {
  const found = new Map<string, PartyKnown | PartyKnown[]>()
  if (names.length === 0) return found
  // By the initials too: names are indexed under them.
  const rows = await db.selectFrom('party').select(PARTY).where('kind', '=', kind).where(sql<boolean>`(initials, name) in (select * from unnest(${names.map(initialsOf)}::text[], ${names}::text[]))`).where('withdrawn_at', 'is', null).execute()
  for (const row of rows) {
    const before = found.get(row.name)
    found.set(row.name, before === undefined ? row : [before, row].flat())
  }
  return found
}

async function toldOfParties(db: Db, plan: Plan, parties: readonly string[], rows: readonly ReadRow[]): Promise<Pick<Known, 'claims' | 'heads' | 'hidden'>> {
  const claims = new Map<string, string>()
  const heads = new Map<string, Head>()
  const hidden = new Set<string>()
  if (parties.length === 0) return { claims, heads, hidden }
  if (plan.claim !== undefined) {
    const keys = rows.flatMap(({ key }) => key ?? [])
    const there = await db.selectFrom('claim').select(['id', 'party', 'key']).where(sql<boolean>`party = any (${parties}::uuid[])`).where('kind', '=', plan.claim).where('parent', 'is', null).where('withdrawn_at', 'is', null).where(sql<boolean>`key = any (${keys}::text[])`).execute()
    for (const { id, party, key } of there) claims.set(claimKey(party, key), id)
  }
  const names = [...new Set(plan.facts.map(({ fact }) => fact.name))]
  if (names.length === 0) return { claims, heads, hidden }
  // Of a sheet of claims only theirs, of one of parties only what is told of them themselves.
  const ofClaims = plan.claim === undefined ? sql<boolean>`f.claim is null` : sql<boolean>`f.claim = any (${[...claims.values()]}::uuid[])`
  const told = await db.selectFrom('fact as f').select(['f.id', 'f.party', 'f.claim', 'f.name', 'f.period', 'f.written', 'f.number', 'f.none'])
    .where(sql<boolean>`f.party = any (${parties}::uuid[])`).where(ofClaims).where(sql<boolean>`f.name = any (${names}::text[])`)
    .where(sql<boolean>`not exists (select from fact s where s.tenant = f.tenant and s.supersedes = f.id)`).execute()
  for (const { party, claim, name, period, ...head } of told) heads.set(factKey(party, claim, name, period), head)
  if (plan.facts.some(({ fact }) => fact.private === true)) {
    const all = await sql<{ party: string; claim: string | null; name: string; period: string }>`select party, claim, name, period from heads_of(${parties}::uuid[], ${names}::text[])`.execute(db)
    for (const { party, claim, name, period } of all.rows) hidden.add(factKey(party, claim, name, period))
  }
  return { claims, heads, hidden }
}
