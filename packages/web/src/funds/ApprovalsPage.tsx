import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useAll, useAnswer } from '../api/useAnswer.ts'
import type { Matter } from '../api/types.ts'
import { go, useAddress } from '../app/address.ts'
import { useTitle } from '../app/title.ts'
import { Clock } from '../matters/Clock.tsx'
import { instrumentName, loadRules, worthOf } from '../matters/rules.ts'
import { todayInChina } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { Entry } from '../ui/Entry.tsx'
import { figure, sum } from '../ui/fen.ts'
import { ListTable } from '../ui/ListTable.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { ApproveTogether } from './ApproveTogether.tsx'
import { DecideShortfall } from './DecideShortfall.tsx'
import { budgetName } from './words.ts'
import './funds.css'
import '../matters/matters.css'

/** What waits for a signature, and whether a line of the budget holds what is chosen of it; where it does not, that is decided here. */
export default function ApprovalsPage({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const program = use(loadRules())
  const { search } = useAddress()
  const { items, error, again } = useAll('listMatters', { query: { view: 'approval' } })
  const { answer: lines } = useAnswer('listBudgets', {})
  const year = Number(todayInChina().slice(0, 4))
  const budgets = lines?.items ?? []
  const budget = budgets.find(one => one.budget === search.get('budget')) ?? (budgets.length === 1 ? budgets[0] : undefined)
  const chosen = new Set((search.get('chosen') ?? '').split(',').filter(one => one !== ''))
  const rows = items?.filter(one => chosen.has(one.id)) ?? []
  const wanted = sum(rows.map(one => one.amount ?? '0'))
  const short = budget !== undefined && BigInt(wanted) > BigInt(budget.available)
  const choose = (id: string) => go({ search: { chosen: (chosen.has(id) ? [...chosen].filter(one => one !== id) : [...chosen, id]).join(',') } })
  useTitle(t('approvals.title'))
  return (
    <div className="page">
      <div className="page-head"><h1>{t('approvals.title')}</h1>{me.tenant.demo && <span className="demo">{t('demo')}</span>}</div>
      {items !== undefined && items.length > 0 && <p className="second">{t('approvals.text', { count: items.length, amount: figure(sum(items.map(one => one.amount ?? '0'))) })}</p>}
      {lines !== undefined && !budgets.some(one => one.year === year) && <p className="now">{t('funds.none', { year })} {t('funds.none ask')} <Link href="/funds">{t('funds.title')}</Link></p>}
      {budgets.length > 0 && (
        <div className={short ? 'funds-room funds-short' : 'funds-room'}>
          <div className="form"><Entry label={t('approvals.against')} value={budget?.budget ?? ''} onChange={one => go({ search: { budget: one } })} choices={[{ value: '', name: t('approve.choose') }, ...budgets.map(one => ({ value: one.budget, name: budgetName(program, one) }))]} /></div>
          {budget !== undefined && rows.length === 0 && <p role="status">{t('approvals.choose', { available: figure(budget.available) })}</p>}
          {budget !== undefined && rows.length > 0 && <p role="status">{t('approvals.room', { available: figure(budget.available), count: rows.length, wanted: figure(wanted) })} <b className={short ? 'now' : 'green'}>{short ? t('approvals.short', { missing: figure(String(BigInt(wanted) - BigInt(budget.available))) }) : t('approvals.enough')}</b></p>}
          {budget !== undefined && !short && <ApproveTogether key={`${budget.budget} together`} budget={budget.budget} rows={rows} onDone={() => go({ search: { chosen: undefined } })} />}
          {short && may(me, 'decideShortfall') && <DecideShortfall key={budget.budget} budget={budget} matters={rows} onDone={() => go({ search: { chosen: undefined } })} />}
        </div>
      )}
      <Refusal problem={error} again={again} />
      <ListTable<Matter>
        name={t('approvals.title')} rows={error === null ? items : []} rowKey={row => row.id} empty={t('approvals.none')}
        columns={[
          { key: 'party', title: t('matters.party'), value: row => row.partyName, show: row => <label className="pick"><input type="checkbox" checked={chosen.has(row.id)} onChange={() => choose(row.id)} /><span lang="zh-CN">{row.partyName}</span></label> },
          { key: 'number', short: true, title: t('matters.number'), value: row => row.number ?? '', show: row => <Link href={`/matters/${row.id}`}>{row.number}</Link> },
          { key: 'instrument', title: t('matters.instrument'), value: row => instrumentName(program, row.instrument), from: 'md' },
          { key: 'amount', title: t('funds.yuan'), value: row => Number(worthOf(row)?.fen ?? 0), show: row => (row.amount === null ? <span className="lack">{t('matter.no amount')}</span> : figure(row.amount)), figure: true },
          { key: 'clock', short: true, title: t('matters.clock'), value: row => row.dueOn ?? '', show: row => <>{row.changed && <span className="now">{t('matter.changed')} · </span>}<Clock due={row} /></>, figure: true, from: 'sm' },
        ]}
      />
    </div>
  )
}
