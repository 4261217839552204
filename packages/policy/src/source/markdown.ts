import { fromMarkdown } from 'mdast-util-from-markdown'
import type { Span } from '@lizhu/feel'
import type { Report } from '../diagnostic.ts'

/** A fenced ```yaml KIND block: its kind and where its YAML text stands in the file. */
export interface Fence { readonly kind: string; readonly article: number; readonly span: Span; readonly body: Span }
/** An article as printed. Article 0 is what stands before the first `## …`. */
export interface Section {
  readonly number: number
  readonly title: string
  readonly chapter?: string
  /** Paragraphs of its block quotes, joined by \n. */
  readonly text: string
  readonly span: Span
}
export interface Document { readonly sections: readonly Section[]; readonly fences: readonly Fence[]; /** All official words, in order. */ readonly official: string }

interface Draft { number: number; title: string; chapter?: string; paragraphs: string[]; span: Span }

/**
 * Reads policy.md: level-1 headings and block quotes are the official text, `## 13 …` opens an article, ```yaml fences
 * are blocks. The words are taken from the raw source, not from Markdown's reading of them, so that nothing in the law
 * (`*`, `_`, `[`) is ever taken for markup.
 */
export function readMarkdown(source: string, report: Report): Document {
  const drafts: Draft[] = [{ number: 0, title: '', paragraphs: [], span: { from: 0, to: 0 } }]
  const fences: Fence[] = []
  const official: string[] = []
  let chapter: string | undefined
  for (const node of fromMarkdown(source).children) {
    const from = node.position?.start.offset ?? 0
    const span = { from, to: node.position?.end.offset ?? from }
    const raw = source.slice(span.from, span.to)
    const current = drafts[drafts.length - 1]
    if (current === undefined) break
    if (node.type === 'heading' && node.depth === 1) {
      const words = raw.replace(/^#\s*/, '')
      official.push(words)
      if (current.number === 0) current.paragraphs.push(words)
      if (drafts.length > 1 || current.paragraphs.length > 0) chapter = words
    } else if (node.type === 'heading' && node.depth === 2) {
      const match = /^##\s+(\d+)\s+(.+)$/.exec(raw)
      if (!match) { report('heading', span, { text: raw }); continue }
      const number = Number(match[1])
      if (drafts.some(draft => draft.number === number)) report('article-twice', span, { article: String(number) })
      drafts.push({ number, title: (match[2] ?? '').trim(), ...(chapter === undefined ? {} : { chapter }), paragraphs: [], span })
    } else if (node.type === 'blockquote') {
      const words = raw.split('\n').map(line => line.replace(/^\s*> ?/, '')).join('\n').trim()
      official.push(words)
      current.paragraphs.push(...words.split(/\n+/))
    } else if (node.type === 'code' && (node.lang ?? '') === 'yaml') {
      const kind = (node.meta ?? '').trim()
      const start = source.indexOf('\n', span.from) + 1
      fences.push({ kind, article: current.number, span, body: { from: start, to: start + node.value.length } })
      if (source.slice(start, start + node.value.length) !== node.value) report('fence-indented', span)
    }
  }
  return { sections: drafts.map(({ paragraphs, ...rest }) => ({ ...rest, text: paragraphs.join('\n') })), fences, official: official.join('\n') }
}
