import { distances, type TraceNode } from '@lizhu/feel'
import type { ConditionTrace, Missing, Undecided, Verdict } from '../assessment.ts'
import type { Condition } from '../program.ts'
import { read } from './reading.ts'
import type { Scene } from './scene.ts'
import { treeOf } from './tree.ts'
import { unique, verdictOf } from './value.ts'

/** What a list of conditions came to, and what an open one waits for. */
export interface Judged { readonly verdict: Verdict; readonly traces: readonly ConditionTrace[] }

/** All must hold. Every one is worked out, so that every phrase of the law can be shown with its mark. */
export function judge(scene: Scene, conditions: readonly Condition[]): Judged {
  const traces = conditions.flatMap(condition => judgeOne(scene, condition) ?? [])
  return { verdict: together(traces, true), traces }
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
  if ('any' in condition || 'all' in condition) {
    const all = 'all' in condition
    const parts = (all ? condition.all : condition.any).flatMap(one => judgeOne(scene, one) ?? [])
    const verdict = together(parts, all)
    return { id: parts[0]?.id ?? '', verdict, of: { all, conditions: parts }, ...openOf(verdict, parts) }
  }
  // A completing pack's condition is not asked before its own day.
  if (condition.since !== undefined && condition.since > scene.run.asOf) return undefined
  const { node, unread, reading } = read(scene, condition)
  const { id, words } = node
  const head = { id, ...(words === undefined ? {} : { words }), ...(reading === undefined ? {} : { reading }) }
  const { verdict, trace, missing, undecided } = verdictOf(scene, node.test)
  if (unread !== undefined) return { ...head, verdict: 'undecided', trace, undecided: [{ reading: unread }] }
  if (verdict === true) return { ...head, verdict, trace }
  if (verdict === false) return { ...head, verdict, trace, ...shortOf(trace) }
  return { ...head, verdict, trace, missing, undecided }
}

/** The first comparison in figures that keeps the condition false: 差 1,080 万元. */
function shortOf(trace: TraceNode): Pick<ConditionTrace, 'short'> {
  const short = distances(trace).find(one => one.difference !== undefined)
  if (short?.difference === undefined) return {}
  const { operator, operand, threshold, actual, type, difference, differenceType } = short
  return { short: { fact: treeOf(operand).facts.join('、'), operator, need: threshold, have: actual, type, by: difference, byType: differenceType ?? type } }
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

/** What the open ones among several conditions wait for. */
export function openOf(verdict: Verdict, parts: readonly ConditionTrace[]): { missing?: readonly Missing[]; undecided?: readonly Undecided[] } {
  if (typeof verdict === 'boolean') return {}
  return { missing: unique(parts.flatMap(part => part.missing ?? [])), undecided: parts.flatMap(part => part.undecided ?? []) }
}
