import { reporter, type Diagnostic } from '../diagnostic.ts'
import type { PackSource } from '../source/pack.ts'
import { Mapping } from '../source/yaml.ts'
import { find, hull, law as lawOf, type Law, type Stretch } from '../source/law.ts'
import { unitsAt } from '../source/units.ts'
import { quotations, scalarAt } from './quotes.ts'

/** How much of an article's words is bound, like the coverage of code by tests. */
export interface ArticleCoverage {
  readonly article: number
  readonly title: string
  readonly letters: number
  readonly bound: number
  readonly sentences: number
  readonly sentencesBound: number
  /** Blocks by kind. */
  readonly blocks: Readonly<Record<string, number>>
}

const LETTER = /[\p{L}\p{N}]/u

/** Every letter and digit of every sentence lies in some block's words; the title and the responsible units bind themselves. */
export function checkCoverage(source: PackSource, diagnostics: Diagnostic[]): ArticleCoverage[] {
  const report = reporter(source.file, diagnostics)
  return source.sections.map(section => {
    const law = source.laws.get(section.number) ?? lawOf(section.number, section.text)
    const bound = new Uint8Array(law.squeezed.length)
    for (const [from, to] of [...selfBound(law, section.title), ...headStretches(source, law)]) bound.fill(1, from, to)
    const sentences = sentencesOf(law)
    let sentencesBound = 0
    for (const [from, to] of sentences) {
      const loose = looseRuns(law, bound, from, to)
      if (loose.length === 0) { sentencesBound++; continue }
      report('unbound', section.span, { article: String(section.number), sentence: law.squeezed.slice(from, to), words: loose.join(' … ') })
    }
    const letters = law.squeezed.split('').filter(char => LETTER.test(char)).length
    const boundLetters = law.squeezed.split('').filter((char, index) => LETTER.test(char) && bound[index] === 1).length
    return { article: section.number, title: section.title, letters, bound: boundLetters, sentences: sentences.length, sentencesBound, blocks: count(source, section.number) }
  })
}

/** `（六）实施千家企业上规行动计划。` and 〔责任单位：…〕. */
function selfBound(law: Law, title: string): Stretch[] {
  const found: Stretch[] = []
  const heading = title === '' ? -1 : law.squeezed.indexOf(title.replace(/\s+/g, ''))
  if (heading >= 0 && heading <= 8) found.push([0, heading + title.replace(/\s+/g, '').length])
  const closing = unitsAt(law.squeezed)
  if (closing) found.push([closing.from, law.squeezed.length])
  return found
}

function headStretches(source: PackSource, law: Law): Stretch[] {
  const broken = source.broken.filter(block => block.article === law.article).flatMap(({ tree }) => {
    const words = tree instanceof Mapping ? scalarAt(tree, 'words') : undefined
    const found = words && find(words.text, law)
    return found ? [hull(found)] : []
  })
  return broken.concat(source.blocks.filter(block => block.article === law.article).flatMap(block => {
    const head = quotations(block, law).find(({ path, stretches }) => path.length === 0 && stretches.length > 0)
    const inner = quotations(block, law).filter(({ path }) => path[0] === 'boundaries').flatMap(({ stretches }) => stretches)
    return head ? [hull(head.stretches), ...inner] : [...inner]
  }))
}

/** Sentences end at 。 ； and line ends. */
function sentencesOf({ squeezed }: Law): Stretch[] {
  const ends = [...squeezed.matchAll(/[。；;]/g)].map(match => match.index + 1)
  const cuts = [0, ...ends, squeezed.length]
  return cuts.slice(1).map((to, index): Stretch => [cuts[index] ?? 0, to]).filter(([from, to]) => LETTER.test(squeezed.slice(from, to)))
}

function looseRuns({ squeezed }: Law, bound: Uint8Array, from: number, to: number): string[] {
  const runs: string[] = []
  let run = ''
  for (let i = from; i <= to; i++) {
    if (i < to && bound[i] === 0) { run += squeezed.charAt(i); continue }
    if (LETTER.test(run)) runs.push(run)
    run = ''
  }
  return runs
}

function count(source: PackSource, article: number): Record<string, number> {
  const result: Record<string, number> = {}
  for (const block of source.blocks) {
    if (block.article !== article) continue
    const kind = block.kind === 'several' ? 'instrument' : block.kind
    result[kind] = (result[kind] ?? 0) + (block.kind === 'several' ? block.data.respectively.length : 1)
  }
  return result
}
