import { createTwoFilesPatch } from 'diff'
import type { Value } from '@lizhu/feel'
import { figuresIn, quotations, sizeOf, valuesBeside, type Quoted } from '../check/index.ts'
import { readPack, type PackSource } from '../source/pack.ts'
import { law, squeeze, type Law } from '../source/law.ts'
import { Mapping, Scalar, Sequence, type Tree } from '../source/yaml.ts'
import { writtenAs, type Parameter } from './parameters.ts'
import type { Reform } from './reform.ts'
import { packWith, type Texts } from './rule.ts'

interface Edit { readonly from: number; readonly to: number; readonly text: string }

/** The policy as a reform would have it: `policy.md` anew, and the difference to today's as a patch. `left`: numbers that another pack sets. */
export interface Patch { readonly text: string; readonly diff: string; readonly left: readonly string[] }

/** Writes a reform into the law's own words, every quotation of them, and the values that are bound to them; and rules written anew (`texts`) in their places. The registered hash stays: it is of the text in force. */
export function patchOf(today: PackSource, parameters: readonly Parameter[], reform: Reform, texts: Texts = new Map()): Patch {
  const source = texts.size === 0 ? today : readPack({ ...today.folder, files: new Map([...today.folder.files, ['policy.md', packWith(today, texts)]]) }, [])
  const edits: Edit[] = []
  const left: string[] = []
  for (const parameter of parameters) {
    const value = reform.get(parameter.id)
    if (value === undefined || sizeOf(parameter.type, value) === sizeOf(parameter.type, parameter.value)) continue
    const own = editsOf(source, parameter, value)
    if (own === undefined) left.push(parameter.id)
    else edits.push(...own)
  }
  const text = edited(source.text, edits)
  return { text, left, diff: text === today.text ? '' : createTwoFilesPatch('a/policy.md', 'b/policy.md', today.text, text, undefined, undefined, { context: 2 }) }
}

function edited(text: string, edits: readonly Edit[]): string {
  const inOrder = [...new Map(edits.map(one => [one.from, one])).values()].sort((a, b) => b.from - a.from)
  return inOrder.reduce((now, { from, to, text: put }) => now.slice(0, from) + put + now.slice(to), text)
}

function editsOf(source: PackSource, parameter: Parameter, value: Value): Edit[] | undefined {
  const written = writtenAs(parameter, value)
  const printed = source.laws.get(parameter.words.article)
  if (parameter.at === undefined || printed === undefined || written === undefined) return undefined
  const [from, to] = parameter.at.map((offset, end) => printed.printed.indexOf(end === 0 ? offset : offset - 1) + end)
  if (from === undefined || to === undefined) return undefined
  const spoken = spokenAs(printed.text.slice(...parameter.at), written)
  const inArticle = officialOf(source, parameter.words.article, printed)
  const size = sizeOf(parameter.type, parameter.value)
  const blocks = source.blocks.filter(one => one.article === parameter.words.article)
  const quoted = blocks.flatMap(block => quotations(block, printed)).flatMap(one => { const at = placeIn(one, from, to); return at === undefined ? [] : [{ one, at }] })
  const innermost = (one: Quoted): boolean => !quoted.some(({ one: other }) => other !== one && other.block === one.block && other.path.length > one.path.length && one.path.every((step, i) => other.path[i] === step))
  return [
    { from: inArticle[from] ?? 0, to: (inArticle[to - 1] ?? 0) + 1, text: spoken },
    ...quoted.map(({ one, at: [a, b] }) => ({ ...one.words.inside({ from: a, to: b }), text: spokenAs(one.words.text.slice(a, b), written) })),
    ...quoted.filter(({ one }) => innermost(one)).flatMap(({ one }) => valuesOf(one)).flatMap(scalar => figuresIn(scalar.text).filter(({ sizes }) => sizes.includes(size)).map(({ at, text }) => ({ ...scalar.inside({ from: at, to: at + text.trimEnd().length }), text: written }))),
  ]
}

/** As the words have it: without a unit where that stands further on (10—15%), with the space that is printed between. */
function spokenAs(before: string, written: string): string {
  const [, digits = written, unit = ''] = /^([\d.]+)(.*)$/.exec(written) ?? []
  return /^[\d.]+$/.test(before) ? digits : /\d\s/.test(before) ? `${digits} ${unit}` : written
}

/** Where each squeezed character of an article stands in the file. */
function officialOf({ text, sections }: PackSource, article: number, printed: Law): readonly number[] {
  const place = sections.findIndex(one => one.number === article)
  const end = sections[place + 1]?.span.from ?? text.length
  const offsets: number[] = []
  let fenced = false
  for (let at = sections[place]?.span.to ?? 0; at < end;) {
    const next = text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at)
    const line = text.slice(at, next)
    if (line.startsWith('```')) fenced = !fenced
    if (!fenced && line.startsWith('>')) for (let i = 1; i < line.length; i++) if (!/\s/.test(line.charAt(i))) offsets.push(at + i)
    at = next + 1
  }
  if (offsets.length !== printed.squeezed.length) throw new Error(`article ${article}: the words in the file are not those of the article`)
  return offsets
}

/** Where a stretch of the law stands in a quotation of it; undefined: not in it. */
function placeIn({ words, stretches }: Quoted, from: number, to: number): readonly [number, number] | undefined {
  const pieces = law(0, words.text)
  let before = 0
  for (const piece of squeeze(words.text).split('……').filter(part => part !== '')) {
    const at = pieces.squeezed.indexOf(piece, before)
    const stretch = stretches.find(([start, end]) => end - start === piece.length && from >= start && to <= end)
    if (stretch !== undefined) return [pieces.printed[at + from - stretch[0]] ?? 0, (pieces.printed[at + to - 1 - stretch[0]] ?? 0) + 1]
    before = at + piece.length
  }
  return undefined
}

/** The values beside a quotation, and those of its other readings. */
function valuesOf(one: Quoted): Scalar[] {
  const reading = one.mapping.entries.get('reading')?.value
  const rows = reading instanceof Mapping ? reading.entries.get('or')?.value : undefined
  return [...valuesBeside(one).map(({ scalar }) => scalar), ...(rows instanceof Sequence ? rows.items.flatMap(row => (row instanceof Mapping && !row.entries.has('words') ? scalarsIn(row) : [])) : [])]
}
function scalarsIn(tree: Tree): Scalar[] {
  if (tree instanceof Scalar) return tree.quoted ? [tree] : []
  if (tree instanceof Sequence) return tree.items.flatMap(scalarsIn)
  return tree.entries.has('words') ? [] : [...tree.entries].flatMap(([key, { value }]) => (key === 'read as' ? [] : scalarsIn(value)))
}
