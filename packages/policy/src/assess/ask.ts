import type { Assessment, ConditionTrace, Missing, Result } from '../assessment.ts'
import { questionOf } from './value.ts'

type Question = Result['ask'][number]

/** What blocks one open assessment: each entry is settled when all of its questions are answered. */
interface Blocked { readonly instrument: string; readonly conditions: readonly ReadonlySet<string>[]; readonly all: Set<string> }

/**
 * What to ask next. A question counts for every assessment it holds up; more where it alone decides a condition (one
 * "no" settles the instrument), less where others are wanting beside it. Taken greedily: after each question the
 * next is the one that then settles most. Claims of a kind are a question like any other, and come before their facts.
 */
export function questions(assessments: readonly Assessment[]): Question[] {
  const open = assessments.filter(one => one.status === 'unknown' && one.missing.length > 0)
  if (open.length === 0) return []
  const asked = new Map<string, Missing>()
  for (const { missing } of open) for (const one of missing) if (!asked.has(questionOf(one))) asked.set(questionOf(one), one)
  const blocked = open.map(blockedOf)
  const settles = settledBy(blocked)
  const scores = new Map([...asked.keys()].map(key => [key, scoreOf(key, blocked)]))
  const order: Question[] = []
  while (scores.size > 0) {
    const best = [...scores].reduce((a, b) => (b[1] > a[1] ? b : a))[0]
    const missing = asked.get(best)
    if (missing !== undefined) order.push({ missing, settles: [...settles.get(best) ?? []] })
    scores.delete(best)
    for (const one of blocked) if (one.all.delete(best)) for (const key of one.all) scores.set(key, scoreOf(key, blocked))
  }
  return order
}

function blockedOf({ instrument, conditions, missing }: Assessment): Blocked {
  return { instrument, conditions: conditions.filter(one => one.verdict === 'unknown').map(openSet), all: new Set(missing.map(questionOf)) }
}
const openSet = ({ missing }: ConditionTrace): ReadonlySet<string> => new Set((missing ?? []).map(questionOf))

function settledBy(blocked: readonly Blocked[]): Map<string, Set<string>> {
  const settles = new Map<string, Set<string>>()
  for (const { instrument, all } of blocked) for (const key of all) {
    const known = settles.get(key)
    if (known === undefined) settles.set(key, new Set([instrument]))
    else known.add(instrument)
  }
  return settles
}

/** Half of what decides a condition alone settles its instrument; the figures of an amount only count once its conditions hold. */
function scoreOf(key: string, blocked: readonly Blocked[]): number {
  let score = 0
  for (const { conditions, all } of blocked) {
    if (!all.has(key)) continue
    const held = conditions.map(one => [...one].filter(other => all.has(other))).filter(one => one.length > 0)
    if (held.length === 0) { score += 1 / all.size; continue }
    const deciding = held.filter(one => one.includes(key))
    score += deciding.length === 0 ? 0.01 / all.size : Math.max(...deciding.map(one => 1 / one.length)) * (0.5 + 0.5 / held.length)
  }
  return score
}
