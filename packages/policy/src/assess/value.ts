import { alternativeOf } from '../alternative.ts'
import { UNKNOWN, missing as missingIn, type FactRef, type TraceNode, type Tree } from '@lizhu/feel'
import type { Missing, Undecided, Verdict } from '../assessment.ts'
import { ZERO, between, figureIn, larger, smaller } from './figure.ts'
import { isUntold, type Notes, type Scene } from './scene.ts'
import { treeOf, type Reckoned, type Runner } from './tree.ts'

/** Known none is 0 of it: 无其他补助. What an unknown one waits for is noted on the scene. */
export function figureOf(scene: Scene, tree: Tree): Reckoned {
  const runner = treeOf(tree)
  if (runner.literal !== undefined) return runner.literal
  const trace = runner.trace(scene)
  if (runner.settings.length > 0) cite(scene, runner)
  if (trace.value !== UNKNOWN) return { figure: figureIn(trace.value), trace }
  merge(scene.notes, waitsFor(scene, trace))
  const { least, most } = runner.bounds(scene)
  // The bounds speak of values that exist; a fact that turns out to be none makes it 0.
  return { figure: between(least && smaller(least, ZERO), most && larger(most, ZERO)), trace }
}

/** A condition's value, and what it waits for. */
export interface Tested { readonly verdict: Verdict; readonly trace: TraceNode; readonly missing: readonly Missing[]; readonly undecided: readonly Undecided[] }

const NO_FACTS: readonly Missing[] = []
const NO_SETTINGS: readonly Undecided[] = []

/** Nothing but settings is wanting: undecided. A value that the told facts do not have (x / 0) is unknown too, with nothing to ask. */
export function verdictOf(scene: Scene, tree: Tree): Tested {
  const runner = treeOf(tree)
  const trace = runner.trace(scene)
  if (runner.settings.length > 0) cite(scene, runner)
  if (trace.value !== UNKNOWN) return { verdict: trace.value === true, trace, missing: NO_FACTS, undecided: NO_SETTINGS }
  const { missing, undecided } = waitsFor(scene, trace)
  return { verdict: missing.length === 0 && undecided.length > 0 ? 'undecided' : 'unknown', trace, missing, undecided }
}

interface Waits { readonly missing: Missing[]; readonly undecided: Undecided[] }

/** The facts and settings that keep an expression unknown. */
function waitsFor(scene: Scene, trace: TraceNode): Waits {
  const waits: Waits = { missing: [], undecided: [] }
  for (const open of missingIn(trace)) {
    if ('ref' in open) waits.missing.push(missingOf(scene, open.ref, open.at))
    else waitsForSetting(scene, open.setting, waits)
  }
  return { ...waits, missing: unique(waits.missing) }
}
/** A setting nobody has decided by now; or one whose value depends on facts that were not told. */
function waitsForSetting(scene: Scene, name: string, into: Waits): void {
  const setting = scene.run.prepared.setting(name)
  const set = setting?.set
  if (set === undefined || set.from > scene.run.asOf) {
    into.undecided.push({ setting: name, ...(setting?.owner === undefined ? {} : { owner: setting.owner }) })
    return
  }
  for (const tree of scene.treesOf(set.value)) {
    const { missing, undecided } = waitsFor(scene, treeOf(tree).trace(scene))
    into.missing.push(...missing)
    into.undecided.push(...undecided)
  }
}

function missingOf(scene: Scene, ref: FactRef, at: number | undefined): Missing {
  const period = at === undefined ? {} : { at }
  if (ref.owner === 'area') return { subject: '', kind: 'area', fact: ref, ...period }
  const kind = ref.owner === 'roster' ? scene.run.prepared.rosterKind(ref.name) ?? '' : ref.owner
  const holder = scene.holder(kind)
  if (holder !== undefined && isUntold(holder)) return untoldKind(scene, holder.kind)
  return { subject: holder?.id ?? '', kind, fact: ref, ...period }
}
/** The claims of a kind have not been told: they are asked for before any fact of theirs. */
export function untoldKind(scene: Scene, kind: string): Missing {
  const { prepared } = scene.run
  const owner = scene.holder(prepared.kind(kind)?.of[0] ?? '')
  return owner !== undefined && isUntold(owner) ? untoldKind(scene, owner.kind) : { subject: owner?.id ?? '', kind }
}

/** A completing pack's words stand in the trace beside the policy's own; a definition's reading is what the row rests on. */
function cite({ run, notes }: Scene, { settings }: Runner): void {
  for (const name of settings) {
    const alternative = alternativeOf(name)
    const reading = alternative && run.prepared.definitionReading(alternative.reading)
    if (reading !== undefined && reading.decidedBy === undefined) notes.rests.push(reading)
    const set = run.prepared.setting(name)?.set
    if (set !== undefined && set.from <= run.asOf && !notes.steps.some(step => step.words === set.words)) notes.steps.push({ step: 'setting', words: set.words })
  }
}

/** The same question only once. */
export function unique(missing: readonly Missing[]): Missing[] {
  if (missing.length < 2) return [...missing]
  return [...new Map(missing.map(one => [questionOf(one), one])).values()]
}
/** What identifies a question: whose, what, of which period. */
export const questionOf = ({ subject, kind, fact, at }: Missing): string => `${kind}|${subject}|${fact === undefined ? '' : `${fact.owner}.${fact.name}`}|${at ?? ''}`

/** Moves what was noted on one row to another. */
export function merge(into: Notes, from: Pick<Notes, 'missing' | 'undecided'>): void {
  into.missing.push(...from.missing)
  into.undecided.push(...from.undecided)
}
