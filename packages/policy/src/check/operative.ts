import { reporter, type Diagnostic } from '../diagnostic.ts'
import type { PackSource } from '../source/pack.ts'
import { packBlock } from '../source/pack.ts'
import { squeeze } from '../source/law.ts'
import { Mapping, Scalar, type Tree } from '../source/yaml.ts'
import { figuresIn } from './figures.ts'
import { quotations, type Quoted } from './quotes.ts'

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
    if (block.kind === 'instrument' || block.kind === 'several') checkInner(quoted, law?.squeezed ?? '', report)
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
  if (beside.length === 0 || !(mapping instanceof Mapping)) return
  for (const [word, sign] of Object.entries(signs)) {
    // A name in quotation marks (“超亿元”企业) decides nothing.
    if (!new RegExp(word === '超' ? '超(?!过|市|高|短)' : word).test(words.text.replace(/“[^”]*”/g, ''))) continue
    if (!beside.some(({ text }) => carries(text, sign))) report('boundary', beside[0]?.span ?? words.span, { word, sign, value: beside[0]?.text ?? '' })
  }
}
/** A comparison with this sign (also turned round: `x >= 5` is `5 <= x`), or the end of a band that means the same. */
function carries(text: string, sign: string): boolean {
  const turned: Signs = { '>=': '<=', '>': '<', '<=': '>=', '<': '>' }
  const bare = text.replace(/"[^"]*"/g, '')
  const has = (wanted: string) => new RegExp(`(^|[^<>=!])${wanted}(?!=)`).test(bare)
  if (has(sign) || has(turned[sign] ?? sign)) return true
  const band = /([[(\]])[^[\]()]*\.\.[^[\]()]*([\])[])/.exec(bare)
  if (!band) return false
  return sign === '>=' ? band[1] === '[' : sign === '>' ? band[1] !== '[' : sign === '<=' ? band[2] === ']' : band[2] !== ']'
}
