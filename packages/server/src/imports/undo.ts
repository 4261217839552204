import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../access/within.ts'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import type { Task, Work } from '../jobs/run.ts'
import type { Words } from '../jobs/tables.ts'
import { tell } from '../webhooks/events.ts'
import { ranges } from './carry-out.ts'
import { putBack, requireImport, type ImportRow } from './import.ts'
import { restore, staying } from './restore.ts'

/** Told at most. */
const MOST = 5

/**
 * Takes an import back, all of it or nothing. Nothing is deleted: what it told is superseded by what was known before, and
 * parties and claims that it made are withdrawn. Refused where something rests on it by now.
 */
export const undoWork: Work = {
  async run(task) {
    try { await task.within('write', (db, actor) => undo(db, actor, task)) } catch (error) {
      if (!(error instanceof Rests)) throw error
      // Only now, when nothing is undone, is it told what rests on it.
      const resting = await task.within('read', async db => restingOn(db, await requireImport(db, task.subject), task))
      throw new Refused(409, 'import-rests', { params: { what: resting.map(({ zh }) => zh).join('；'), whatEn: resting.map(({ en }) => en).join('; ') } })
    }
  },
  failed: putBack('undoing', 'done'),
}

class Rests extends Error {}

async function undo(db: Db, actor: Actor, task: Task): Promise<void> {
  const one = await requireImport(db, task.subject, true)
  if (one.state !== 'undoing' || one.matching === null) return
  for await (const rows of ranges(db, one.id, task)) {
    for (const [query] of restsOn(one, rows)) if ((await query.execute(db)).rows.length > 0) throw new Rests()
    if (!await restore(db, one, rows)) throw new Rests()
    await withdraw(db, rows)
  }
  await db.updateTable('import').set(({ eb }) => ({ state: 'undone', undone_by: actor.person, undone_at: new Date(), job: null, problem: null, version: eb('version', '+', 1) })).where('id', '=', one.id).execute()
  await tell(db, 'import.undone', { import: one.id })
}

interface Resting { readonly row: number; readonly what: string }
type Question = readonly [RawBuilder<Resting>, zh: string, en: string]

/** What rests on parties and claims that the import made or changed. */
const restsOn = (one: ImportRow, rows: RawBuilder<boolean>): readonly Question[] => [
  [laterParties(one, rows), '此后登记了别的事实或事项，或已有人认领', 'has other facts or claims by now, or an owner'],
  [laterClaims(one, rows), '此后登记了别的事实', 'has other facts by now'],
  [laterEdits(rows), '登记信息此后又有更改', 'was changed again since'],
]

/** What would lose its ground, with the row of the sheet it stands in. */
async function restingOn(db: Db, one: ImportRow, task: Task): Promise<Words[]> {
  const found: Words[] = []
  for await (const rows of ranges(db, one.id, task)) {
    const questions: readonly Question[] = [[staying(one, rows, MOST), '此后另有登记，或已核对', 'told anew since, or confirmed'], ...restsOn(one, rows)]
    for (const [query, zh, en] of questions) found.push(...(await query.execute(db)).rows.map(({ row, what }) => ({ zh: `第 ${row} 行 ${what}：${zh}`, en: `row ${row} ${what}: ${en}` })))
    if (found.length >= MOST) break
  }
  return found.slice(0, MOST)
}

/** A fact that is superseded by nobody and tells something. */
const HOLDS = sql`not exists (select from fact s where s.tenant = f.tenant and s.supersedes = f.id) and f.written <> '未知'`

function laterParties(one: ImportRow, rows: RawBuilder<boolean>): RawBuilder<Resting> {
  return sql<Resting>`select r.row, r.name as what from import_row r where ${rows} and r.new_party and (
      exists (select from fact f where f.tenant = r.tenant and f.party = r.party and f.import is distinct from ${one.id}::uuid and ${HOLDS})
      or exists (select from claim c where c.tenant = r.tenant and c.party = r.party and c.withdrawn_at is null)
      or r.party in (select claimed from parties_claimed((select array_agg(r.party) from import_row r where ${rows} and r.new_party)) claimed))
    order by r.row limit ${MOST}`
}

function laterClaims(one: ImportRow, rows: RawBuilder<boolean>): RawBuilder<Resting> {
  return sql<Resting>`select r.row, r.key as what from import_row r where ${rows} and r.new_claim and (
      exists (select from fact f where f.tenant = r.tenant and f.party = r.party and f.claim = r.claim and f.import is distinct from ${one.id}::uuid and ${HOLDS})
      or exists (select from claim c where c.tenant = r.tenant and c.parent = r.claim and c.withdrawn_at is null)
      or exists (select from claim_owner o where o.tenant = r.tenant and o.claim = r.claim))
    order by r.row limit ${MOST}`
}

function laterEdits(rows: RawBuilder<boolean>): RawBuilder<Resting> {
  return sql<Resting>`select r.row, p.name as what from import_row r join party p on p.tenant = r.tenant and p.id = r.party
     where ${rows} and r.party_version is not null and (p.name <> coalesce(r.name, p.name) or p.area is distinct from coalesce(r.area, p.area)) order by r.row limit ${MOST}`
}

async function withdraw(db: Db, rows: RawBuilder<boolean>): Promise<void> {
  await sql`update claim c set withdrawn_at = now() from import_row r where ${rows} and r.new_claim and c.tenant = r.tenant and c.id = r.claim and c.withdrawn_at is null`.execute(db)
  await sql`update party p set withdrawn_at = now(), version = p.version + 1 from import_row r where ${rows} and r.new_party and p.tenant = r.tenant and p.id = r.party and p.withdrawn_at is null`.execute(db)
}
