import { isAlias, isMap, isScalar, isSeq, parseDocument, type Node } from 'yaml'
import type { Span } from '@lizhu/feel'
import type { Report } from '../diagnostic.ts'

/** A scalar with its place; `quoted` decides whether it may be a quantity or an expression. `at[i]` is where character i stands in the file. */
export class Scalar {
  readonly text: string
  readonly quoted: boolean
  readonly span: Span
  constructor(text: string, quoted: boolean, span: Span) { this.text = text; this.quoted = quoted; this.span = span }
  /** Place in the file of a span inside the text: past the opening quote, for text without escapes. */
  inside(span: Span): Span {
    const start = this.span.from + (this.quoted ? 1 : 0)
    return { from: start + span.from, to: start + span.to }
  }
}
export class Mapping {
  readonly entries: ReadonlyMap<string, Entry>
  readonly span: Span
  constructor(entries: ReadonlyMap<string, Entry>, span: Span) { this.entries = entries; this.span = span }
}
export class Sequence {
  readonly items: readonly Tree[]
  readonly span: Span
  constructor(items: readonly Tree[], span: Span) { this.items = items; this.span = span }
}
export interface Entry { readonly key: Span; readonly value: Tree }
/** YAML as read, every part with its place. An empty value is a scalar with the text ''. */
export type Tree = Scalar | Mapping | Sequence

/**
 * Reads block-style YAML. Flow style, anchors, tags and repeated keys are refused: in flow style `1,000万元` would become two
 * keys and `[1..3]` a list, in silence. `offset` is where the text begins in its file.
 */
export function readYaml(text: string, offset: number, report: Report): Tree | undefined {
  const document = parseDocument(text, { version: '1.2', schema: 'failsafe', uniqueKeys: true, strict: true })
  for (const error of document.errors) {
    const code = error.code === 'DUPLICATE_KEY' ? 'yaml-key-twice' : 'yaml'
    report(code, { from: offset + error.pos[0], to: offset + Math.max(error.pos[1], error.pos[0] + 1) }, { detail: error.message.split('\n')[0] ?? '' })
  }
  if (document.errors.length > 0 || document.contents === null) return undefined
  return convert(document.contents, offset, report)
}

function convert(node: Node, offset: number, report: Report): Tree {
  const [from, to] = node.range ?? [0, 0]
  const span = { from: offset + from, to: offset + to }
  if (isAlias(node) || node.anchor !== undefined) report('yaml-anchor', span)
  if (isMap<Node, Node | null>(node)) {
    if (node.flow === true) report('yaml-flow', span)
    const entries = new Map<string, Entry>()
    for (const { key, value } of node.items) {
      const place = { from: offset + (key.range?.[0] ?? 0), to: offset + (key.range?.[1] ?? 0) }
      if (!isScalar(key)) { report('yaml', place, { detail: 'key' }); continue }
      entries.set(String(key.value), { key: place, value: value === null ? new Scalar('', false, place) : convert(value, offset, report) })
    }
    return new Mapping(entries, span)
  }
  if (isSeq<Node>(node)) {
    if (node.flow === true) report('yaml-flow', span)
    return new Sequence(node.items.map(item => convert(item, offset, report)), span)
  }
  if (isScalar(node)) return new Scalar(typeof node.value === 'string' ? node.value : '', node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE', span)
  return new Scalar('', false, span)
}
