import { columnKey, type Cells, type Column } from '@lizhu/feel/kernel'
import type { Framing } from '../city/index.ts'
import type { Fact, Program } from '../program.ts'
import type { Crowd } from './crowd.ts'
import { days, membership } from './days.ts'
import { edgesOf, type Edge, type Seen } from './edges.ts'
import type { Equation } from './equations.ts'
import { figures } from './figures.ts'
import type { Reads } from './reads.ts'
import type { Telling } from './tell.ts'
import { texts, truths } from './texts.ts'
import { rostersOf, toldFacts, type ToldFact } from './told.ts'

/** Cells by column key, and what each key stands for. */
export interface Filled { readonly column: Column; readonly cells: Cells; readonly kind: string }
export type All = Map<string, Filled>

/** What is told of the whole area: all of it, in one row. */
export const AREA = 'area'

/** Everything that is told of one kind; owners come before what hangs off them. */
export function fill(program: Program, facts: readonly Fact[], crowd: Crowd, telling: Telling, reads: Reads, equations: ReadonlyMap<string, readonly Equation[]>, all: All, framing: Framing): void {
  const kind = crowd.kind.name
  const seen: Seen = key => {
    const found = all.get(key)
    const alone = found?.kind === AREA && kind !== AREA
    const rows = found === undefined || found.kind === kind || alone ? undefined : framing.rowsTo(kind, found.kind)
    return found === undefined || (found.kind !== kind && !alone && rows === undefined) ? undefined : { ...found, rows, alone }
  }
  const edges = (column: Column): readonly Edge[] => edgesOf(column, equations.get(column.key) ?? [], seen)
  const put = (column: Column, cells: Cells): void => { all.set(column.key, { column, cells, kind }) }
  let later = 0
  for (const told of toldFacts(facts, reads)) {
    const none = mayBeNone(told.fact, reads) ? (crowd.kind.party && (told.fact.type.kind === 'date' || told.fact.type.kind === 'text') ? OFTEN_NONE : SELDOM_NONE) : 0
    if (told.fact.type.kind === 'date') for (const column of told.columns) put(column, days(column, crowd, telling, none, crowd.kind.party ? 0 : later++, edges(column)))
    else tellOf(told, crowd, telling, none, reads, edges, all, put)
  }
  for (const column of rostersOf(program, kind)) put(column, membership(column, crowd, telling))
}

function tellOf({ fact, columns }: ToldFact, crowd: Crowd, telling: Telling, none: number, reads: Reads, edges: (column: Column) => readonly Edge[], all: All, put: (column: Column, cells: Cells) => void): void {
  const own = (key: string): Cells | undefined => { const found = all.get(key); return found?.kind === crowd.kind.name ? found.cells : undefined }
  switch (fact.type.kind) {
    case 'text': for (const column of columns) put(column, texts(fact, column, crowd, telling, none, reads, own)); return
    case 'boolean': for (const column of columns) put(column, truths(fact, column, crowd, telling)); return
    default: figures(fact, columns, crowd, telling, none, edges, put)
  }
}

const SELDOM_NONE = 0.04
const OFTEN_NONE = 0.25

/** Whether there may be none of a fact: a day that has not come, what the question offers, what the program asks. */
function mayBeNone({ type, ask, askEn, ...fact }: Fact, reads: Reads): boolean {
  if (type.kind === 'boolean') return false
  return type.kind === 'date' || reads.mayBeNone.has(columnKey({ ...fact, type })) || (ask ?? '').includes('“无”') || /\bnone\b/i.test(askEn ?? '')
}

/** Equations by each column that they speak of. */
export function byColumn(equations: readonly Equation[]): ReadonlyMap<string, readonly Equation[]> {
  const found = new Map<string, Equation[]>()
  for (const one of equations) for (const key of one.terms.keys()) { const known = found.get(key); if (known === undefined) found.set(key, [one]); else known.push(one) }
  return found
}
