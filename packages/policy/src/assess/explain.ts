import { format, type Language, type Type, type Value } from '@lizhu/feel'
import type { Assessment, Short, Step } from '../assessment.ts'

/** One step of the working in figures: `1,240 万元 × 5% = 62 万元`. Undefined where nothing is known of it. */
export function workingOf({ step, value, type, from = [] }: Step, language: Language = 'zh'): string | undefined {
  const said = from.map(one => format(one.value, one.type, language))
  const result = value === undefined || type === undefined ? undefined : format(value, type, language)
  const [first, second, third] = said
  if (result === undefined) return undefined
  switch (step) {
    case 'give': case 'portion': return first !== undefined && second !== undefined ? `${first} × ${second} = ${result}` : result
    case 'adjust': return adjustment(first, second, third, result)
    case 'at least': return first === undefined || second === undefined ? result : language === 'zh' ? `${first}，不足 ${second} 的按 ${result}` : `${first}, raised to ${result}`
    case 'at most': case 'shared':
      if (first === undefined || second === undefined) return result
      return language === 'zh' ? `${first}，不超过 ${second}，得 ${result}` : `${first}, at most ${second}: ${result}`
    case 'round': return first === undefined ? result : `${first} → ${result}`
    case 'stacking': return first === undefined || second === undefined ? result : `${first} − ${second} = ${result}`
    case 'line': case 'base': case 'row': case 'once': case 'setting': case 'balance': return result
  }
}
function adjustment(before: string | undefined, by: string | undefined, points: string | undefined, result: string): string {
  if (before === undefined || by === undefined) return result
  return points === undefined ? `${before} → ${by} → ${result}` : `${before} + ${by} × ${points} = ${result}`
}

/** The assessment with the working of every step written out. Not done while assessing: most steps are never looked at. */
export function explain(assessment: Assessment, language: Language = 'zh'): Assessment {
  const steps = assessment.steps.map(step => {
    const working = workingOf(step, language)
    return working === undefined ? step : { ...step, working }
  })
  return { ...assessment, steps }
}

/** `差 1,080 万元即符合`. */
export function shortText({ by, byType, operator, need, type }: Short, language: Language = 'zh'): string {
  const lack = text(by, byType, language)
  const strict = by.n === 0n
  if (language === 'en') return strict ? `must be ${operator} ${text(need, type, language)}` : `${lack} short`
  return strict ? `须${operator === '<' ? '小于' : operator === '>' ? '大于' : '另于'} ${text(need, type, language)}` : operator === '<' || operator === '<=' ? `多 ${lack}` : `差 ${lack}即符合`
}
const text = (value: Value, type: Type, language: Language): string => format(value, type, language)
