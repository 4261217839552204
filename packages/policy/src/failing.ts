import type { ConditionTrace } from './assessment.ts'

/** Conditions one by one, in the order of the words; those inside an exclusion exclude too. */
export function leavesOf(conditions: readonly ConditionTrace[], excludes?: true): ConditionTrace[] {
  return conditions.flatMap(one => {
    const hits = one.excludes ?? excludes
    return one.of ? leavesOf(one.of.conditions, hits) : [hits ? { ...one, excludes: hits } : one]
  })
}

/**
 * The conditions that decided against: not held, or an exclusion that hit. A group that holds is passed over whole: the
 * failing branch of an 或者 that another branch satisfies has decided nothing.
 */
export function failing(conditions: readonly ConditionTrace[], excludes?: true): ConditionTrace[] {
  return conditions.flatMap(one => {
    const hits = one.excludes ?? excludes
    if (one.verdict !== (hits === true)) return []
    return one.of ? failing(one.of.conditions, hits) : [hits ? { ...one, excludes: hits } : one]
  })
}
