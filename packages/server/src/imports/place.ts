import { setImmediate } from 'node:timers/promises'
import { v7 as uuid } from 'uuid'
import type { Db } from '../database/pool.ts'
import { initialsOf } from '../registry/index.ts'
import { reaches, type Reach } from './areas.ts'
import { claimKey, factKey, knownOf, type Head, type Known, type PartyKnown } from './known.ts'
import type { Plan } from './matching.ts'
import { error, type ReadRow, type Told } from './read-row.ts'
import type { Outcome, PartyWas } from './tables.ts'

/** A row with its place in the registry, and what it would change there. */
export interface Placed {
  readonly outcome: Outcome
  readonly party: { readonly id: string; readonly isNew: boolean; readonly name: string | null; readonly initials: string | null; readonly area: string | null; readonly version: number | null; readonly was: PartyWas | null } | null
  readonly claim: { readonly id: string; readonly isNew: boolean } | null
  readonly facts: readonly (Told & { readonly before: Head | null })[]
}

/** What is remembered from row to row, and what whoever imports may do. */
export interface Placing {
  readonly plan: Plan
  readonly create: Reach
  readonly edit: Reach
  /** Which row says a thing already. */
  readonly said: Map<string, number>
  /** Parties and claims that rows before this one make, by what tells them apart. */
  readonly made: Map<string, { readonly id: string; readonly name: string | null; readonly row: number }>
  /** Parties that a row before this one changes. */
  readonly changed: Set<string>
}
export const placing = (plan: Plan, create: Reach, edit: Reach): Placing => ({ plan, create, edit, said: new Map(), made: new Map(), changed: new Set() })

/** Finds the places of many rows at once. What is wrong is added to the rows' problems. */
export async function placeRows(db: Db, state: Placing, rows: readonly ReadRow[]): Promise<Placed[]> {
  const known = await knownOf(db, state.plan, rows)
  const placed: Placed[] = []
  for (const row of rows) {
    if (placed.length % SLICE === SLICE - 1) await setImmediate()
    placed.push(place(state, known, row))
  }
  return placed
}
/** Rows placed before others have their turn: the initials of their names alone take milliseconds. */
const SLICE = 50

function place(state: Placing, known: Known, row: ReadRow): Placed {
  refuseRepeated(state, row)
  const party = partyFor(state, known, row)
  const claim = party === null || state.plan.claim === undefined ? null : claimFor(state, known, party, row)
  const facts = party === null ? [] : factsFor(known, party, claim, row)
  const isWrong = row.problems.some(({ severity }) => severity === 'error')
  const isNew = party?.isNew === true || claim?.isNew === true
  const outcome = isWrong ? 'wrong' : isNew ? 'new' : facts.length > 0 || (party?.was ?? null) !== null ? 'change' : 'same'
  return { outcome, party, claim, facts: isWrong ? [] : facts }
}

const whoseOf = ({ code, name }: ReadRow): string => code ?? ` ${name ?? ''}`

function refuseRepeated({ plan, said }: Placing, row: ReadRow): void {
  if (row.code === null && row.name === null) return
  const whose = whoseOf(row)
  const about = row.key === null && plan.period === undefined ? whose : JSON.stringify([whose, row.key, plan.period === undefined ? '' : row.cells[plan.period] ?? ''])
  const before = said.get(about)
  if (before === undefined) { said.set(about, row.row); return }
  row.problems.push(error(plan.claim === undefined ? plan.code ?? plan.name : plan.key, `与第 ${before} 行重复；留一行`, `it repeats row ${before}; keep one of them`))
}

type PartyPlaced = NonNullable<Placed['party']>

function partyFor(state: Placing, known: Known, row: ReadRow): PartyPlaced | null {
  const { plan } = state
  if (row.code === null && row.name === null) {
    if (row.problems.length === 0) row.problems.push(error(plan.code ?? plan.name, plan.code === undefined ? '没有名称' : '没有统一社会信用代码，也没有名称', plan.code === undefined ? 'the name is missing' : 'the code and the name are missing'))
    return null
  }
  // A code that could not be read names nobody: its row must not be taken for one without a code.
  if (row.code === null && plan.code !== undefined && (row.cells[plan.code] ?? '').trim() !== '') return null
  const found = row.code !== null ? known.byCode.get(row.code) : known.byName.get(row.name ?? '')
  if (Array.isArray(found)) { row.problems.push(error(plan.name, `有 ${found.length} 个主体都叫这个名称；补上统一社会信用代码`, `${found.length} parties have this name; add the code`)); return null }
  if (found !== undefined) return partyThere(state, found, row)
  if (row.code !== null && known.elsewhere.has(row.code)) { row.problems.push(error(plan.code, '已登记在您管辖范围以外的县区', 'it is registered in a county outside your reach')); return null }
  return plan.claim === undefined ? partyNew(state, row) : unknownParty(state, row)
}

function unknownParty({ plan }: Placing, row: ReadRow): null {
  row.problems.push(error(plan.code ?? plan.name, '没有登记这个主体；先登记或导入主体', 'no such party is registered; register or import it first'))
  return null
}

/** A party that is there: its name and area are changed where the sheet has others. */
function partyThere({ plan, edit, changed }: Placing, { id, name, area, version }: PartyKnown, row: ReadRow): PartyPlaced {
  const there: PartyPlaced = { id, isNew: false, name: null, initials: null, area: null, version: null, was: null }
  // A sheet of claims names the parties they stand under, and says nothing of them.
  if (plan.claim !== undefined || changed.has(id)) return there
  const [newName, newArea] = [row.name !== null && row.name !== name ? row.name : null, row.area !== null && row.area !== area ? row.area : null]
  if (newName === null && newArea === null) return there
  if (!reaches(edit, area)) row.problems.push(error(newName === null ? plan.area : plan.name, '您的角色不能更改登记的名称和县区', 'your role does not change the name or the county that is registered'))
  else if (newArea !== null && !reaches(edit, newArea)) row.problems.push(outsideArea(plan))
  changed.add(id)
  return { ...there, name: newName, initials: newName === null ? null : initialsOf(newName), area: newArea, version, was: { name, area } }
}
const outsideArea = (plan: Plan) => error(plan.area, '不在您管辖的县区', 'this county is outside your reach')

function partyNew({ plan, create, made }: Placing, row: ReadRow): PartyPlaced | null {
  const before = made.get(whoseOf(row))
  if (before !== undefined && row.name !== null && before.name !== row.name) row.problems.push(error(plan.name, `与第 ${before.row} 行同一代码，名称不同`, `row ${before.row} has the same code and another name`))
  if (row.name === null) { row.problems.push(error(plan.name, '新登记的主体要有名称', 'a party that is new needs its name')); return null }
  if (!create.anywhere && create.areas.size === 0) row.problems.push(error(plan.code ?? plan.name, '没有登记这个主体，您的角色不能登记', 'no such party is registered, and your role does not register one'))
  else if (row.area === null && !create.anywhere) row.problems.push(error(plan.area, '写明所在县区', 'the county is missing'))
  else if (!reaches(create, row.area)) row.problems.push(outsideArea(plan))
  const id = before?.id ?? uuid()
  // Without periods a second row of the same party is refused anyway.
  if (before === undefined && plan.period !== undefined) made.set(whoseOf(row), { id, name: row.name, row: row.row })
  return { id, isNew: true, name: row.name, initials: initialsOf(row.name), area: row.area, version: null, was: null }
}

function claimFor({ plan, made }: Placing, known: Known, party: PartyPlaced, row: ReadRow): Placed['claim'] {
  if (row.key === null) { row.problems.push(error(plan.key, '写明事项编号', 'the key of the claim is missing')); return null }
  const at = claimKey(party.id, row.key)
  const there = known.claims.get(at)
  if (there !== undefined) return { id: there, isNew: false }
  const id = made.get(at)?.id ?? uuid()
  if (plan.period !== undefined) made.set(at, { id, name: row.title, row: row.row })
  return { id, isNew: true }
}

/** Facts that are not known in these words or as this figure. */
function factsFor(known: Known, party: PartyPlaced, claim: Placed['claim'], row: ReadRow): Placed['facts'] {
  const facts: (Told & { before: Head | null })[] = []
  for (const told of row.told) {
    const at = factKey(party.id, claim?.id ?? null, told.name, told.period)
    const before = known.heads.get(at) ?? null
    if (before === null && known.hidden.has(at)) row.problems.push(error(told.column, '已有不公开的登记，您看不到，不能用导入取代', 'something private is registered that you do not see; an import cannot supersede it'))
    else if (before === null || !isSame(before, told)) facts.push({ ...told, before })
  }
  return facts
}

const isSame = (before: Head, { written, number, none }: Told): boolean => before.none === none && (before.number !== null && number !== null ? before.number === number : before.written === written)
