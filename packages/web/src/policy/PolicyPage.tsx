import { use, useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { go, useAddress } from '../app/address.ts'
import { useTitle } from '../app/title.ts'
import { loadProgram } from '../pack/load.ts'
import { namesOf } from '../pack/names.ts'
import { ArticleRow } from './ArticleRow.tsx'
import { Contents } from './Contents.tsx'
import { Folded } from './Folded.tsx'
import { Preamble } from './Preamble.tsx'
import { Toolbar } from './Toolbar.tsx'
import { useKeys } from './keys.ts'
import { notesOf } from './notes.ts'
import { useArrival } from './place.ts'
import { rowsOf, shownOf, wantedOf } from './view.ts'
import './policy.css'
import './article.css'
import './print.css'

export default function PolicyPage() {
  const { t, i18n } = useTranslation()
  const { program, preamble, coverage } = use(loadProgram())
  const { search, fragment } = useAddress()
  const wanted = wantedOf(search)
  const query = useDeferredValue(wanted.query)
  const names = useMemo(() => namesOf(program), [program])
  // Notes are worded in the language of the page.
  const notes = useMemo(() => notesOf(program, names), [program, names, i18n.language])
  const [unfolded, setUnfolded] = useState<{ readonly for: string; readonly articles: ReadonlySet<number> }>({ for: '', articles: new Set() })
  const asked = `${query}|${wanted.only ?? ''}|${wanted.kind ?? ''}`
  const open = unfolded.for === asked ? unfolded.articles : new Set<number>()

  const shown = program.articles.map(article => shownOf(article, notes.get(article.number) ?? [], { ...wanted, query }))
  const target = placeOf(fragment, shown)
  const rows = rowsOf(shown, target === undefined ? open : new Set([...open, target]))
  const looking = asked !== '||'

  useTitle(t('policy.title'))
  useArrival(fragment)
  useKeys()

  return (
    <div className="policy">
      <Toolbar program={program} coverage={coverage} shown={shown} wanted={wanted} />
      <div className="policy-body">
        <Contents shown={shown} current={target} looking={looking} />
        <div className="policy-law">
          <h1 className="hidden">{t('policy.title')}</h1>
          {!looking && <Preamble program={program} text={preamble} />}
          {rows.map((row, i) => {
            if ('folded' in row) {
              return <Folded key={`f${row.folded[0]?.article.number ?? i}`} folded={row.folded} query={query} onOpen={() => setUnfolded({ for: asked, articles: new Set([...open, ...row.folded.map(one => one.article.number)]) })} />
            }
            const { shown: one } = row
            const before = program.articles[program.articles.indexOf(one.article) - 1]
            return (
              <ArticleRow
                key={one.article.number} shown={one} query={query} program={program} names={names} fragment={target === one.article.number ? fragment : ''}
                chapter={one.article.chapter !== before?.chapter ? one.article.chapter : undefined}
              />
            )
          })}
          <p className="policy-end third small">{t('policy.end')} <button type="button" className="act screen" onClick={() => go({ fragment: '' })}>{t('policy.top')}</button></p>
        </div>
      </div>
    </div>
  )
}

/** The article that a fragment points into: `a13`, `a13s2`, or a rule of it. */
function placeOf(fragment: string, shown: readonly ReturnType<typeof shownOf>[]): number | undefined {
  const article = /^a(\d+)(?:s\d+)?$/.exec(fragment)?.[1]
  if (article !== undefined) return Number(article)
  return shown.find(({ notes }) => notes.some(note => note.opens === fragment))?.article.number
}
