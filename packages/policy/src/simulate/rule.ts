import { changeRule } from '../compile/change.ts'
import type { Loaded } from '../compile/load.ts'
import type { Diagnostic } from '../diagnostic.ts'
import type { Program } from '../program.ts'
import type { Block, PackSource } from '../source/pack.ts'
import { Mapping, Scalar, Sequence, type Tree } from '../source/yaml.ts'

/** What of a rule can be written anew: a condition, a rate or sum, of what, a limit. The id is that of the number that stands there: `I13-1.when.1`. */
export interface Part { readonly id: string; readonly instrument: string; /** As the pack names it: `test`, `up to`, `of`, `max`. */ readonly key: string; readonly words?: string; readonly text: string }
/** New texts by the id of the part. */
export type Texts = ReadonlyMap<string, string>

/** What the compiler says of a text; `from`, `to`: in that text. Without a part: of the rule as a whole. */
export interface Objection { readonly part?: string; readonly from: number; readonly to: number; readonly diagnostic: Diagnostic }
/** `unknown`: ids of no part. A rule with an error stays as it was. */
export interface Rewritten { readonly program: Program; readonly changed: ReadonlySet<string>; readonly objections: readonly Objection[]; readonly unknown: readonly string[] }

interface Placed extends Part { readonly scalar: Scalar }

const WRITTEN: ReadonlySet<string> = new Set(['test', 'give', 'up to', 'between', 'of', 'each', 'on', 'band', 'max', 'min', 'add', 'times', 'less', 'where'])
/** Left out of ids, as with parameters. */
const UNSAID: ReadonlySet<string> = new Set(['test', 'give', 'up to', 'between', 'max', 'min', 'any', 'all'])
/** What is no condition and no amount, or another's reading. */
const ASIDE: ReadonlySet<string> = new Set(['reading', 'waive', 'pay', 'keep', 'allocate', 'settings', 'stacking', 'balance'])

/** The parts of some instruments' rules, in the order in which they are written. */
export const rulePartsOf = (source: PackSource, instruments: ReadonlySet<string>): readonly Part[] =>
  source.blocks.filter(one => idsOf(one).some(id => instruments.has(id))).flatMap(partsOf).map(({ scalar: _, ...part }) => part)

/** A policy some of whose rules are written anew. `program`: the one to change; what is not written stays the same object. */
export function rewritten(loaded: Loaded, program: Program, texts: Texts): Rewritten {
  const [changed, objections, known] = [new Set<string>(), new Array<Objection>(), new Set<string>()]
  let now = program
  for (const block of loaded.source.blocks) {
    const all = partsOf(block)
    for (const { id } of all) known.add(id)
    const [instrument] = idsOf(block)
    const anew = all.filter(one => texts.has(one.id) && texts.get(one.id) !== one.text)
    if (instrument === undefined || anew.length === 0) continue
    const start = loaded.source.text.indexOf('\n', block.span.from) + 1
    const { text, places } = put(loaded.source.text.slice(start, block.span.to).replace(/\n?```\s*$/, ''), anew, texts, start)
    const made = changeRule({ ...loaded, program: now }, instrument, text)
    now = made.program
    for (const id of made.changed) changed.add(id)
    objections.push(...made.diagnostics.map(diagnostic => objection(diagnostic, places)))
  }
  return { program: now, changed, objections, unknown: [...texts.keys()].filter(id => !known.has(id)) }
}

/** `policy.md` with these texts in it. */
export const packWith = (source: PackSource, texts: Texts): string => put(source.text, source.blocks.flatMap(partsOf).filter(one => texts.has(one.id) && texts.get(one.id) !== one.text), texts, 0).text

/** Where each text has come to stand, without its quotation marks. */
interface Place { readonly id: string; readonly from: number; readonly to: number }

function put(text: string, parts: readonly Placed[], texts: Texts, start: number): { readonly text: string; readonly places: readonly Place[] } {
  const places: Place[] = []
  let [made, from] = ['', 0]
  for (const { id, scalar } of [...parts].sort((a, b) => a.scalar.span.from - b.scalar.span.from)) {
    const quoted = asYaml(texts.get(id) ?? scalar.text)
    made += text.slice(from, scalar.span.from - start)
    places.push({ id, from: made.length + 1, to: made.length + quoted.length - 1 })
    made += quoted
    from = scalar.span.to - start
  }
  return { text: made + text.slice(from), places }
}

/** Without escapes where that can be, so that every character stands where it was typed. */
const asYaml = (text: string): string => (!/["\\\p{Cc}]/u.test(text) ? `"${text}"` : !/['\p{Cc}]/u.test(text) ? `'${text}'` : JSON.stringify(text))

function objection(diagnostic: Diagnostic, places: readonly Place[]): Objection {
  const { from, to } = diagnostic.span
  const place = places.find(one => from >= one.from - 1 && from <= one.to)
  return place === undefined ? { from: 0, to: 0, diagnostic } : { part: place.id, from: Math.max(0, from - place.from), to: Math.min(to, place.to) - place.from, diagnostic }
}

function partsOf(block: Block): Placed[] {
  const [first] = idsOf(block)
  if (first === undefined || !(block.tree instanceof Mapping)) return []
  const found: Placed[] = []
  const taken = new Set<string>()
  const note = (scalar: Scalar, id: string, key: string, words: string | undefined, instrument: string): void => {
    const unique = taken.has(id) ? `${id}.${key}` : id
    taken.add(unique)
    found.push({ id: unique, instrument, key, text: scalar.text, scalar, ...(words === undefined ? {} : { words }) })
  }
  const visit = (tree: Tree, id: string, outer: string | undefined, instrument: string): void => {
    if (tree instanceof Sequence) tree.items.forEach((item, i) => { visit(item, `${id}.${i + 1}`, outer, instrument) })
    if (!(tree instanceof Mapping)) return
    const words = scalarOf(tree, 'words')?.text ?? outer
    for (const [key, { value }] of tree.entries) {
      if (ASIDE.has(key)) continue
      if (value instanceof Scalar) { if (WRITTEN.has(key) && value.quoted) note(value, UNSAID.has(key) ? id : `${id}.${key}`, key, words, instrument) }
      else if (key === 'respectively' && value instanceof Sequence) value.items.forEach(row)
      else visit(value, UNSAID.has(key) ? id : `${id}.${key}`, words, instrument)
    }
  }
  /** 分别: what differs between instruments of one sentence. */
  const row = (tree: Tree): void => {
    const instrument = tree instanceof Mapping ? scalarOf(tree, 'id')?.text : undefined
    if (instrument === undefined || !(tree instanceof Mapping)) return
    for (const [key, { value }] of tree.entries) if (value instanceof Scalar && WRITTEN.has(key) && value.quoted) note(value, `${instrument}.${key === 'test' ? 'when' : 'amount'}`, key, scalarOf(tree, 'words')?.text, instrument)
  }
  visit(block.tree, first, undefined, first)
  return found
}
const scalarOf = (tree: Mapping, key: string): Scalar | undefined => { const value = tree.entries.get(key)?.value; return value instanceof Scalar ? value : undefined }

function idsOf(block: Block): string[] {
  if (block.kind === 'instrument') return [block.data.id.text]
  return block.kind === 'several' ? block.data.respectively.map(({ id }) => id.text) : []
}
