import { use, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../api/useAnswer.ts'
import type { Budget } from '../api/types.ts'
import { go, useAddress } from '../app/address.ts'
import { useTitle } from '../app/title.ts'
import { instrumentName, loadRules, rough } from '../matters/rules.ts'
import { todayInChina } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { figure } from '../ui/fen.ts'
import { ListTable } from '../ui/ListTable.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { OpenBudget } from './OpenBudget.tsx'
import { StageBar } from './StageBar.tsx'
import { together } from './stages.ts'
import { fundName } from './words.ts'
import './funds.css'
import '../matters/matters.css'

/** The lines of the budget of a year, and what stands in each stage of them together. */
export default function FundsPage({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const program = use(loadRules())
  const { search } = useAddress()
  const [opening, setOpening] = useState(search.get('open-line') !== null)
  const { answer, error, again } = useAnswer('listBudgets', {})
  const now = todayInChina().slice(0, 4)
  const year = search.get('year') ?? now
  const years = [...new Set([now, ...(answer?.items ?? []).map(one => String(one.year)), year])].sort().reverse()
  const lines = answer?.items.filter(one => String(one.year) === year)
  const money = (stage: 'appropriated' | 'available' | 'committed' | 'paid') => ({ key: stage, title: t(stage === 'appropriated' ? 'funds.appropriated wan' : `funds.${stage} wan`), value: (row: Budget) => rough(row[stage]), show: (row: Budget) => <span title={figure(row[stage])}>{rough(row[stage])}</span>, figure: true })
  useTitle(t('funds.title'))
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('funds.title')}</h1>{me.tenant.demo && <span className="demo">{t('demo')}</span>}
        {may(me, 'openBudget') && <span className="page-acts"><button type="button" className="button-main" aria-expanded={opening} onClick={() => setOpening(!opening)}>{t('funds.open')}</button></span>}
      </div>
      {opening && <OpenBudget year={year} onDone={() => setOpening(false)} />}
      <nav className="tabs" aria-label={t('funds.years')}>{years.map(one => <button key={one} type="button" aria-pressed={year === one} onClick={() => go({ search: { year: one === now ? undefined : one } }, 'new')}>{t('funds.year', { year: one })}</button>)}</nav>
      <Refusal problem={error} again={again} />
      {lines !== undefined && lines.length > 0 && <StageBar of={together(lines)} />}
      {lines !== undefined && lines.length > 0 && <h2>{t('funds.lines')}</h2>}
      <ListTable<Budget>
        name={`${t('funds.title')} ${year}`} rows={error === null ? lines : []} rowKey={row => row.budget} href={row => `/funds/${row.budget}`}
        empty={<>{t('funds.none', { year })} {t(may(me, 'openBudget') ? 'funds.none open' : 'funds.none ask')}</>}
        columns={[
          { key: 'fund', title: t('funds.fund'), value: row => row.name ?? fundName(program, row.fund), show: row => <>{row.name ?? fundName(program, row.fund)}<span className="matters-narrow second small">{row.source}</span></> },
          { key: 'source', title: t('funds.source'), value: row => row.source, from: 'sm' },
          { key: 'instrument', title: t('matters.instrument'), value: row => (row.instrument === null ? t('funds.any') : instrumentName(program, row.instrument)), from: 'md' },
          { key: 'code', short: true, title: t('funds.code'), value: row => row.code ?? '', from: 'lg' },
          { ...money('appropriated'), from: 'sm' }, money('available'), { ...money('committed'), from: 'md' }, { ...money('paid'), from: 'md' },
        ]}
      />
    </div>
  )
}
