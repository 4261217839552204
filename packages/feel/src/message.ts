import type { Problem } from './problem.ts'
import { describeCode, type Language } from './describe.ts'
import { TEMPLATES } from './templates.ts'

/** A problem in words: what happened and what to do. */
export function message(problem: Pick<Problem, 'code' | 'params'> & { readonly within?: Problem['within'] }, language: Language): string {
  const template = TEMPLATES[problem.code]
  if (template === undefined) return problem.code
  const text = template[language === 'zh' ? 0 : 1].replace(/\{(\w+)(:type)?\}/g, (_, name: string, typed?: string) => {
    const value = problem.params[name] ?? ''
    return typed === undefined ? value : describeCode(value, language)
  })
  const sentence = language === 'en' ? text.charAt(0).toUpperCase() + text.slice(1) : text
  if (problem.within === undefined) return sentence
  const { definition } = problem.within
  return language === 'zh' ? `在定义“${definition}”里：${sentence}` : `In the definition “${definition}”: ${sentence}`
}
