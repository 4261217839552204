import { rational } from '@lizhu/feel'
import type { ConditionTrace } from '../../assessment.ts'
import type { Amount, TableRow } from '../../program.ts'
import { NOTHING, OPEN, oneOf, rationalOf, type Figure } from '../figure.ts'
import { readNode } from '../reading.ts'
import type { Scene } from '../scene.ts'
import { treeOf } from '../tree.ts'
import { figureOf, verdictOf } from '../value.ts'
import { inBand } from './band.ts'
import { take, type Base, type Side, type Taken } from './given.ts'

/** What a table gives; `below`: no row holds (below the lowest band), `perhaps` one does not know. */
export interface FromTable extends Taken { readonly none: false | 'below' | 'perhaps'; /** Why there is nothing. */ readonly lack: ConditionTrace | undefined }

/** The first row that holds, on the whole base. Where an earlier row may hold, it is one of several. */
export function fromTable(scene: Scene, amount: Amount, table: NonNullable<Amount['table']>, base: Base | undefined, side: Side): FromTable {
  const measure = table.on === undefined ? base?.figure ?? OPEN : figureOf(scene, table.on).figure
  const possible: Taken[] = []
  for (const row of table.rows) {
    const { node, unread } = readNode(scene, row)
    const hit = unread ? undefined : holds(scene, node, measure)
    if (hit === false) continue
    const taken = take(scene, amount, node.given, node.words, base, side)
    if (hit === true && possible.length === 0) return { ...taken, none: false, lack: undefined }
    possible.push(taken)
    if (hit === true) return { ...several(possible), none: false, lack: undefined }
  }
  if (possible.length === 0) return { figure: NOTHING, how: 'exact', decidedBy: undefined, none: 'below', lack: lackOf(scene, amount, base, measure) }
  return { ...several([...possible, { figure: NOTHING, how: 'exact', decidedBy: undefined }]), none: 'perhaps', lack: undefined }
}

/** No row holds: how far the measure is from the lowest band. */
function lackOf(scene: Scene, { table, of }: Amount, base: Base | undefined, measure: Figure): ConditionTrace {
  const { on, rows } = table ?? { rows: [], on: undefined }
  const bands = rows.flatMap(row => { const least = rationalOf(row.band?.least); return least === undefined ? [] : [{ row, least }] })
  const lowest = bands.reduce<(typeof bands)[number] | undefined>((a, b) => (a === undefined || rational.compare(b.least, a.least) < 0 ? b : a), undefined)
  const words = (lowest?.row ?? rows[0])?.words
  const head = { id: `${scene.instrument.id}/amount/table`, verdict: false, ...(words === undefined ? {} : { words }) } as const
  const type = on?.type ?? base?.type
  if (lowest === undefined || type === undefined || !measure.known || rational.compare(measure.lo, lowest.least) > 0) return head
  const tree = on ?? of
  return {
    ...head,
    short: { fact: tree === undefined ? '' : treeOf(tree).facts.join('、'), operator: lowest.row.band?.leastOpen === true ? '>' : '>=', need: lowest.least, have: measure.lo, type, by: rational.subtract(lowest.least, measure.lo), byType: type },
  }
}

/** Undefined: not known. */
function holds(scene: Scene, { band, test }: TableRow, measure: Figure): boolean | undefined {
  const within = band === undefined ? true : inBand(measure, band)
  if (within === false || test === undefined) return within
  const { verdict, missing, undecided } = verdictOf(scene, test)
  if (verdict === false) return false
  scene.notes.missing.push(...missing)
  scene.notes.undecided.push(...undecided)
  return verdict === true ? within : undefined
}

function several(taken: readonly Taken[]): Taken {
  return {
    figure: oneOf(taken.map(one => one.figure)),
    how: taken.find(one => one.how !== 'exact')?.how ?? 'exact',
    decidedBy: taken.find(one => one.decidedBy !== undefined)?.decidedBy,
  }
}
