import type { Program } from '@lizhu/policy'
import type { Law } from '../kinds/index.ts'
import { chineseCount } from '../numerals.ts'

/** What a paper says, read from what is recorded, and whom it belongs to. */
export interface Made<I> {
  readonly input: I
  readonly belonging: { readonly matter?: string; readonly party?: string; readonly area?: string }
}

/** The words of the document that an instrument rests on, as they are cited. */
export function lawOf({ pack, instruments }: Program, id: string): Law {
  const instrument = instruments.find(one => one.id === id)
  return cite(pack, instrument?.article ?? 0, instrument?.words.quote ?? '')
}

/** The same, of words that were kept. */
export function cite({ title, number }: { readonly title: string; readonly number?: string | undefined }, article: number, words: string): Law {
  return { document: `《${title}》${number === undefined ? '' : `（${number}）`}`, article: article === 0 ? '' : `第${chineseCount(article)}条`, words }
}
