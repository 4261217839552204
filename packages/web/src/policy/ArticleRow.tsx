import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Program } from '@lizhu/policy'
import type { Names } from '../pack/names.ts'
import { ArticleText } from './ArticleText.tsx'
import { NoteRow } from './NoteRow.tsx'
import { RulePanel } from './rule/RulePanel.tsx'
import { useAlign } from './align.ts'
import type { Shown } from './view.ts'

interface Props {
  readonly shown: Shown
  readonly query: string
  readonly program: Program
  readonly names: Names
  /** The fragment, when it points into this article. */
  readonly fragment: string
  readonly chapter: string | undefined
}

/** An article: the words at the left, what they became on the same line at the right, the open rule below both. */
export function ArticleRow({ shown, query, program, names, fragment, chapter }: Props) {
  const { t } = useTranslation()
  const { article, notes, matching } = shown
  const [pointed, setPointed] = useState<string>()
  const text = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLOListElement>(null)
  useAlign(text, list, notes)
  const open = notes.find(note => note.opens === fragment)
  return (
    <article className="article" id={`a${article.number}`} aria-labelledby={`t${article.number}`}>
      {chapter !== undefined && <h2 className="article-chapter" lang="zh-CN">{chapter}</h2>}
      <div className="article-both">
        <div className="article-law" ref={text} lang="zh-CN">
          <h3 className="hidden" id={`t${article.number}`}>{article.title}</h3>
          <ArticleText article={article} notes={notes} query={query} pointed={pointed} open={open?.opens} sentence={sentenceOf(fragment)} />
        </div>
        <div className="article-notes">
          {notes.length === 0 ? <p className="third small">{t('policy.no notes')}</p> : (
            <ol ref={list} aria-label={t('policy.notes')}>
              {notes.map(note => (
                <NoteRow key={note.id} note={note} open={open?.opens === note.opens} quiet={!matching.has(note.id)} onPoint={setPointed} />
              ))}
            </ol>
          )}
        </div>
      </div>
      {open !== undefined && <RulePanel key={open.opens} id={open.opens} program={program} names={names} article={article} />}
    </article>
  )
}

const sentenceOf = (fragment: string): number | undefined => {
  const number = /^a\d+s(\d+)$/.exec(fragment)?.[1]
  return number === undefined ? undefined : Number(number)
}
