import { UNKNOWN, rational, type Value } from '@lizhu/feel'
import type { Missing, Result } from '../assessment.ts'
import type { Dossier, Subject } from '../dossier.ts'
import type { Allocate, Program } from '../program.ts'
import { allocate, type Allocation, type Application } from './allocate.ts'
import { notBelowZero } from './figure.ts'
import { figureOf } from './value.ts'
import { prepare } from './prepare.ts'
import { choose } from './reading.ts'
import { Scene, blank, type Run } from './scene.ts'
import { eachSubject } from './subjects.ts'
import { treeOf } from './tree.ts'

/** A pool divided among the exact awards of one instrument; `pool` and `left` in fen, or in places. */
export interface Allotted extends Allocation { readonly instrument: string; readonly pool: bigint; readonly words: Allocate['words'] }
/** Why a pool could not be divided: its size or somebody's place is not known, or an amount is not exact yet. */
export interface NotAllotted { readonly instrument: string; readonly missing: readonly Missing[]; readonly open: readonly string[] }

/** Divides the pools of a policy among the parties of a dossier, by each instrument's own rule. */
export function allot(program: Program, dossier: Dossier, result: Result, readings: Run['readings'] = {}): (Allotted | NotAllotted)[] {
  const prepared = prepare(program)
  const run: Run = { prepared, dossier, asOf: result.asOf, readings }
  return program.instruments.flatMap((instrument): (Allotted | NotAllotted)[] => {
    const node = instrument.allocate ?? prepared.generalsOf(instrument.id).find(one => one.allocate !== undefined)?.allocate
    if (node === undefined) return []
    const subjects: { readonly subject: Subject; readonly party: Subject }[] = []
    eachSubject(prepared, dossier, instrument, { subject: (_, subject, party) => { subjects.push({ subject, party }) }, without: () => undefined })
    const notes = blank()
    const { node: rule } = choose(run, node)
    const rows = result.assessments.filter(one => one.instrument === instrument.id && (one.status === 'eligible' || one.status === 'unknown' || one.status === 'undecided'))
    const open = rows.filter(one => one.granted?.how !== 'exact').map(one => one.subject.id)
    const applications = rows.flatMap((one): Application[] => {
      const subject = subjects.find(known => known.subject.id === one.subject.id && known.party.id === one.subject.party)?.subject
      if (one.granted?.how !== 'exact' || subject === undefined) return []
      const order = placeOf(new Scene(run, instrument, subject, notes), rule)
      return [{ id: one.subject.id, amount: rational.floor(one.granted.value), ...(order === undefined ? {} : { order }) }]
    })
    const first = subjects[0]?.subject
    const pool = first === undefined ? undefined : figureOf(new Scene(run, instrument, first, notes), rule.pool).figure
    if (pool?.known !== true || open.length > 0 || applications.some(one => one.order === UNKNOWN)) return [{ instrument: instrument.id, missing: notes.missing, open }]
    // What was overspent before leaves nothing.
    const size = rational.floor(notBelowZero(pool.lo))
    return [{ instrument: instrument.id, pool: size, words: rule.words, ...(rule.pool.type.kind === 'number' ? places(size, applications, rule.whenShort) : allocate(size, applications, rule.whenShort)) }]
  })
}

/** A pool of places (前10名): each applicant takes one, and its amount whole. */
function places(pool: bigint, applications: readonly Application[], whenShort: Allocate['whenShort']): Allocation {
  const { rows, left, short } = allocate(pool, applications.map(one => ({ ...one, amount: 1n })), whenShort)
  return { left, short, rows: rows.map((row, i) => { const asked = applications[i]?.amount ?? 0n; return { ...row, asked, granted: row.granted === 1n ? asked : 0n } }) }
}

function placeOf(scene: Scene, { order }: Allocate): Value | undefined {
  if (order === undefined) return undefined
  const value = treeOf(order).run(scene)
  if (value === UNKNOWN) figureOf(scene, order)
  return value
}
