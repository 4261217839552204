import { memo, useMemo } from 'react'
import type { Article } from '@lizhu/policy'
import { go } from '../app/address.ts'
import type { Note } from './notes.ts'
import { sentencesOf, type Segment } from './segments.ts'

interface Props {
  readonly article: Article
  readonly notes: readonly Note[]
  readonly query: string
  readonly pointed: string | undefined
  readonly open: string | undefined
  readonly sentence: number | undefined
}

/** The official words, untouched: only superscripts stand between them. */
export const ArticleText = memo(function ArticleText({ article, notes, query, pointed, open, sentence }: Props) {
  const sentences = useMemo(() => sentencesOf(article.text, notes, query), [article, notes, query])
  const opens = new Map(notes.map(note => [note.id, note.opens]))
  const classOf = ({ part, notes: over }: Segment): string => [
    `law-${part}`,
    over.some(id => opens.get(id) === open) && open !== undefined ? 'law-open' : '',
    pointed !== undefined && over.includes(pointed) ? 'law-pointed' : '',
  ].filter(name => name !== '').join(' ')
  return (
    <p className="law">
      {sentences.map(({ number, segments }) => (
        <span
          key={number} id={`a${article.number}s${number}`} className={['law-sentence', sentence === number ? 'law-here' : '', segments[0]?.part === 'units' ? 'law-closing' : ''].join(' ').trim()}
          onClick={() => { if (open === undefined && getSelection()?.isCollapsed === true) go({ fragment: `a${article.number}s${number}` }) }}
        >
          {segments.map((segment, i) => (
            <span key={i} className={classOf(segment)} data-begins={segment.begins.length > 0 ? segment.begins.join(' ') : undefined}>
              <Words segment={segment} />
            </span>
          ))}
        </span>
      ))}
    </p>
  )
})

/** The last character and its superscripts stay on one line. */
function Words({ segment: { text, found, after } }: { readonly segment: Segment }) {
  const [before, last] = after.length === 0 ? [text, ''] : [text.slice(0, -1), text.slice(-1)]
  const marked = (part: string) => (found && part !== '' ? <mark>{part}</mark> : part)
  return (
    <>
      {marked(before)}
      {after.length > 0 && (
        <span className="nowrap">
          {marked(last)}
          {after.map(note => (
            <sup key={note.id}>
              <a href={`#${note.opens}`} tabIndex={-1} aria-hidden="true" onClick={event => event.stopPropagation()}>{note.number}</a>
            </sup>
          ))}
        </span>
      )}
    </>
  )
}
