import { parse, type Syntax } from '@lizhu/feel'
import { reporter, type Diagnostic } from '../diagnostic.ts'
import type { Block, PackSource } from '../source/pack.ts'
import { packBlock } from '../source/pack.ts'
import { squeeze } from '../source/law.ts'
import { Mapping, Scalar, Sequence, type Tree } from '../source/yaml.ts'
import { children, figuresIn } from './figures.ts'
import { quotations, scalarAt, type Quoted } from './quotes.ts'

/** Words that decide something: in an instrument they lie in an inner quotation, beside what they decide. */
const OPERATIVE = /不超过|最高|以上|以下|不低于|不少于|超(?!市|高|短)|高于|每年|首次|一次性|单个|每家|累计|分期|叠加|新增|连续/g
const MONEY_WORDS = /奖励|补助|补贴|配套扶持|不超过/

/** Demands 4 and 5 of the check of words, and what may not be declaratory. */
export function checkOperative(source: PackSource, diagnostics: Diagnostic[]): void {
  const report = reporter(source.file, diagnostics)
  const signs = boundaries(source)
  for (const block of source.blocks) {
    const law = source.laws.get(block.article)
    const quoted = quotations(block, law)
    if (block.kind === 'declaratory') checkDeclaratory(block.data.words, block.data.waive !== undefined, report)
    if (block.kind === 'instrument' || block.kind === 'several') {
      checkInner(quoted, law?.squeezed ?? '', report)
      checkOnce(block, quoted, report)
      checkCeiling(block, quoted, report)
    }
    for (const one of quoted) checkSign(one, signs, report)
  }
}

function checkDeclaratory(words: Scalar, waived: boolean, report: ReturnType<typeof reporter>): void {
  const found = MONEY_WORDS.exec(words.text)
  if (found) report('declaratory-money', words.span, { word: found[0] })
  const number = figuresIn(squeeze(words.text))[0]
  if (number && !waived) report('declaratory-number', words.span, { number: number.text })
}

/** An operative word of the head quotation must stand in an inner one (a waive counts: it says why not). */
function checkInner(quoted: readonly Quoted[], squeezed: string, report: ReturnType<typeof reporter>): void {
  const head = quoted.find(({ path }) => path.length === 0)
  if (!head) return
  const inner = quoted.filter(one => one !== head).flatMap(({ stretches }) => stretches)
  const [from, to] = [head.stretches[0]?.[0] ?? 0, head.stretches.at(-1)?.[1] ?? 0]
  for (const match of squeezed.slice(from, to).matchAll(OPERATIVE)) {
    const at = from + match.index
    if (!inner.some(([start, end]) => at >= start && at < end)) report('operative-not-bound', head.words.span, { word: match[0], around: squeezed.slice(Math.max(from, at - 8), at + 8) })
  }
}

/** 一次性 is one award for ever (`once`), or, beside 每年, one a year (`every`). */
function checkOnce(block: Block, quoted: readonly Quoted[], report: ReturnType<typeof reporter>): void {
  if (!(block.tree instanceof Mapping)) return
  const says = quoted.find(({ words, path }) => words.text.includes('一次性') && !path.includes('waive'))
  const rows = block.kind === 'several' && block.data.respectively.every(row => row.once)
  if (says && !rows && !block.tree.entries.has('once') && !block.tree.entries.has('every') && !waives(block.tree, '一次性')) report('once-missing', says.words.span)
}
function waives(tree: Mapping, word: string): boolean {
  const rows = tree.entries.get('waive')?.value
  return rows instanceof Sequence && rows.items.some(row => row instanceof Mapping && row.entries.get('words')?.value instanceof Scalar && scalarAt(row, 'words')?.text.includes(word) === true)
}

/** 不超过 in the words of the rate itself, outside those of the caps, makes a ceiling: `up to`, never `give`. */
function checkCeiling(block: Block, quoted: readonly Quoted[], report: ReturnType<typeof reporter>): void {
  const amount = quoted.find(({ path }) => path.length === 1 && path[0] === 'amount')
  if (!amount) return
  const inner = quoted.filter(({ path }) => path.length > 1 && path[0] === 'amount').map(({ words }) => squeeze(words.text))
  const own = inner.reduce((text, words) => text.replace(words, ''), squeeze(amount.words.text))
  const gives = block.kind === 'several' ? block.data.respectively.some(row => row.give) : scalarAt(amount.mapping, 'give') !== undefined
  if (/不超过|最高不超/.test(own) && gives) report('ceiling-is-given', amount.words.span)
}

type Signs = Readonly<Record<string, string>>
const DEFAULT: Signs = { 以上: '>=', 不低于: '>=', 不少于: '>=', 超: '>', 高于: '>', 以下: '<=', 以内: '<=' }
function boundaries(source: PackSource): Signs {
  const own = packBlock(source)?.data.boundaries ?? {}
  return { ...DEFAULT, ...Object.fromEntries(Object.entries(own).filter((entry): entry is [string, Scalar] => entry[0] !== 'words' && entry[1] instanceof Scalar).map(([word, sign]) => [word, sign.text])) }
}

/** 以上 stands beside `>=` or `[`, 超 beside `>`, 以下 beside `<=` or `]`, unless the pack says otherwise; portions exempt. */
function checkSign({ words, mapping, path }: Quoted, signs: Signs, report: ReturnType<typeof reporter>): void {
  if (path.includes('portions') || path.includes('waive')) return
  const beside = ['test', 'band'].flatMap(key => { const value: Tree | undefined = mapping.entries.get(key)?.value; return value instanceof Scalar ? [value] : [] })
  if (beside.length === 0) return
  for (const [word, sign] of Object.entries(signs)) {
    // A name in quotation marks (“超亿元”企业) decides nothing.
    if (!new RegExp(word === '超' ? '超(?!过|市|高|短)' : word).test(words.text.replace(/“[^”]*”/g, ''))) continue
    if (!beside.some(({ text }) => carries(text, sign))) report('boundary', beside[0]?.span ?? words.span, { word, sign, value: beside[0]?.text ?? '' })
  }
}
/** A comparison of something with a figure by this sign (`5 <= x` is `x >= 5`), or the end of a band that means the same. */
function carries(text: string, sign: string): boolean {
  const bound = /^(>=|>|<=|<)\s*[^\s]+$/.exec(text.trim())
  if (bound) return bound[1] === sign
  const band = /^([[(\]])[^[\]()]*\.\.[^[\]()]*([\])[])$/.exec(text.trim())
  if (band) return carriesEnd(sign, band[1] === '[', band[2] === ']')
  const { tree } = parse(text)
  return tree !== undefined && comparisons(tree).some(found => found === sign)
}
const carriesEnd = (sign: string, fromIncluded: boolean, toIncluded: boolean) => sign === '>=' ? fromIncluded : sign === '>' ? !fromIncluded : sign === '<=' ? toIncluded : !toIncluded
const TURNED: Signs = { '>=': '<=', '>': '<', '<=': '>=', '<': '>', '=': '=', '!=': '!=' }

/** The signs by which an expression compares, each as if the figure stood on the right; without a figure, both ways round. */
function comparisons(tree: Syntax): string[] {
  const inner = children(tree).flatMap(comparisons)
  if (tree.kind === 'compare') {
    const turned = TURNED[tree.operator] ?? tree.operator
    const [left, right] = [hasFigure(tree.left), hasFigure(tree.right)]
    return [...inner, ...(left && !right ? [turned] : right ? [tree.operator] : [tree.operator, turned])]
  }
  if (tree.kind !== 'in') return inner
  return [...inner, ...tree.tests.flatMap(test => test.test === 'compare' ? [test.operator] : test.test === 'range' ? [test.lowOpen ? '>' : '>=', test.highOpen ? '<' : '<='] : [])]
}
const hasFigure = (tree: Syntax): boolean => tree.kind === 'quantity' || tree.kind === 'number' || children(tree).some(hasFigure)
