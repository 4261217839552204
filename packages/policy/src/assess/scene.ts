import { NONE, UNKNOWN, type Env, type FactRef, type Rational, type Tree, type Value } from '@lizhu/feel'
import { alternativeOf } from '../alternative.ts'
import type { Dossier, Subject } from '../dossier.ts'
import type { Missing, Step, Undecided } from '../assessment.ts'
import type { Instrument, Reading, Setting } from '../program.ts'
import type { Prepared } from './prepare.ts'
import { treeOf } from './tree.ts'

/** One run of the assessor: what stays the same for every instrument and subject. */
export interface Run {
  readonly prepared: Prepared
  readonly dossier: Dossier
  readonly asOf: number
  /** Reading id → the alternative chosen. */
  readonly readings: Readonly<Record<string, number | 'as read'>>
  /** Of one application: its subject. */
  readonly alone?: string | undefined
}

/** What is noted down while one row is worked out. */
export interface Notes {
  readonly steps: Step[]
  readonly missing: Missing[]
  readonly undecided: Undecided[]
  readonly rests: Reading[]
}
export const blank = (): Notes => ({ steps: [], missing: [], undecided: [], rests: [] })
/** Takes over what was noted on a line. */
export function takeNotes(into: Notes, from: Notes, line: string): void {
  for (const step of from.steps) into.steps.push({ ...step, line })
  into.missing.push(...from.missing)
  into.undecided.push(...from.undecided)
  into.rests.push(...from.rests)
}

/** A claim that may exist, of which nothing has been told: `kind` itself is what to ask. */
export const isUntold = (subject: Subject): boolean => subject.id === UNTOLD
const UNTOLD = ''
export function untold(kind: string, owner: Subject): Subject {
  return { kind, id: UNTOLD, owners: new Map([...owner.owners, [owner.kind, owner]]), facts: EMPTY, series: EMPTY, claims: EMPTY, rosters: EMPTY, awards: [] }
}
const EMPTY: ReadonlyMap<never, never> = new Map<never, never>()

interface More { readonly today?: number; readonly lineSubject?: Subject; readonly line?: number; readonly award?: Rational; readonly skip?: ReadonlySet<Subject> }

/** Where one row stands while its expressions run: whose facts they read, on which day, in which line. */
export class Scene implements Env {
  readonly run: Run
  readonly instrument: Instrument
  readonly subject: Subject
  readonly today: number
  readonly notes: Notes
  /** Under `sum`: the line's claim and its number. */
  readonly lineSubject: Subject | undefined
  readonly line?: number
  /** 奖励额, inside `repay`. */
  readonly award: Rational | undefined
  /** Lines that support another award already: they are left out here. */
  readonly skip: ReadonlySet<Subject> | undefined

  constructor(run: Run, instrument: Instrument, subject: Subject, notes: Notes, more: More = {}) {
    this.run = run
    this.instrument = instrument
    this.subject = subject
    this.notes = notes
    this.today = more.today ?? run.asOf
    this.lineSubject = more.lineSubject
    if (more.line !== undefined) this.line = more.line
    this.award = more.award
    this.skip = more.skip
  }

  with(more: More & { readonly notes?: Notes }): Scene {
    return new Scene(this.run, this.instrument, this.subject, more.notes ?? this.notes, { today: this.today, ...optional(this), ...more })
  }

  fact(ref: FactRef, at?: number): Value {
    const { owner } = ref
    if (owner === 'area') return told(this.run.dossier.area, ref, at)
    if (owner === 'roster') return this.membership(ref.name)
    if (owner === 'award') return this.award ?? UNKNOWN
    const holder = this.holder(owner)
    return holder === undefined ? UNKNOWN : told(holder, ref, at)
  }

  /** Whose fact it is: the line's, the subject's, or an owner's. */
  holder(kind: string): Subject | undefined {
    const { lineSubject, subject } = this
    if (lineSubject !== undefined) {
      if (lineSubject.kind === kind) return lineSubject
      const owner = lineSubject.owners.get(kind)
      if (owner !== undefined && subject.kind !== kind) return owner
    }
    return subject.kind === kind ? subject : subject.owners.get(kind)
  }

  /** 在库(名录). */
  private membership(roster: string): Value {
    const kind = this.run.prepared.rosterKind(roster)
    return kind === undefined ? UNKNOWN : isMember(this.holder(kind), roster, this.today)
  }

  /** A setting has no value before the day from which it was set. */
  setting(name: string): Value {
    const alternative = alternativeOf(name)
    if (alternative !== undefined) return this.run.readings[alternative.reading] === alternative.index
    const set = this.run.prepared.setting(name)?.set
    if (set === undefined || set.from > this.run.asOf) return UNKNOWN
    return settingValue(this, set.value)
  }
  treesOf(value: SetValue): Tree[] { return treesOf(this, value) }
}

type SetValue = NonNullable<Setting['set']>['value']

/** One value, or the first row of a table that holds. A schedule has no value. */
function settingValue(scene: Scene, value: SetValue): Value {
  if ('op' in value) return treeOf(value).run(scene)
  for (const row of value) {
    const hit = !('given' in row) ? UNKNOWN : row.test === undefined ? true : treeOf(row.test).run(scene)
    if (hit === UNKNOWN) return UNKNOWN
    if (hit === true && 'given' in row) return row.given.how === 'between' ? UNKNOWN : treeOf(row.given.value).run(scene)
  }
  return UNKNOWN
}
/** The expressions that a setting's value may wait for: up to the first row that is known to hold. */
function treesOf(scene: Scene, value: SetValue): Tree[] {
  if ('op' in value) return [value]
  const trees: Tree[] = []
  for (const row of value) {
    if (!('given' in row)) continue
    if (row.test !== undefined) trees.push(row.test)
    if (row.test !== undefined && treeOf(row.test).run(scene) !== true) continue
    if (row.given.how !== 'between') trees.push(row.given.value)
    break
  }
  return trees
}

/** Whether somebody is in a roster on a day: as what was told of their membership says. */
export function isMember(of: Pick<Subject, 'rosters'> | undefined, roster: string, today: number): Value {
  const since = of?.rosters.get(roster)?.value
  if (since === undefined || since === UNKNOWN) return UNKNOWN
  return typeof since === 'number' ? since <= today : since !== NONE && since !== false
}

/** What is told of a fact, in its period (ordinal) where it has one. */
export function told(holder: Pick<Subject, 'facts' | 'series'>, { name }: FactRef, at: number | undefined): Value {
  const found = at === undefined ? holder.facts.get(name) : holder.series.get(name)?.get(at)
  return found === undefined ? UNKNOWN : found.value
}

function optional({ lineSubject, line, award, skip }: Scene): More {
  return { ...(skip === undefined ? {} : { skip }), ...(lineSubject === undefined ? {} : { lineSubject }), ...(line === undefined ? {} : { line }), ...(award === undefined ? {} : { award }) }
}
