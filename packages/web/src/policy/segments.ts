import type { Note } from './notes.ts'
import { endOf, startOf } from './notes.ts'

/** A run of an article's words in which nothing changes: the same sentence, the same notes over it, found or not. */
export interface Segment {
  readonly text: string
  readonly notes: readonly string[]
  readonly found: boolean
  readonly part: 'lead' | 'body' | 'units'
  /** Notes whose words begin here. */
  readonly begins: readonly string[]
  /** Superscripts that stand after it. */
  readonly after: readonly Note[]
}
export interface Sentence { readonly number: number; readonly segments: readonly Segment[] }

/** Where an article's opening (its number and title) ends, and where 责任单位 begins. */
export function partsOf(text: string): { readonly lead: number; readonly units: number } {
  const units = /[〔（([]\s*责任单位/.exec(text)?.index ?? text.length
  return { lead: text.indexOf('。') + 1, units }
}

/** Ends of sentences: 。 ； ！ ？ and a paragraph's end. */
function sentenceEnds(text: string, units: number): readonly number[] {
  const ends: number[] = []
  for (const match of text.slice(0, units).matchAll(/[。；！？\n]/g)) ends.push(match.index + 1)
  if (units > (ends.at(-1) ?? 0)) ends.push(units)
  if (units < text.length) ends.push(text.length)
  return ends
}

/** The sentence in which an offset lies, from 1. */
export function sentenceAt(text: string, offset: number): number {
  return sentenceEnds(text, partsOf(text).units).findIndex(end => end > offset) + 1
}

export function sentencesOf(text: string, notes: readonly Note[], query: string): readonly Sentence[] {
  const { lead, units } = partsOf(text)
  const hits = hitsOf(text, query)
  const ends = sentenceEnds(text, units)
  const cuts = new Set([0, text.length, lead, units, ...ends])
  for (const [from, to] of hits) cuts.add(from).add(to)
  for (const note of notes) cuts.add(startOf(note)).add(endOf(note))
  const at = [...cuts].filter(cut => cut >= 0 && cut <= text.length).sort((a, b) => a - b)
  const sentences: { number: number; segments: Segment[] }[] = ends.map((_, i) => ({ number: i + 1, segments: [] }))
  for (const [i, from] of at.entries()) {
    const to = at[i + 1]
    if (to === undefined) break
    const segment: Segment = {
      text: text.slice(from, to), part: from < lead ? 'lead' : from >= units ? 'units' : 'body',
      notes: notes.filter(note => startOf(note) <= from && endOf(note) >= to).map(note => note.id),
      found: hits.some(([a, b]) => a <= from && b >= to),
      begins: notes.filter(note => startOf(note) === from).map(note => note.id),
      after: notes.filter(note => endOf(note) === to),
    }
    sentences[ends.findIndex(end => end >= to)]?.segments.push(segment)
  }
  return sentences
}

/** Where the query stands in the words; white space between Han and figures does not matter. */
export function hitsOf(text: string, query: string): readonly (readonly [number, number])[] {
  const wanted = [...query.trim()].filter(char => !/\s/.test(char)).map(char => char.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  if (wanted.length === 0) return []
  return [...text.matchAll(new RegExp(wanted.join('\\s*'), 'gi'))].map(match => [match.index, match.index + match[0].length] as const)
}
