import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Comparison } from '@lizhu/policy/simulate'
import { go, useAddress } from '../../app/address.ts'
import { tiles } from '../../pack/load.ts'
import { nameOf } from '../../pack/names.ts'
import type { Sandbox } from '../context.ts'
import { count } from '../figures.ts'
import { Changes } from './Changes.tsx'
import { Groups } from './Groups.tsx'
import { Tools } from './Tools.tsx'

/** Who gains and who loses: by each way to tell enterprises apart, one by one, and by instrument. */
export const Who = memo(function Who({ program, comparison }: { readonly program: Sandbox['program']; readonly comparison: Comparison }) {
  const { t } = useTranslation()
  const wanted = useAddress().search.get('by')
  const map = tiles()
  const dimensions = [...comparison.dimensions].sort((a, b) => Number(b.name === map?.fact) - Number(a.name === map?.fact))
  const tabs = [...dimensions.map(one => ({ key: one.name, title: nameOf(one) })), { key: 'firms', title: `${t('sandbox.tab.firms')} ${count(comparison.winners + comparison.losers)}` }, { key: 'tools', title: t('sandbox.tab.tools') }]
  const open = tabs.find(one => one.key === wanted) ?? tabs[0]
  const dimension = dimensions.find(one => one.name === open?.key)
  const step = (by: number): void => {
    const next = tabs[(tabs.findIndex(one => one.key === open?.key) + by + tabs.length) % tabs.length]
    if (next === undefined) return
    go({ search: { by: next.key } })
    document.getElementById(`tab-${next.key}`)?.focus()
  }
  return (
    <section className="who" aria-label={t('sandbox.who')}>
      <div className="tabs" role="tablist" aria-label={t('sandbox.who')} onKeyDown={event => { if (event.key === 'ArrowRight') step(1); if (event.key === 'ArrowLeft') step(-1) }}>
        {tabs.map(({ key, title }) => <button key={key} id={`tab-${key}`} type="button" role="tab" aria-selected={key === open?.key} aria-controls="who-panel" tabIndex={key === open?.key ? 0 : -1} onClick={() => go({ search: { by: key } })}>{title}</button>)}
      </div>
      <div id="who-panel" role="tabpanel" aria-labelledby={`tab-${open?.key ?? ''}`}>
        {dimension !== undefined && <Groups key={dimension.name} dimension={dimension} comparison={comparison} places={dimension.name === map?.fact ? map.places : undefined} />}
        {dimension !== undefined && dimension.name === map?.fact && comparison.changes.length > 0 && <Changes program={program} comparison={comparison} dimensions={comparison.dimensions} most={6} />}
        {open?.key === 'firms' && <Changes program={program} comparison={comparison} dimensions={comparison.dimensions} />}
        {open?.key === 'tools' && <Tools program={program} comparison={comparison} />}
      </div>
    </section>
  )
})
