import { Suspense, use, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { loadMore } from '../../pack/load.ts'
import { Mark } from '../../ui/Mark.tsx'

/** Worked examples from the pack, run when these pages were built. */
export function Cases({ instrument }: { readonly instrument: string }) {
  return <Suspense fallback={null}><List instrument={instrument} /></Suspense>
}

const FEW = 5

function List({ instrument }: { readonly instrument: string }) {
  const { t } = useTranslation()
  const cases = use(loadMore()).cases.filter(one => one.instrument === instrument)
  const passed = cases.filter(one => one.passed).length
  const [all, setAll] = useState(false)
  if (cases.length === 0) return null
  return (
    <div className="cases">
      <h5>{t('rule.cases')} {passed === cases.length ? <span className="state-eligible"><Mark name="eligible" /> {t('rule.passed', { count: passed })}</span> : <span className="readings-ours">{t('rule.failed', { passed, count: cases.length })}</span>}</h5>
      <ul>
        {(all ? cases : cases.slice(0, FEW)).map((one, i) => <li key={i}><span lang="zh-CN">{one.name}</span><span className="figure second">{one.expected}</span></li>)}
      </ul>
      {!all && cases.length > FEW && <button type="button" className="act cases-all screen" onClick={() => setAll(true)}>{t('rule.all cases', { count: cases.length })}</button>}
    </div>
  )
}
