import { calendar, rational, type Rational } from '@lizhu/feel'
import type { Assessment, Result } from '../assessment.ts'
import type { Dossier, Subject } from '../dossier.ts'
import type { Instrument, Program } from '../program.ts'
import { questions } from './ask.ts'
import { Awards } from './awards.ts'
import { settleBetween } from './between/order.ts'
import { prepare } from './prepare.ts'
import type { Row } from './row.ts'
import { rowOf } from './rows.ts'
import type { Run } from './scene.ts'
import { settle } from './settle.ts'
import { eachSubject, type Meet } from './subjects.ts'

export { IN_FORCE } from './rows.ts'

export interface AssessOptions {
  /** Day number of the assessment. */
  readonly asOf: number
  /** Reading id → the alternative chosen (its place in `or`), or the node as it is written. */
  readonly readings?: Readonly<Record<string, number | 'as read'>>
  /** Only these; what bears on them is worked out besides. */
  readonly instruments?: readonly string[]
  /**
   * One application by itself: the subject of this id under the instruments named. What was granted before counts against it, what might yet be granted for other claims does not.
   */
  readonly alone?: string
}

/** Applies a policy to a dossier as of a day: each instrument to each subject, then the rows to each other. */
export function assess(program: Program, dossier: Dossier, { asOf, readings = {}, instruments, alone }: AssessOptions): Result {
  const prepared = prepare(program)
  const run: Run = { prepared, dossier, asOf, readings, alone }
  const awards = new Awards(dossier, asOf)
  const wanted = instruments === undefined ? undefined : prepared.bearingOn(instruments)
  const rows: Row[] = []
  const without: Assessment[] = []
  const absent: { instrument: string; kind: string }[] = []
  const meet: Meet = {
    subject: (instrument, subject, party) => {
      const row = rowOf(run, awards, instrument, subject, party)
      // The others are there for the limits that they state, and take nothing.
      if (alone !== undefined && !(subject.id === alone && instruments?.includes(instrument.id) === true)) row.verdict = false
      rows.push(row)
    },
    without: (instrument, owner, party) => without.push(noSubject(run, instrument, owner, party)),
  }
  for (const instrument of program.instruments) {
    if (wanted?.has(instrument.id) === false) continue
    const before = rows.length + without.length
    eachSubject(prepared, dossier, instrument, meet)
    if (rows.length + without.length === before) absent.push({ instrument: instrument.id, kind: instrument.for })
  }
  const joint = settleBetween(run, rows, awards)
  const assessments: Assessment[] = []
  for (const row of rows) assessments.push(withFigures(run, awards, row, settle(row)))
  if (without.length > 0) inProgramOrder(program, assessments, without)
  if (instruments === undefined) return { asOf, assessments, ask: questions(assessments), absent, joint }
  const asked = assessments.filter(one => instruments.includes(one.instrument) && (alone === undefined || one.subject.id === alone))
  return {
    asOf, assessments: asked, ask: questions(asked),
    absent: absent.filter(one => instruments.includes(one.instrument)),
    joint: joint.filter(one => one.members.some(member => instruments.includes(member.instrument))),
  }
}

/** Of what nobody has read yet: what each way of reading it would give, the row by itself. */
function withFigures(run: Run, awards: Awards, row: Row, settled: Assessment): Assessment {
  if (settled.status !== 'undecided') return settled
  const instrument = run.prepared.instrument(row.instrument.id) ?? row.instrument
  const under = (id: string, index: number): { value?: Rational } => {
    const { status, granted } = settle(rowOf({ ...run, readings: { ...run.readings, [id]: index } }, awards, instrument, row.subject, row.party))
    if (status === 'ineligible') return { value: rational.ZERO }
    return granted === undefined || granted.how === 'measure' ? {} : { value: granted.how === 'exact' ? granted.value : granted.most }
  }
  return {
    ...settled,
    undecided: settled.undecided.map(one => 'reading' in one && one.figures?.every(({ value }) => value === undefined) === true
      ? { ...one, figures: one.figures.map(({ readAs }, index) => ({ readAs, ...under(one.reading.id, index) })) } : one),
  }
}

/** The owner is known to have no claim of this kind: nothing to apply it to. */
function noSubject(run: Run, instrument: Instrument, owner: Subject, party: Subject): Assessment {
  return {
    instrument: instrument.id, pack: instrument.pack, hash: run.prepared.program.pack.hash, asOf: run.asOf, ...(instrument.every === 'year' ? { year: calendar.yearOf(run.asOf) } : {}),
    subject: { kind: instrument.for, id: '', party: party.id, under: owner.id }, status: 'ineligible',
    conditions: [{ id: `${instrument.id}/for`, words: instrument.words, verdict: false }],
    steps: [], missing: [], undecided: [], restsOn: [],
  }
}

function inProgramOrder({ instruments }: Program, assessments: Assessment[], more: readonly Assessment[]): void {
  const place = new Map(instruments.map(({ id }, index) => [id, index]))
  assessments.push(...more)
  assessments.sort((a, b) => (place.get(a.instrument) ?? 0) - (place.get(b.instrument) ?? 0))
}
