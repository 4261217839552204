import { distances, rational, type TraceNode, type Tree, type Type } from '@lizhu/feel'
import type { ConditionTrace, Missing, Short, Undecided, Verdict } from '../assessment.ts'
import type { Condition, Reading } from '../program.ts'
import { read, undecidedBy } from './reading.ts'
import type { Scene } from './scene.ts'
import type { Mutable } from './steps.ts'
import { treeOf } from './tree.ts'
import { unique, verdictOf } from './value.ts'

/** What a list of conditions came to, and what an open one waits for. */
export interface Judged { readonly verdict: Verdict; readonly traces: ConditionTrace[] }

/** All must hold. Every one is worked out, so that every phrase of the law can be shown with its mark. */
export function judge(scene: Scene, conditions: readonly Condition[]): Judged {
  const traces = judgeEach(scene, conditions)
  return { verdict: together(traces, true), traces }
}

function judgeEach(scene: Scene, conditions: readonly Condition[]): ConditionTrace[] {
  const traces: ConditionTrace[] = []
  for (const condition of conditions) {
    const trace = judgeOne(scene, condition)
    if (trace !== undefined) traces.push(trace)
  }
  return traces
}

/** 有下列情形之一的，不予支持: each condition of a general clause that speaks of a party this subject has. */
export function judgeExclusions(scene: Scene, conditions: readonly Condition[]): Judged {
  const traces = conditions.filter(condition => reaches(scene, condition)).flatMap(condition => {
    const trace = judgeOne(scene, condition)
    return trace === undefined ? [] : [{ ...trace, excludes: true as const }]
  })
  const excluded = together(traces, false)
  return { verdict: typeof excluded === 'boolean' ? !excluded : excluded, traces }
}
function reaches(scene: Scene, condition: Condition): boolean {
  if ('any' in condition) return condition.any.some(one => reaches(scene, one))
  if ('all' in condition) return condition.all.every(one => reaches(scene, one))
  return treeOf(condition.test).owners.every(owner => owner === 'area' || owner === 'roster' || scene.holder(owner) !== undefined)
}

function judgeOne(scene: Scene, condition: Condition): ConditionTrace | undefined {
  if (!('test' in condition)) {
    const all = 'all' in condition
    const parts = judgeEach(scene, all ? condition.all : condition.any)
    const verdict = together(parts, all)
    const { missing, undecided } = openOf(verdict, parts)
    return { id: parts[0]?.id ?? '', verdict, of: { all, conditions: parts }, missing, undecided }
  }
  // A completing pack's condition is not asked before its own day.
  if (condition.since !== undefined && condition.since > scene.run.asOf) return undefined
  return condition.reading === undefined ? judgeTest(scene, condition, undefined, undefined) : judgeRead(scene, condition)
}

type Test = Extract<Condition, { readonly test: unknown }>

function judgeRead(scene: Scene, condition: Test): ConditionTrace {
  const { node, unread, reading } = read(scene, condition)
  return judgeTest(scene, node, reading, unread === undefined ? undefined : undecidedBy(unread, condition))
}

function judgeTest(scene: Scene, { id, words, test }: Test, reading: Reading | undefined, unread: Undecided | undefined): ConditionTrace {
  const tested = verdictOf(scene, test)
  const judged: Mutable<ConditionTrace> = { id, words, verdict: unread === undefined ? tested.verdict : 'undecided', trace: tested.trace, short: undefined, reading, missing: undefined, undecided: undefined }
  if (unread !== undefined) judged.undecided = [unread]
  else if (tested.verdict === false) judged.short = shortOf(tested.trace)
  else if (tested.verdict !== true) {
    judged.missing = tested.missing
    judged.undecided = tested.undecided
  }
  return judged
}

/** The first comparison in figures that keeps the condition false: 差 1,080 万元. */
function shortOf(trace: TraceNode): Short | undefined {
  const { tree, children: [left, right] } = trace
  // Texts and truths have no distance: most conditions are of them.
  if (tree.op === 'fact' || (tree.op === 'compare' && left?.tree.type.kind === 'text') || (tree.op === 'in' && tree.of.type.kind === 'text')) return undefined
  if (tree.op === 'compare' && left !== undefined && right?.tree.op === 'literal') {
    const [have, need] = [left.value, right.value]
    if (typeof have === 'object' && 'n' in have && typeof need === 'object' && 'n' in need) {
      const { type } = left.tree
      const by = rational.absolute(rational.subtract(have, need))
      return { fact: factsOf(left.tree), operator: tree.operator, need, have, type, by, byType: type.kind === 'rate' ? POINTS : type }
    }
  }
  const short = distances(trace).find(one => one.difference !== undefined)
  if (short?.difference === undefined) return undefined
  const { operator, operand, threshold, actual, type, difference, differenceType } = short
  return { fact: factsOf(operand), operator, need: threshold, have: actual, type, by: difference, byType: differenceType ?? type }
}

const POINTS: Type = { kind: 'points' }

const names = new WeakMap<Tree, string>()
function factsOf(tree: Tree): string {
  if (tree.op === 'fact') return tree.ref.name
  const known = names.get(tree)
  if (known !== undefined) return known
  const made = treeOf(tree).facts.join('、')
  names.set(tree, made)
  return made
}

/** Strong Kleene: `all` fails with the first false, `any` holds with the first true. Facts before settings: what can be asked is asked. */
function together(parts: readonly ConditionTrace[], all: boolean): Verdict {
  let verdict: Verdict = all
  for (const part of parts) {
    if (part.verdict === !all) return !all
    if (part.verdict === 'unknown') verdict = 'unknown'
    else if (part.verdict === 'undecided' && verdict !== 'unknown') verdict = 'undecided'
  }
  return verdict
}

const NOTHING_OPEN = {}
/** What the open ones among several conditions wait for. */
export function openOf(verdict: Verdict, parts: readonly ConditionTrace[]): { missing?: readonly Missing[]; undecided?: readonly Undecided[] } {
  if (typeof verdict === 'boolean') return NOTHING_OPEN
  return { missing: unique(parts.flatMap(part => part.missing ?? [])), undecided: parts.flatMap(part => part.undecided ?? []) }
}
