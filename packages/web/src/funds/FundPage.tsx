import { use, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useAnswer } from '../api/useAnswer.ts'
import { go, useAddress } from '../app/address.ts'
import { useTitle } from '../app/title.ts'
import { instrumentName, loadRules } from '../matters/rules.ts'
import { may, type Me } from '../session/me.ts'
import { Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Act, ACTS, type ActName } from './Act.tsx'
import { Journal } from './Journal.tsx'
import { Shares } from './Shares.tsx'
import { Shortfalls } from './Shortfalls.tsx'
import { StageBar } from './StageBar.tsx'
import { fundName } from './words.ts'
import './funds.css'

const TABS = ['shares', 'journal', 'shortfalls'] as const

/** A line of the budget: its stages as one bar, by month and instrument, its journal, and what was decided where it did not suffice. */
export default function FundPage({ me, budget }: { readonly me: Me; readonly budget: string }) {
  const { t } = useTranslation()
  const program = use(loadRules())
  const { search } = useAddress()
  const [doing, setDoing] = useState<ActName>()
  const { answer, error, again } = useAnswer('readBudget', { params: { budget } })
  const tab = TABS.find(one => one === search.get('tab')) ?? 'shares'
  const name = answer === undefined ? t('funds.title') : `${answer.name ?? fundName(program, answer.fund)} · ${t('funds.year', { year: answer.year })}`
  useTitle(name)
  if (answer === undefined) return error === null ? <Skeleton /> : <div className="page"><h1>{t('funds.title')}</h1><Refusal problem={error} again={again} /></div>
  return (
    <div className="page">
      <p className="small screen"><Link href={`/funds?year=${answer.year}`}>{t('funds.title')}</Link></p>
      <div className="page-head">
        <h1>{name}</h1>{me.tenant.demo && <span className="demo">{t('demo')}</span>}
        <span className="page-acts screen">{ACTS.filter(one => may(me, one) && (one !== 'reuse' || answer.recovered !== '0')).map(one => <button key={one} type="button" className={one === 'appropriate' ? 'button-main' : 'button-plain'} aria-expanded={doing === one} onClick={() => setDoing(doing === one ? undefined : one)}>{t(`funds.do.${one}`)}</button>)}</span>
      </div>
      <p className="second small">{[answer.source, answer.instrument === null ? t('funds.any') : instrumentName(program, answer.instrument), ...answer.code === null ? [] : [`${t('funds.code')} ${answer.code}`]].join(' · ')}</p>
      {doing !== undefined && <Act key={doing} what={doing} budget={answer} onDone={() => setDoing(undefined)} />}
      <StageBar of={answer} href={stage => `/funds/${budget}?tab=journal&stage=${stage}`} />
      <nav className="tabs screen" aria-label={t('funds.tabs')}>{TABS.map(one => <button key={one} type="button" aria-pressed={tab === one} onClick={() => go({ search: { tab: one === 'shares' ? undefined : one, stage: undefined, month: undefined, instrument: undefined } }, 'new')}>{t(`funds.tab.${one}`)}</button>)}</nav>
      {tab === 'shares' ? <Shares budget={budget} /> : tab === 'journal' ? <Journal budget={budget} /> : <Shortfalls me={me} budget={answer} />}
    </div>
  )
}
