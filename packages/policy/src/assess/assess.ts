import type { Assessment, Result } from '../assessment.ts'
import type { Dossier, Subject } from '../dossier.ts'
import type { Instrument, Program } from '../program.ts'
import { questions } from './ask.ts'
import { Awards } from './awards.ts'
import { settleBetween } from './between/order.ts'
import { prepare } from './prepare.ts'
import type { Row } from './row.ts'
import { rowOf, yearOf } from './rows.ts'
import type { Run } from './scene.ts'
import { settle } from './settle.ts'
import { subjectsOf } from './subjects.ts'

export interface AssessOptions {
  /** Day number of the assessment. */
  readonly asOf: number
  /** Reading id → the alternative chosen (its place in `or`), or the node as it is written. */
  readonly readings?: Readonly<Record<string, number | 'as read'>>
  /** Only these; what bears on them is worked out besides. */
  readonly instruments?: readonly string[]
}

/** Applies a policy to a dossier as of a day: each instrument to each subject, then the rows to each other. */
export function assess(program: Program, dossier: Dossier, { asOf, readings = {}, instruments }: AssessOptions): Result {
  const prepared = prepare(program)
  const run: Run = { prepared, dossier, asOf, readings }
  const awards = new Awards(dossier, asOf)
  const wanted = instruments === undefined ? undefined : prepared.bearingOn(instruments)
  const { inForce, until } = program.pack
  if (asOf < inForce || (until !== undefined && asOf > until)) return notInForce(run, wanted)
  const rows: Row[] = []
  const without: Assessment[] = []
  const absent: { instrument: string; kind: string }[] = []
  for (const instrument of program.instruments) {
    if (wanted?.has(instrument.id) === false) continue
    const found = subjectsOf(prepared, dossier, instrument.for)
    if (found.subjects.length === 0 && found.without.length === 0) absent.push({ instrument: instrument.id, kind: instrument.for })
    for (const subject of found.subjects) rows.push(rowOf(run, awards, instrument, subject))
    for (const owner of found.without) without.push(noSubject(run, instrument, owner))
  }
  const joint = settleBetween(run, rows, awards)
  const settled = inProgramOrder(program, [...rows.map(settle), ...without], without.length > 0)
  const assessments = instruments === undefined ? settled : settled.filter(one => instruments.includes(one.instrument))
  return {
    asOf, assessments, ask: questions(assessments),
    absent: absent.filter(one => instruments?.includes(one.instrument) ?? true),
    joint: joint.filter(one => instruments === undefined || one.members.some(member => instruments.includes(member.instrument))),
  }
}

/** Before a policy begins and after it has ended nothing is granted under it, whatever the facts. */
function notInForce({ prepared, dossier, asOf }: Run, wanted: ReadonlySet<string> | undefined): Result {
  const { program } = prepared
  const assessments = program.instruments.filter(({ id }) => wanted?.has(id) ?? true).flatMap(instrument => dossier.parties.map((party): Assessment => ({
    instrument: instrument.id, pack: instrument.pack, hash: program.pack.hash, asOf, ...yearOf(instrument, asOf),
    subject: { kind: instrument.for, id: party.kind === instrument.for ? party.id : '', party: party.id, under: party.id }, status: 'ineligible',
    conditions: [{ id: IN_FORCE, verdict: false }], steps: [], missing: [], undecided: [], restsOn: [],
  })))
  return { asOf, assessments, ask: [], absent: [], joint: [] }
}
/** Id of the condition that every instrument has without saying so: the policy is in force on the day. */
export const IN_FORCE = 'in force'

/** The owner is known to have no claim of this kind: nothing to apply it to. */
function noSubject(run: Run, instrument: Instrument, owner: Subject): Assessment {
  const party = [...owner.owners.values()].find(one => run.prepared.kind(one.kind)?.party === true) ?? owner
  return {
    instrument: instrument.id, pack: instrument.pack, hash: run.prepared.program.pack.hash, asOf: run.asOf, ...yearOf(instrument, run.asOf),
    subject: { kind: instrument.for, id: '', party: party.id, under: owner.id }, status: 'ineligible',
    conditions: [{ id: `${instrument.id}/for`, words: instrument.words, verdict: false }],
    steps: [], missing: [], undecided: [], restsOn: [],
  }
}

function inProgramOrder({ instruments }: Program, assessments: Assessment[], mixed: boolean): Assessment[] {
  if (!mixed) return assessments
  const place = new Map(instruments.map(({ id }, index) => [id, index]))
  return assessments.sort((a, b) => (place.get(a.instrument) ?? 0) - (place.get(b.instrument) ?? 0))
}
