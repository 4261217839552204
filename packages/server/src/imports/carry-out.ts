import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../access/within.ts'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import type { Task, Work } from '../jobs/run.ts'
import type { Vocabulary } from '../registry/index.ts'
import { tell } from '../webhooks/events.ts'
import { putBack, requireImport } from './import.ts'
import { planOf, type Matching, type Plan, type Target } from './matching.ts'

/** Rows that one statement takes: a second or two, after which it may be stopped. */
const RANGE = 5000

/** Takes the chosen rows into the registry: one transaction, so that a process that is killed leaves all of it or nothing. */
export const carryOutWork = (vocabulary: Vocabulary): Work => ({
  run: task => task.within('write', async (db, actor) => {
    const one = await requireImport(db, task.subject, true)
    const { matching } = one
    if (one.state !== 'running' || matching === null) return
    const program = await vocabulary(db, actor.tenant)
    if (program.pack.hash !== one.pack) throw new Refused(409, 'import-changed', { params: { what: '政策版本 version of the policy' } })
    const plan = planOf(program, one.kind, matching)
    await unlessChanged(async () => {
      for await (const rows of ranges(db, one.id, task)) {
        await takeParties(db, plan, rows)
        if (plan.claim !== undefined) await takeClaims(db, plan.claim, rows)
        await takeFacts(db, actor, plan, matching, rows)
      }
    })
    await remember(db, actor, one.kind, one.headers ?? [], matching)
    await db.updateTable('import').set(({ eb }) => ({ state: 'done', done_at: new Date(), job: null, problem: null, version: eb('version', '+', 1) })).where('id', '=', one.id).execute()
    await tell(db, 'import.finished', { import: one.id })
  }),
  failed: putBack('running', 'ready'),
})

/** The chosen rows of an import, range by range. */
export async function* ranges(db: Db, id: string, task: Task): AsyncGenerator<RawBuilder<boolean>> {
  const { first, last } = await db.selectFrom('import_row').select([sql<number | null>`min(row)`.as('first'), sql<number>`max(row)`.as('last')]).where('import', '=', id).executeTakeFirstOrThrow()
  if (first === null) return
  for (let from = first; from <= last; from += RANGE) {
    await task.progress(from - first, last - first + 1)
    yield sql<boolean>`r.tenant = (select tenant()) and r.import = ${id}::uuid and r.row between ${from} and ${from + RANGE - 1} and r.chosen`
  }
  await task.progress(last - first + 1, last - first + 1)
}

async function takeParties(db: Db, { party }: Plan, rows: RawBuilder<boolean>): Promise<void> {
  // Several rows may make one party, where a column tells periods: the first that is chosen makes it.
  await sql`insert into party (tenant, id, kind, code, code_override, name, initials, area, recorded_by)
    select r.tenant, r.party, ${party}, r.code, r.reason, r.name, r.initials, r.area, (select person()) from import_row r where ${rows} and r.new_party order by r.row
    on conflict (tenant, id) do nothing`.execute(db)
  const { rows: [missed] } = await sql<{ count: number }>`with wanted as (select r.party, r.party_version, r.name, r.initials, r.area from import_row r where ${rows} and r.party_version is not null),
    changed as (update party p set name = coalesce(w.name, p.name), initials = coalesce(w.initials, p.initials), area = coalesce(w.area, p.area), version = p.version + 1
      from wanted w where p.tenant = (select tenant()) and p.id = w.party and p.version = w.party_version returning p.id)
    select ((select count(*) from wanted) - (select count(*) from changed))::int as count`.execute(db)
  if (missed !== undefined && missed.count > 0) throw changed('登记信息 what is registered')
}

async function takeClaims(db: Db, kind: string, rows: RawBuilder<boolean>): Promise<void> {
  await sql`insert into claim (tenant, id, party, kind, parent, key, name, recorded_by)
    select r.tenant, r.claim, r.party, ${kind}, null, r.key, r.title, (select person()) from import_row r where ${rows} and r.new_claim order by r.row
    on conflict (tenant, id) do nothing`.execute(db)
}

/** Each fact supersedes the one that the check saw: where that was superseded since, the database refuses (fact_supersedes, fact_first). */
async function takeFacts(db: Db, { memberships }: Actor, { facts }: Plan, { source, organisation }: Matching, rows: RawBuilder<boolean>): Promise<void> {
  if (facts.length === 0) return
  const by = organisation ?? memberships[0]?.organisation ?? null
  await sql`insert into fact (tenant, id, party, claim, name, period, written, number, none, private, source, organisation, import, recorded_by, supersedes)
    select r.tenant, uuid_in((select uuid_moment())), r.party, r.claim, c.name, x.period, x.written, x.number::numeric, x.none, c.private, ${source}, ${by}, r.import, (select person()), x.before
      from import_row r cross join lateral unnest(r.at_column, r.periods, r.written, r.numbers, r.nones, r.before) x (at_column, period, written, number, none, before)
      join unnest(${facts.map(one => one.column)}::int[], ${facts.map(one => one.fact.name)}::text[], ${facts.map(one => one.fact.private ?? false)}::boolean[]) c (at_column, name, private) on c.at_column = x.at_column
     where ${rows} order by r.row`.execute(db)
}

const IGNORED: Target = { to: 'ignored' }
const changed = (what: string): Refused => new Refused(409, 'import-changed', { params: { what } })
/** The codes, keys and facts that a unique index would hold twice are those that somebody told since the check. */
const UNIQUE: Readonly<Record<string, string>> = { party_code: '统一社会信用代码 codes', claim_key: '事项 claims', fact_first: '事实 facts', fact_supersedes: '事实 facts' }

async function unlessChanged(run: () => Promise<void>): Promise<void> {
  try { await run() } catch (error) {
    const what = error instanceof Error && 'constraint' in error && typeof error.constraint === 'string' ? UNIQUE[error.constraint] : undefined
    if (what !== undefined) throw changed(what)
    throw error
  }
}

/** What each header was taken for, for the next sheet like this one. */
async function remember(db: Db, { tenant, person }: Actor, kind: string, headers: readonly string[], { columns }: Matching): Promise<void> {
  const known = new Map(headers.flatMap((header, column) => (header === '' ? [] : [[header, columns[column] ?? IGNORED] as const])))
  if (known.size === 0) return
  await db.insertInto('column_match').values([...known].map(([header, target]) => ({ tenant, kind, header, target: JSON.stringify(target), by: person })))
    .onConflict(conflict => conflict.columns(['tenant', 'kind', 'header']).doUpdateSet({ target: sql`excluded.target`, by: sql`excluded.by`, at: sql`now()` })).execute()
}
