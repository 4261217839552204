import { useTranslation } from 'react-i18next'
import type { Program } from '@lizhu/policy'
import { go } from '../app/address.ts'
import type { Coverage } from '../pack/load.ts'
import type { Only, Shown, Wanted } from './view.ts'

const COUNTED = ['instrument', 'target', 'duty'] as const
const OPEN: readonly Only[] = ['setting', 'ceiling', 'discretion', 'outside', 'open']

/** Search, coverage, counts by kind, and the questions that are open; each filters the document. */
export function Toolbar({ program, coverage, shown, wanted }: { readonly program: Program; readonly coverage: Coverage; readonly shown: readonly Shown[]; readonly wanted: Wanted }) {
  const { t } = useTranslation()
  const notes = shown.flatMap(one => one.notes)
  const hits = shown.reduce((sum, one) => sum + one.hits, 0)
  const found = shown.filter(one => one.matches).length
  const counts = { instrument: program.instruments.length, target: program.targets.length, duty: program.duties.length + program.rosters.length }
  return (
    <div className="toolbar screen" role="search">
      <div className="toolbar-search">
        <input
          id="policy-search" type="search" value={wanted.query} placeholder={t('policy.search')} aria-label={t('policy.search')} autoComplete="off"
          onChange={event => go({ search: { q: event.target.value } })}
        />
        {wanted.query !== '' && <button type="button" className="toolbar-clear second" aria-label={t('policy.clear')} onClick={() => go({ search: { q: undefined } })}>×</button>}
        {wanted.query !== '' && <span className="toolbar-hits" aria-live="polite">{hits > 0 ? t('policy.hits', { count: hits }) : t('policy.articles found', { count: found })}</span>}
      </div>
      <span className="toolbar-coverage">
        {t('policy.articles bound')} <b>{coverage.articles}</b>/{program.articles.length} · {t('policy.numbers bound')} <b>{coverage.numbersBound}</b>/{coverage.numbers}
      </span>
      <span className="toolbar-kinds">
        {COUNTED.map(kind => (
          <button key={kind} type="button" aria-pressed={wanted.kind === kind} onClick={() => go({ search: { kind: wanted.kind === kind ? undefined : kind } })}>
            {t(`kinds.${kind}`)} {counts[kind]}
          </button>
        ))}
      </span>
      <span className="toolbar-open">
        {OPEN.map(only => {
          const count = notes.filter(note => (only === 'open' ? note.open > 0 : note.state === only)).length
          const on = wanted.only === only
          return count === 0 ? null : (
            <button key={only} type="button" className="chip" aria-pressed={on} onClick={() => go({ search: { only: on ? undefined : only } })}>
              {t(`only.${only}`)} {count}{on && ' ×'}
            </button>
          )
        })}
      </span>
      <button type="button" className="act toolbar-print" onClick={() => print()}>{t('policy.print')}</button>
    </div>
  )
}
