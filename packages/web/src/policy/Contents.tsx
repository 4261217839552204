import { useTranslation } from 'react-i18next'
import type { Shown } from './view.ts'

/** Chapters and articles, with how often the search meets each. */
export function Contents({ shown, current, looking }: { readonly shown: readonly Shown[]; readonly current: number | undefined; readonly looking: boolean }) {
  const { t } = useTranslation()
  const chapters = byChapter(shown)
  return (
    <nav className="contents" aria-label={t('policy.contents')} tabIndex={0}>
      {[...chapters].map(([chapter, articles]) => (
        <section key={chapter} lang="zh-CN">
          {chapter !== '' && <h2>{chapter}</h2>}
          <ul>
            {articles.map(({ article, matches, matching, hits }) => (
              <li key={article.number}>
                <a href={`#a${article.number}`} className={looking && !matches ? 'contents-off' : undefined} aria-current={current === article.number ? 'location' : undefined}>
                  <span className="contents-number">{article.number}</span>
                  <span className="contents-title" title={article.title}>{article.title}</span>
                  {looking && matches && <span className="contents-hits">{Math.max(hits, matching.size)}</span>}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}

function byChapter(all: readonly Shown[]): ReadonlyMap<string, readonly Shown[]> {
  const chapters = new Map<string, Shown[]>()
  for (const one of all) {
    const name = one.article.chapter ?? ''
    chapters.set(name, [...chapters.get(name) ?? [], one])
  }
  return chapters
}
