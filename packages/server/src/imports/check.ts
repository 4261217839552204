import { setImmediate } from 'node:timers/promises'
import { readSheet, type SheetRow } from '@lizhu/data/sheets'
import { sql } from 'kysely'
import type { Actor } from '../access/within.ts'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import type { FileStore } from '../files/store.ts'
import type { Task, Work } from '../jobs/run.ts'
import type { Vocabulary } from '../registry/index.ts'
import { areasOf, reachOf } from './areas.ts'
import { putBack, reading, requireImport, type ImportRow } from './import.ts'
import { planOf, type Counts } from './matching.ts'
import { placeRows, placing, type Placed } from './place.ts'
import { readRow, type ReadRow } from './read-row.ts'

/** Rows that are looked up and written at a time. */
const BATCH = 500
/** Rows read before others have their turn. */
const SLICE = 50

/** Reads a whole sheet by its matching: every row with its problems and with what it would change. */
export const checkWork = (store: FileStore, vocabulary: Vocabulary): Work => ({
  run: task => task.within('write', async (db, actor) => {
    const one = await requireImport(db, task.subject, true)
    // It was checked before the process ended that had begun this.
    if (one.state !== 'checking' || one.matching === null) return
    const program = await vocabulary(db, actor.tenant)
    await db.deleteFrom('import_row').where('import', '=', one.id).execute()
    const counts = await reading(() => checkRows(db, actor, task, one, store, program))
    await db.updateTable('import').set(({ eb }) => ({ state: 'ready', pack: program.pack.hash, counts: JSON.stringify(counts), job: null, problem: null, version: eb('version', '+', 1) })).where('id', '=', one.id).execute()
    await task.progress(counts.rows, counts.rows)
  }),
  failed: putBack('checking', 'draft'),
})

async function checkRows(db: Db, actor: Actor, task: Task, { id, kind, name, file, matching }: ImportRow, store: FileStore, program: Awaited<ReturnType<Vocabulary>>): Promise<Counts> {
  if (matching === null) throw new Refused(409, 'import-state', { params: { state: 'draft' } })
  const [plan, areas] = [planOf(program, kind, matching), await areasOf(db)]
  const state = placing(plan, await reachOf(db, actor, 'createParty'), await reachOf(db, actor, 'editParty'))
  const counts = { rows: 0, new: 0, change: 0, same: 0, wrong: 0, warned: 0, facts: 0 }
  // One batch is written while the next is read.
  let writing: Promise<unknown> = Promise.resolve()
  const rows = (await readSheet(store.pathOf(file), { name })).rows(matching.sheet)
  for await (const batch of batches(rows, matching.headerRow)) {
    const read: ReadRow[] = []
    for (const [i, row] of batch.entries()) {
      if (i % SLICE === SLICE - 1) await setImmediate()
      read.push(readRow(plan, areas, row))
    }
    await writing
    const placed = await placeRows(db, state, read)
    read.forEach((row, i) => { count(counts, row, placed[i]) })
    writing = write(db, actor.tenant, id, read, placed)
    writing.catch(() => undefined)
    await task.progress(counts.rows, null)
  }
  await writing
  return counts
}

async function* batches(rows: AsyncIterable<SheetRow>, headerRow: number): AsyncGenerator<SheetRow[]> {
  let batch: SheetRow[] = []
  for await (const row of rows) {
    if (row.row <= headerRow) continue
    batch.push(row)
    if (batch.length === BATCH) { yield batch; batch = [] }
  }
  if (batch.length > 0) yield batch
}

const isWarned = ({ problems }: ReadRow): boolean => problems.some(({ severity }) => severity === 'warning')

function count(counts: { -readonly [K in keyof Counts]: Counts[K] }, row: ReadRow, placed: Placed | undefined): void {
  if (placed === undefined) return
  counts.rows++
  counts[placed.outcome]++
  counts.facts += placed.facts.length
  if (placed.outcome !== 'wrong' && isWarned(row)) counts.warned++
}

/** As one text for many rows: a parameter for each cell would cost more than all else. */
async function write(db: Db, tenant: string, id: string, read: readonly ReadRow[], placed: readonly Placed[]): Promise<void> {
  const rows = read.map((row, i) => storedOf(row, placed[i]))
  await sql`insert into import_row (tenant, import, row, cells, outcome, warned, chosen, problems, party, new_party, code, name, initials, area, party_version, party_was, claim, new_claim, key, title, at_column, periods, written, numbers, nones, before, was)
    select ${tenant}, ${id}::uuid, row, cells, outcome, warned, chosen, problems, party, new_party, code, name, initials, area, party_version, party_was, claim, new_claim, key, title, at_column, periods, written, numbers, nones, before, was
      from json_to_recordset(${JSON.stringify(rows)}::json) r (row int, cells text[], outcome text, warned boolean, chosen boolean, problems jsonb, party uuid, new_party boolean, code text, name text, initials text, area text, party_version int, party_was jsonb,
        claim uuid, new_claim boolean, key text, title text, at_column int[], periods text[], written text[], numbers text[], nones boolean[], before uuid[], was text[])`.execute(db)
}

function storedOf(row: ReadRow, placed: Placed | undefined) {
  const { outcome = 'wrong', party = null, claim = null, facts = [] } = placed ?? {}
  const warned = outcome !== 'wrong' && isWarned(row)
  return {
    row: row.row, cells: row.cells, outcome, warned, chosen: !warned && (outcome === 'new' || outcome === 'change'), problems: row.problems.length === 0 ? null : row.problems,
    party: party?.id, new_party: party?.isNew === true, code: row.code, name: party?.name, initials: party?.initials, area: party?.area, party_version: party?.version, party_was: party?.was,
    claim: claim?.id, new_claim: claim?.isNew === true, key: row.key, title: row.title,
    ...(facts.length === 0 ? {} : {
      at_column: facts.map(one => one.column), periods: facts.map(one => one.period), written: facts.map(one => one.written), numbers: facts.map(one => one.number), nones: facts.map(one => one.none),
      before: facts.map(one => one.before?.id ?? null), was: facts.map(one => one.before?.written ?? null),
    }),
  }
}
