import type { Assessment, Missing, Result } from '../assessment.ts'
import { questionOf } from './value.ts'

type Question = Result['ask'][number]

/** One question while the order is being found: whom it holds up. */
interface Asked { readonly missing: Missing; readonly settles: Set<string>; readonly blocks: Blocked[]; score: number }
/** One open assessment: for each open condition the questions it waits for; and all of its questions, those of the amount too. */
interface Blocked { readonly conditions: (readonly Asked[])[]; readonly all: Set<Asked> }

/**
 * What to ask next. A question counts for every assessment it holds up; more where it alone decides a condition (one
 * "no" settles the instrument), less where others are wanting beside it. Taken greedily: after each question the
 * next is the one that then settles most. Claims of a kind are a question like any other, and come before their facts.
 */
export function questions(assessments: readonly Assessment[]): Question[] {
  const asked = new Map<string, Asked>()
  for (const one of assessments) if (one.status === 'unknown' && one.missing.length > 0) block(one, asked)
  if (asked.size === 0) return []
  const left = new Set(asked.values())
  for (const one of left) one.score = scoreOf(one)
  const order: Question[] = []
  while (left.size > 0) {
    const best = highest(left)
    left.delete(best)
    order.push({ missing: best.missing, settles: [...best.settles] })
    const touched = new Set<Asked>()
    for (const blocked of best.blocks) { blocked.all.delete(best); for (const other of blocked.all) touched.add(other) }
    for (const one of touched) one.score = scoreOf(one)
  }
  return order
}

function highest(left: ReadonlySet<Asked>): Asked {
  let best: Asked | undefined
  for (const one of left) if (best === undefined || one.score > best.score) best = one
  if (best === undefined) throw new Error('no question is left')
  return best
}

function block({ instrument, conditions, missing }: Assessment, asked: Map<string, Asked>): void {
  const find = (one: Missing): Asked => {
    const key = questionOf(one)
    const known = asked.get(key)
    if (known !== undefined) return known
    const made: Asked = { missing: one, settles: new Set(), blocks: [], score: 0 }
    asked.set(key, made)
    return made
  }
  const blocked: Blocked = { conditions: [], all: new Set(missing.map(find)) }
  for (const one of blocked.all) { one.settles.add(instrument); one.blocks.push(blocked) }
  for (const one of conditions) if (one.verdict === 'unknown' && one.missing !== undefined && one.missing.length > 0) blocked.conditions.push(one.missing.map(find))
}

/** Half of what decides a condition alone settles its instrument; the figures of an amount only count once its conditions hold. */
function scoreOf(asked: Asked): number {
  let score = 0
  for (const { conditions, all } of asked.blocks) {
    let open = 0
    let alone = 0
    for (const wanted of conditions) {
      let waiting = 0
      let mine = false
      for (const one of wanted) if (all.has(one)) { waiting++; mine ||= one === asked }
      if (waiting > 0) open++
      if (mine) alone = Math.max(alone, 1 / waiting)
    }
    score += open === 0 ? 1 / all.size : alone === 0 ? 0.01 / all.size : alone * (0.5 + 0.5 / open)
  }
  return score
}
