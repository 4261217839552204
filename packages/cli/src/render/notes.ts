import type { Language, Program, Words } from '@lizhu/policy'
import { html, list, raw, type Html } from './html.ts'

/** What a run of an article's words became, numbered in the order of the words. */
export interface Note { readonly number: number; readonly kind: string; readonly name: string; readonly end: number; readonly href?: string }

const KINDS = { instrument: ['工具', 'instrument'], target: ['目标', 'target'], roster: ['名录', 'roster'], duty: ['任务', 'duty'], programme: ['工程', 'programme'], fund: ['资金', 'fund'], definition: ['定义', 'definition'], general: ['规则', 'rule'] } as const

export function notesOf(program: Program, article: number, language: Language): Note[] {
  const at = language === 'zh' ? 0 : 1
  const named = (one: { readonly name: string; readonly en?: string }) => language === 'zh' ? one.name : one.en ?? one.name
  const found: { words: Words | undefined; kind: string; name: string; href?: string }[] = [
    ...program.instruments.filter(one => one.article === article).map(one => ({ words: one.words, kind: KINDS.instrument[at], name: named(one), href: `instruments/${one.id}.html` })),
    ...program.targets.filter(one => one.article === article).map(one => ({ words: one.words, kind: KINDS.target[at], name: language === 'zh' ? one.indicator : one.en ?? one.indicator })),
    ...program.rosters.filter(one => one.article === article).map(one => ({ words: one.words, kind: KINDS.roster[at], name: named(one) })),
    ...program.duties.filter(one => one.article === article).map(one => ({ words: one.words, kind: KINDS[one.programme ? 'programme' : 'duty'][at], name: named(one) })),
    ...program.funds.filter(one => one.article === article).map(one => ({ words: one.words, kind: KINDS.fund[at], name: one.name })),
    ...program.generals.filter(one => one.article === article).map(one => ({ words: one.words, kind: KINDS.general[at], name: one.id })),
    ...program.definitions.filter(one => one.article === article && one.pack === program.pack.id && one.words).map(one => ({ words: one.words, kind: KINDS.definition[at], name: one.id })),
  ]
  return found.map(({ words, ...rest }) => ({ ...rest, end: words?.at.at(-1)?.[1] ?? 0 })).sort((a, b) => a.end - b.end).map((note, index) => ({ ...note, number: index + 1 }))
}

/** The article's words with the numbers of its notes where their words end. */
export function superscripts(text: string, notes: readonly Note[]): Html {
  const cuts = [...new Set(notes.map(note => note.end))].sort((a, b) => a - b)
  const pieces = cuts.map((end, index) => html`${text.slice(cuts[index - 1] ?? 0, end)}<sup>${notes.filter(note => note.end === end).map(note => note.number).join(' ')}</sup>`)
  return list([...pieces, raw(''), html`${text.slice(cuts.at(-1) ?? 0)}`].filter(piece => piece.html !== ''))
}
