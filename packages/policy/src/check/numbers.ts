import { quantity } from '@lizhu/feel'
import { reporter, type Diagnostic } from '../diagnostic.ts'
import type { Block, PackSource } from '../source/pack.ts'
import { find, squeeze, type Law } from '../source/law.ts'
import { Mapping, Scalar, Sequence, type Tree } from '../source/yaml.ts'
import { figuresIn, figuresOf, needsWords, type Figure } from './figures.ts'
import { quotations, scalarAt, type Quoted } from './quotes.ts'

/** Keys whose scalars are quantities, bands or expressions. */
const VALUES = new Set(['working days', 'sample', 'all from', 'experts', 'most', 'pass', 'give', 'up to', 'between', 'of', 'each', 'band', 'test', 'min', 'max', 'add', 'times', 'less', 'where', 'from', 'by', 'part', 'after', 'for', 'breach', 'repay', 'pool', 'limit', 'term', 'reach', 'exceed', 'at most', 'is', 'count', 'year', 'amount', 'value', 'including', 'in force'])

/** Keys that speak of time in plain words. */
const PLAIN = new Set(['within', 'every'])

export interface NumbersBound { readonly article: number; readonly numbers: number; readonly bound: number }

/**
 * Every number in quoted words meets an equal value in the same mapping, and every value a number there (15% beside the
 * words 5% does not pass). A number belongs to the innermost quotation it stands in.
 */
export function checkNumbers(source: PackSource, diagnostics: Diagnostic[]): NumbersBound[] {
  const report = reporter(source.file, diagnostics)
  const totals = new Map<number, { numbers: number; bound: number }>()
  for (const block of source.blocks) {
    const law = source.laws.get(block.article)
    const quoted = quotations(block, law)
    const total = totals.get(block.article) ?? { numbers: 0, bound: 0 }
    totals.set(block.article, total)
    for (const one of quoted) {
      if (one.path.includes('waive')) { const waived = figuresIn(squeeze(one.words.text)).length; total.numbers += waived; total.bound += waived; continue }
      const own = ownFigures(one, quoted, law)
      const values = valuesBeside(one)
      const unmet = unmetBy(values, waivedIn(one), own)
      total.numbers += own.length
      total.bound += own.length - unmet.length
      for (const figure of unmet) report('number-unbound', one.words.span, { number: figure.text, words: one.words.text })
      checkSpoken(values, `${one.words.text} ${readingText(one)}`, one, report)
      for (const { at, merged, drops } of alternatives(one)) {
        const there = valuesBeside(merged)
        const lost = drops ? [] : unmetBy(there, waivedIn(merged), own).filter(figure => !unmet.includes(figure))
        for (const figure of lost) report('alternative-loses-number', at.span, { number: figure.text, reading: at.text })
        checkSpoken(there, `${one.words.text} ${readingText(one)} ${at.text}`, one, report)
      }
    }
    checkRespectively(block, report)
  }
  return [...totals].map(([article, total]) => ({ article, ...total }))
}

type Values = readonly { readonly scalar: Scalar; readonly figures: readonly Figure[] }[]

/** The numbers of the words that meet no equal value and are not waived. */
function unmetBy(values: Values, waived: readonly (readonly [number, number])[], own: readonly Figure[]): Figure[] {
  const offered = new Set(values.flatMap(({ scalar, figures }) => [...figures.flatMap(({ sizes }) => sizes), ...lengths(scalar.text)]))
  return own.filter(figure => !waived.some(([from, to]) => figure.at >= from && figure.at < to) && !figure.sizes.some(size => offered.has(size)))
}

/** Every number of a value is spoken in the words beside it, or in the reading that says where it comes from. */
function checkSpoken(values: Values, texts: string, { words }: Quoted, report: ReturnType<typeof reporter>): void {
  const spoken = new Set(spokenIn(texts))
  for (const { scalar, figures } of values) {
    if (lengths(scalar.text).some(size => spoken.has(size))) continue
    for (const figure of figures.filter(needsWords)) if (!figure.sizes.some(size => spoken.has(size))) report('value-unspoken', scalar.span, { value: scalar.text, words: words.text })
  }
}
function spokenIn(words: string): string[] { return [...figuresIn(squeeze(words)).flatMap(({ sizes }) => sizes), ...implied(words)] }
function readingText({ mapping }: Quoted): string {
  const reading = mapping.entries.get('reading')?.value
  return reading instanceof Mapping ? `${scalarAt(reading, 'question')?.text ?? ''} ${scalarAt(reading, 'read as')?.text ?? ''}` : ''
}

/** The numbers of a quotation that stand in no quotation inside it. */
function ownFigures(one: Quoted, all: readonly Quoted[], law: Law | undefined): Figure[] {
  const inner = all.filter(other => other !== one && isInside(other, one)).flatMap(({ stretches }) => stretches)
  if (!law) return []
  return one.stretches.flatMap(([from, to]) => {
    const offset = squeeze(one.words.text).indexOf(law.squeezed.slice(from, to))
    return figuresIn(law.squeezed.slice(from, to)).filter(({ at }) => !inner.some(([start, end]) => from + at >= start && from + at < end)).map(figure => ({ ...figure, at: figure.at + Math.max(0, offset) }))
  })
}
/** Deeper in the block, or (`measure`) beside the words of the same mapping. */
function isInside(other: Quoted, one: Quoted): boolean {
  const prefix = one.path.every((step, index) => other.path[index] === step)
  return prefix && (other.path.length > one.path.length || (other.path.length === one.path.length && scalarAt(one.mapping, 'words') === one.words && other.words !== one.words))
}

/** The values bound to a quotation: those of its mapping, down to where another quotation takes over. */
export function valuesBeside({ mapping, block }: Quoted): { scalar: Scalar; figures: Figure[] }[] {
  const found: { scalar: Scalar; figures: Figure[] }[] = []
  const visit = (tree: Tree, key: string) => {
    if (tree instanceof Scalar && PLAIN.has(key)) found.push({ scalar: tree, figures: figuresIn(tree.text) })
    else if (tree instanceof Scalar) { if (VALUES.has(key) && tree.quoted) found.push({ scalar: tree, figures: figuresOf(tree.text) }) }
    else if (tree instanceof Sequence) tree.items.forEach(item => { if (!(item instanceof Mapping && item.entries.has('words'))) visit(item, key) })
    else for (const [name, { value }] of tree.entries) if (name !== 'reading' && name !== 'waive' && !(value instanceof Mapping && value.entries.has('words'))) visit(value, name)
  }
  for (const [key, { value }] of mapping.entries) {
    if (key === 'reading' || key === 'waive' || (key === 'respectively' && block.kind === 'several')) continue
    if (!(value instanceof Mapping && value.entries.has('words'))) visit(value, key)
  }
  // The figures of 分别 stand in amount.words; checkRespectively compares them in order.
  if (block.kind !== 'several') return found
  if (mapping.entries.has('name')) return found.filter(({ scalar }) => scalar !== scalarAt(mapping, 'give') && scalar !== scalarAt(mapping, 'up to'))
  return isAmount(mapping, block) ? [...found, ...gives(block).map(scalar => ({ scalar, figures: figuresOf(scalar.text) }))] : found
}
/** The alternatives of a reading with the values that the node would have then; one that says `true` asks for nothing. */
function alternatives(one: Quoted): { at: Scalar; merged: Quoted; drops: boolean }[] {
  const reading = one.mapping.entries.get('reading')?.value
  const rows = reading instanceof Mapping ? reading.entries.get('or')?.value : undefined
  if (!(rows instanceof Sequence)) return []
  return rows.items.flatMap(row => {
    const at = row instanceof Mapping ? scalarAt(row, 'read as') : undefined
    if (!(row instanceof Mapping) || !at) return []
    const mapping = new Mapping(new Map([...one.mapping.entries, ...row.entries].filter(([key]) => key !== 'reading')), one.mapping.span)
    return [{ at, merged: { ...one, mapping }, drops: [...row.entries].some(([, { value }]) => value instanceof Scalar && value.text === 'true') }]
  })
}
function isAmount(mapping: Mapping, block: Block): boolean { return block.tree instanceof Mapping && block.tree.entries.get('amount')?.value === mapping }
function gives(block: Block): Scalar[] { return block.kind === 'several' ? block.data.respectively.flatMap(row => row.give ?? row['up to'] ?? []) : [] }

/** Words beside which 100 %, 50 % or 1 may stand without a numeral. */
function implied(words: string): string[] {
  return [...(/免|全额|全部/.test(words) ? ['ratio:1/1', 'number:1/1'] : []), ...(/减半/.test(words) ? ['ratio:1/2'] : []), ...(/每|按日|单个|首次/.test(words) ? ['number:1/1', 'months:12/1', 'days:1/1'] : []), ...(/三免两减半/.test(words) ? ['number:1/1', 'number:4/1', 'number:5/1'] : [])]
}
/** `[4..5]` is two long: 两减半. */
function lengths(band: string): string[] {
  const match = /^\[(\d+)\.\.(\d+)\]$/.exec(band.trim())
  return match ? figuresOf(`${Number(match[2]) - Number(match[1]) + 1}年`).flatMap(({ sizes }) => sizes) : []
}

function waivedIn({ mapping, words, block }: Quoted): [number, number][] {
  const text = squeeze(words.text)
  const rows = [mapping, ...(block.tree instanceof Mapping ? [block.tree] : [])].flatMap(tree => { const waive = tree.entries.get('waive')?.value; return waive instanceof Sequence ? waive.items : [] })
  return rows.flatMap(row => {
    const quote = row instanceof Mapping ? scalarAt(row, 'words') : undefined
    const at = quote ? find(quote.text, { article: 0, text, squeezed: text, printed: [] }) : undefined
    return at?.map(([from, to]): [number, number] => [from, to]) ?? []
  })
}

/** 分别: the rows give the numbers of `amount.words`, in the order in which they are spoken. */
function checkRespectively(block: Block, report: ReturnType<typeof reporter>): void {
  if (block.kind !== 'several' || !block.data.amount.words) return
  const spoken = figuresIn(squeeze(block.data.amount.words.text))
  const rows = gives(block)
  const order = rows.map(row => figuresOf(row.text)[0]?.sizes[0])
  const said = spoken.map(({ sizes }) => sizes[0]).filter(size => order.includes(size))
  for (const [index, row] of rows.entries()) {
    if (quantity(row.text) && said[index] !== order[index]) report('respectively-order', row.span, { value: row.text, spoken: spoken[index]?.text ?? '' })
  }
}
