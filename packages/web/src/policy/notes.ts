import type { Program, Instrument, Words } from '@lizhu/policy'
import type { Names } from '../pack/names.ts'
import { nameOf } from '../pack/names.ts'
import { language } from '../i18n/language.ts'
import { meaningOf, stackingMeaning, targetMeaning } from './meaning.ts'
import { readingsOf } from './readings.ts'
import { phrase } from '../pack/phrase.ts'

/** What a run of official words became. */
export const KINDS = ['instrument', 'target', 'roster', 'duty', 'programme', 'definition', 'fund', 'general', 'link', 'declaratory'] as const
export type NoteKind = (typeof KINDS)[number]
export const STATES = ['exact', 'ceiling', 'setting', 'discretion', 'outside'] as const
export type NoteState = (typeof STATES)[number]

export interface Note {
  readonly id: string
  /** The block it opens, and its fragment in the address. */
  readonly opens: string
  /** As the superscript says. */
  readonly number: number
  readonly article: number
  readonly kind: NoteKind
  readonly state?: NoteState
  readonly name: string
  readonly meaning: string
  readonly words: Words
  /** Open readings: nobody entitled has decided them. */
  readonly open: number
  /** Everything search looks at, in both languages. */
  readonly searched: string
}

/** Every note, by article, in the order of the words. */
export function notesOf(program: Program, names: Names): ReadonlyMap<number, readonly Note[]> {
  const all = drafts(program, names)
  return new Map(program.articles.map(({ number }) => [number, numbered(all.filter(note => note.article === number))]))
}

type Draft = Omit<Note, 'number'>

function drafts(program: Program, names: Names): readonly Draft[] {
  const note = (kind: NoteKind, id: string, words: Words, name: string, meaning: string, of: object, more: { readonly state?: NoteState; readonly also?: readonly (string | undefined)[]; readonly opens?: string } = {}): Draft => ({
    id, opens: more.opens ?? id, article: words.article, kind, name, meaning, words,
    open: readingsOf(of).filter(one => one.decidedBy === undefined).length,
    searched: [id, name, meaning, words.quote, ...more.also ?? []].join('\n').toLowerCase(),
    ...(more.state === undefined ? {} : { state: more.state }),
  })
  const here = <T extends { readonly words: Words }>(all: readonly T[]): readonly T[] => all.filter(one => one.words.pack === undefined)
  const comma = language() === 'zh' ? '、' : ', '
  return [
    ...here(program.instruments).flatMap(one => {
      const around = aroundOf(one, program.articles.find(({ number }) => number === one.words.article)?.text ?? '')
      return [
        note('instrument', one.id, { ...one.words, at: around.own }, nameOf(one), meaningOf(one, program, names), one, { state: stateOf(one, program), also: [one.name, one.en] }),
        ...around.parts.map(({ words, name, meaning }, i) => note('general', `${one.id}.${i + 1}`, words, name, meaning, {}, { opens: one.id, also: [one.name, one.en] })),
      ]
    }),
    ...here(program.targets).map(one => note('target', one.id, one.words, language() === 'en' && one.en !== undefined ? one.en : one.indicator, targetMeaning(one, names), one, { also: [one.indicator, one.en] })),
    ...here(program.rosters).map(one => note('roster', one.id, one.words, nameOf(one), names.kind(one.of), one, { also: [one.name, one.en] })),
    ...here(program.duties).map(one => note(one.programme ? 'programme' : 'duty', one.id, one.words, nameOf(one), [...one.by.map(unit => names.unit(unit)), ...one.every === undefined ? [] : [every(one.every)]].join(comma), one, { also: [one.name, one.en, ...one.by] })),
    ...here(program.funds).map(one => note('fund', one.id, one.words, one.name, phrase(one.amount, names), one)),
    ...here(program.links).map(one => note('link', one.id, one.words, one.document, '', one)),
    ...here(program.generals).map(one => note('general', one.id, one.words, one.words.quote, '', one)),
    ...program.definitions.flatMap(one => (one.words !== undefined && one.pack === program.pack.id ? [note('definition', one.id, one.words, one.id, one.source, one)] : [])),
    ...here(program.declaratory).map((one, i) => note('declaratory', `W${one.article}-${i}`, one.words, one.because, '', one)),
  ]
}

const every = (word: string): string => (language() === 'zh' ? `每${word}` : { 年: 'yearly', 季: 'quarterly', 月: 'monthly' }[word] ?? word)

/** Stacking, keeping, payment in a sentence of their own get a note of their own; the instrument keeps what stands before. */
function aroundOf(one: Instrument, text: string): { readonly own: Words['at']; readonly parts: readonly { readonly words: Words; readonly name: string; readonly meaning: string }[] } {
  const [from, to] = [startOf(one), endOf(one)]
  const name = language() === 'zh' ? { stacking: '叠加', keep: '保持', pay: '兑付', allocate: '分配' } : { stacking: 'Stacking', keep: 'To keep it', pay: 'Payment', allocate: 'Allocation' }
  const all = [
    ...one.stacking.map(rule => ({ words: rule.words, name: name.stacking, meaning: stackingMeaning(rule) })), ...one.keep.map(({ words, promise }) => ({ words, name: name.keep, meaning: promise })),
    { words: one.pay?.words, name: name.pay, meaning: nameOf(one) }, { words: one.allocate?.words, name: name.allocate, meaning: nameOf(one) },
  ]
  const parts = all.flatMap(({ words, name, meaning }) => {
    const at = words?.at[0]?.[0]
    return words !== undefined && at !== undefined && words.pack === undefined && (at < from || at > to || text.slice(from, at).includes('。')) ? [{ words, name, meaning }] : []
  })
  const first = Math.min(to, ...parts.map(({ words }) => startOf({ words })).filter(at => at > from))
  const end = from + text.slice(from, first).replace(/[。；\s]+$/, '').length
  return { own: [[from, end]], parts }
}

/** `……` in the words at the head of a block stands for everything between: a note covers the whole run. */
export const startOf = (note: Pick<Note, 'words'>): number => note.words.at[0]?.[0] ?? 0
export const endOf = (note: Pick<Note, 'words'>): number => note.words.at.at(-1)?.[1] ?? 0

/** Superscripts count along the text: by where the words end, then where they begin. */
function numbered(all: readonly Draft[]): readonly Note[] {
  return [...all].sort((a, b) => endOf(a) - endOf(b) || startOf(a) - startOf(b)).map((note, i) => ({ ...note, number: i + 1 }))
}

/** 可算 · 上限 · 需细则 · 裁量 · 另行规定. */
export function stateOf(one: Instrument, program: Program): NoteState {
  const unset = program.settings.some(setting => setting.set === undefined && (setting.instrument === one.id || one.settings.includes(setting.id)))
  switch (one.what.kind) {
    case 'outside': return 'outside'
    case 'measure': return 'discretion'
    case 'balance': return unset ? 'setting' : 'exact'
    case 'amount': {
      if (unset || one.what.amount.reading?.readAs === null) return 'setting'
      const givens = [one.what.amount.given, ...one.what.amount.table?.rows.map(row => row.given) ?? []]
      if (givens.some(given => given?.how === 'between')) return 'discretion'
      return givens.some(given => given?.how === 'ceiling') ? 'ceiling' : 'exact'
    }
  }
}
