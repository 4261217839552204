import type { Article } from '@lizhu/policy'
import { KINDS, STATES, type Note, type NoteKind, type NoteState } from './notes.ts'
import { hitsOf } from './segments.ts'

/** What the reader looks for; it lives in the address. */
export type Only = NoteState | 'open'
/** Lists to keep and programmes to carry out are duties too; each note keeps its own kind. */
const DUTIES: readonly NoteKind[] = ['roster', 'programme']

export interface Wanted { readonly query: string; readonly only?: Only; readonly kind?: NoteKind }

export function wantedOf(search: URLSearchParams): Wanted {
  const only = [...STATES, 'open' as const].find(state => state === search.get('only'))
  const kind = KINDS.find(one => one === search.get('kind'))
  return { query: search.get('q') ?? '', ...(only === undefined ? {} : { only }), ...(kind === undefined ? {} : { kind }) }
}

export interface Shown {
  readonly article: Article
  readonly notes: readonly Note[]
  /** Notes that answer; all of them when nothing is looked for. */
  readonly matching: ReadonlySet<string>
  /** Times the query stands in the words. */
  readonly hits: number
  readonly matches: boolean
}

export function shownOf(article: Article, notes: readonly Note[], wanted: Wanted): Shown {
  const query = wanted.query.trim().toLowerCase()
  const filtered = notes.filter(note => (wanted.kind === undefined || note.kind === wanted.kind || (wanted.kind === 'duty' && DUTIES.includes(note.kind))) && fits(note, wanted.only))
  const matching = new Set(filtered.filter(note => query === '' || note.searched.includes(query)).map(note => note.id))
  const hits = hitsOf(article.text, query).length
  const title = query !== '' && (article.title.toLowerCase().includes(query) || article.units.some(unit => unit.includes(query)))
  const filtering = wanted.only !== undefined || wanted.kind !== undefined
  const matches = filtering ? (query === '' ? filtered.length > 0 : filtered.length > 0 && (matching.size > 0 || hits > 0)) : query === '' || matching.size > 0 || hits > 0 || title
  return { article, notes, matching, hits, matches }
}

const fits = (note: Note, only: Only | undefined): boolean => only === undefined || (only === 'open' ? note.open > 0 : note.state === only)

/** Articles that answer stand alone; runs of others are folded together. */
export type Row = { readonly shown: Shown } | { readonly folded: readonly Shown[] }

export function rowsOf(all: readonly Shown[], unfolded: ReadonlySet<number>): readonly Row[] {
  const rows: Row[] = []
  let run: Shown[] = []
  const close = () => {
    if (run.length > 0) rows.push({ folded: run })
    run = []
  }
  for (const shown of all) {
    if (shown.matches || unfolded.has(shown.article.number)) { close(); rows.push({ shown }) } else run.push(shown)
  }
  close()
  return rows
}
