import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { useAll, usePages } from '../api/useAnswer.ts'
import type { Proposed } from '../api/types.ts'
import { go, useAddress } from '../app/address.ts'
import { useTitle } from '../app/title.ts'
import { language } from '../i18n/language.ts'
import { Working } from '../imports/Working.tsx'
import { instrumentName, loadRules, rough } from '../matters/rules.ts'
import { timeOf } from '../record/slot.ts'
import type { Me } from '../session/me.ts'
import { ListTable } from '../ui/ListTable.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import '../imports/imports.css'

const OUTCOMES = ['proposed', 'asked before', 'declined', 'set aside'] as const

/** One look through the city: who was asked and what they said, who was not asked again, and who could not be looked at, with why. */
export default function ProposalPage({ me, proposal }: { readonly me: Me; readonly proposal: string }) {
  const { t } = useTranslation()
  const program = use(loadRules())
  const { search } = useAddress()
  const job = search.get('job')
  const outcome = OUTCOMES.find(one => one === search.get('outcome'))
  const heads = useAll('listProposals', {})
  const { items, error, more, onMore, again } = usePages('listProposed', { params: { proposal }, query: outcome === undefined ? {} : { outcome } })
  const answers = useQueryClient()
  const head = heads.items?.find(one => one.id === proposal)
  useTitle(t('proposals.title'))
  const end = () => {
    go({ search: { job: undefined } })
    void answers.invalidateQueries({ queryKey: ['listProposals'] })
    void answers.invalidateQueries({ queryKey: ['listProposed'] })
  }
  if (heads.items === undefined) return heads.error === null ? <Skeleton /> : <div className="page"><Refusal problem={heads.error} again={heads.again} /></div>
  const count: Readonly<Record<(typeof OUTCOMES)[number], number | undefined>> = { proposed: head?.made, 'asked before': undefined, declined: undefined, 'set aside': head?.setAside }
  const said = ({ outcome, state, matter }: Proposed) => (outcome !== 'proposed' || matter === null ? t(`proposed.${outcome}`) : state === 'proposed' ? t('proposals.waiting') : state === 'withdrawn' ? t('proposals.declined') : t('proposals.confirmed'))
  return (
    <div className="page">
      <p className="small screen"><Link href="/proposals">{t('proposals.title')}</Link></p>
      <div className="page-head"><h1>{head === undefined ? t('proposals.title') : instrumentName(program, head.instrument)}</h1>{me.tenant.demo && <span className="demo">{t('demo')}</span>}</div>
      {head !== undefined && <p className="second">{timeOf(head.at)} {head.by} · {t('proposals.sum', { looked: head.looked.toLocaleString('en-US'), made: head.made, confirmed: head.confirmed, waiting: head.waiting, declined: head.declined })}</p>}
      {job !== null && <Working job={job} onEnd={end} />}
      {head !== undefined && head.problem !== null && <p className="now" role="alert">{head.problem[language()]}</p>}
      <nav className="tabs" aria-label={t('proposals.tabs')}>
        <button type="button" aria-pressed={outcome === undefined} onClick={() => go({ search: { outcome: undefined } }, 'new')}>{t('home.all')}</button>
        {OUTCOMES.map(one => <button key={one} type="button" aria-pressed={outcome === one} onClick={() => go({ search: { outcome: one } }, 'new')}>{t(`proposed.${one}`)}{count[one] !== undefined && <span className="count">{count[one]}</span>}</button>)}
      </nav>
      <Refusal problem={error} again={again} />
      <ListTable<Proposed>
        name={t('proposals.title')} rows={error === null ? items : []} rowKey={row => `${row.party} ${row.subject}`} href={row => (row.matter === null ? `/parties/${row.party}` : `/matters/${row.matter}`)} paged more={more} onMore={onMore} empty={t('proposals.nobody')}
        columns={[
          { key: 'party', title: t('matters.party'), value: row => row.partyName, show: row => <><span lang="zh-CN">{row.partyName}</span>{row.subjectName !== null && <span className="second"> · {row.subjectName}</span>}</> },
          { key: 'outcome', title: t('proposals.outcome'), value: said, show: row => <span className={row.outcome === 'set aside' ? 'now' : undefined}>{said(row)}{row.why !== null && `：${row.why[language()]}`}</span> },
          { key: 'amount', title: t('matters.amount'), value: row => (row.most === null ? '' : rough(row.most)), figure: true },
          { key: 'number', short: true, title: t('matters.number'), value: row => row.number ?? '', from: 'sm' },
        ]}
      />
    </div>
  )
}
