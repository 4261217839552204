import { useTranslation } from 'react-i18next'
import type { Shown } from './view.ts'
import { ordinalOf } from './ordinal.ts'

/** A run of articles without a match: folded, never gone. */
export function Folded({ folded, query, onOpen }: { readonly folded: readonly Shown[]; readonly query: string; readonly onOpen: () => void }) {
  const { t } = useTranslation()
  const [first, last] = [folded[0]?.article, folded.at(-1)?.article]
  if (first === undefined || last === undefined) return null
  const range = first === last ? ordinalOf(first) : `${ordinalOf(first)}—${ordinalOf(last)}`
  return (
    <div className="folded">
      <span lang="zh-CN">{range}</span>
      <span className="second">{query === '' ? t('policy.folded', { count: folded.length }) : t('policy.folded without', { count: folded.length, query })}</span>
      <button type="button" className="act" onClick={onOpen} aria-label={`${t('policy.unfold')} ${range}`}>{t('policy.unfold')}</button>
    </div>
  )
}
