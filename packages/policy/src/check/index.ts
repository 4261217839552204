import type { Diagnostic } from '../diagnostic.ts'
import type { PackSource } from '../source/pack.ts'
import { checkCoverage, type ArticleCoverage } from './coverage.ts'
import { checkNumbers } from './numbers.ts'
import { checkOperative } from './operative.ts'
import { checkQuotes } from './quotes.ts'
import { checkText } from './text.ts'

export type Coverage = readonly (ArticleCoverage & { readonly numbers: number; readonly numbersBound: number })[]

/** What the words demand (pack-grammar, "What check demands of words"), article by article. */
export function checkWords(source: PackSource, diagnostics: Diagnostic[]): Coverage {
  checkText(source, diagnostics)
  checkQuotes(source, diagnostics)
  const coverage = checkCoverage(source, diagnostics)
  const numbers = new Map(checkNumbers(source, diagnostics).map(one => [one.article, one]))
  checkOperative(source, diagnostics)
  return coverage.map(article => ({ ...article, numbers: numbers.get(article.article)?.numbers ?? 0, numbersBound: numbers.get(article.article)?.bound ?? 0 }))
}
export { figuresIn, sizeOf } from './figures.ts'
export { valuesBeside } from './numbers.ts'
export { fixes, quotations, type Quoted } from './quotes.ts'
export { textHash } from './text.ts'
