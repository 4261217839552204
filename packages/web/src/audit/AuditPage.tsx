import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswer, usePages, type Item } from '../api/useAnswer.ts'
import { go, useAddress } from '../app/address.ts'
import { useTitle } from '../app/title.ts'
import { loadProgram } from '../pack/load.ts'
import type { Me } from '../session/me.ts'
import { operationName } from '../record/operations.ts'
import { timeOf } from '../record/slot.ts'
import { DateInput } from '../ui/DateInput.tsx'
import { ListTable } from '../ui/ListTable.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { differencesOf, textOf } from './differences.ts'
import './audit.css'

type Change = Item<'listChanges'>

/** The trail: every change with what was before and after, by whom and in what; and how far the chain over it is. */
export default function AuditPage({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  use(loadProgram())
  const { search } = useAddress()
  const asked = (name: string) => search.get(name) ?? ''
  const filters = ['relation', 'operation', 'person', 'request', 'since', 'until'] as const
  const query = Object.fromEntries(filters.flatMap(name => (asked(name) === '' ? [] : [[name, asked(name)]])))
  const { items, error, more, onMore, again } = usePages('listChanges', { query: { ...query, limit: 100 } })
  useTitle(t('menu./audit'))
  return (
    <div className="page">
      <div className="page-head"><h1>{t('menu./audit')}</h1>{me.tenant.demo && <span className="demo">{t('demo')}</span>}<Chain /></div>
      <Refusal problem={error} again={again} />
      <ListTable<Change>
        name={t('menu./audit')} rows={error === null ? items : []} rowKey={row => row.id} paged more={more} onMore={onMore} empty={t('audit.none')} opened={row => <Differences change={row} />}
        columns={[
          { key: 'at', title: t('audit.at'), value: row => timeOf(row.at), show: row => <span className="nowrap">{timeOf(row.at)}</span> },
          { key: 'relation', title: t('audit.relation'), value: row => row.relation, short: true, show: row => <code className="code audit-relation">{row.relation}</code> },
          { key: 'change', short: true, title: t('audit.change'), value: row => t(`audit.change.${row.change}`) },
          { key: 'what', title: t('audit.what'), value: row => briefOf(row), show: row => <span className="second audit-brief" lang="zh-CN">{briefOf(row)}</span>, from: 'md' },
          { key: 'name', short: true, title: t('audit.who'), value: row => row.name ?? row.person ?? t('audit.nobody') },
          { key: 'operation', short: true, title: t('audit.operation'), value: row => row.operation ?? '', show: row => <span className="second">{row.operation === null ? '' : operationName(row.operation)}</span>, from: 'sm' },
          { key: 'sealed', title: t('audit.sealed'), value: row => t(row.sealed ? 'audit.yes' : 'audit.not yet'), show: row => <span className={row.sealed ? 'state state-eligible' : 'third'}>{t(row.sealed ? 'audit.yes' : 'audit.not yet')}</span>, from: 'lg' },
          { key: 'id', title: t('audit.number'), value: row => row.id, figure: true, from: 'lg' },
        ]}
      >
        <input type="text" aria-label={t('audit.relation')} placeholder={t('audit.relation')} list="audit-relations" value={asked('relation')} onChange={event => go({ search: { relation: event.target.value } })} />
        <datalist id="audit-relations">{RELATIONS.map(name => <option key={name} value={name} />)}</datalist>
        <label>{t('audit.since')} <DateInput value={asked('since')} onChange={since => go({ search: { since } })} /></label>
        <label>{t('audit.until')} <DateInput value={asked('until')} onChange={until => go({ search: { until } })} /></label>
        {filters.some(name => asked(name) !== '') && <button type="button" className="act" onClick={() => go({ search: Object.fromEntries(filters.map(name => [name, undefined])) })}>{t('audit.clear')}</button>}
      </ListTable>
    </div>
  )
}

/** What is worth looking for first; any other name can be typed. */
const RELATIONS = ['party', 'claim', 'fact', 'fact_check', 'dispute', 'dispute_answer', 'consent', 'person', 'membership', 'credential', 'record_claim', 'pack_version', 'pack_step', 'decision', 'import', 'file'] as const

function Chain() {
  const { t } = useTranslation()
  const { answer } = useAnswer('readSeals', {})
  if (answer === undefined) return null
  return (
    <span className="second small">
      {answer.last === null ? t('audit.no chain') : <>{t('audit.chain', { rows: answer.rows, seals: answer.seals, at: timeOf(answer.last.at) })} · <code className="code">{answer.last.hash.slice(0, 16)}</code></>}
      <span className="third"> · {t('audit.verify')}</span>
    </span>
  )
}

const briefOf = (row: Change): string => differencesOf(row).slice(0, 3).map(({ name, before, after }) => `${name} ${[before, after].filter(value => value !== undefined).map(textOf).join(' → ')}`).join('；')

function Differences({ change }: { readonly change: Change }) {
  const { t } = useTranslation()
  return (
    <div className="audit-open">
      <p className="small second">
        {t('audit.number')} {change.id} · {change.request !== null && <button type="button" className="act" onClick={() => go({ search: { request: change.request ?? undefined, open: undefined } }, 'new')}>{t('audit.same request')}</button>}
        {change.person !== null && <> · <button type="button" className="act" onClick={() => go({ search: { person: change.person ?? undefined, open: undefined } }, 'new')}>{t('audit.same person', { name: change.name ?? '' })}</button></>}
      </p>
      <table className="plain">
        <thead><tr><th scope="col">{t('audit.column')}</th><th scope="col">{t('audit.before')}</th><th scope="col">{t('audit.after')}</th></tr></thead>
        <tbody>{differencesOf(change).map(({ name, before, after, key }) => <tr key={name} className={key ? 'second' : undefined}><th scope="row"><code className="code">{name}</code></th><td lang="zh-CN">{before === undefined ? '' : <s>{textOf(before)}</s>}</td><td lang="zh-CN">{after === undefined ? '' : textOf(after)}</td></tr>)}</tbody>
      </table>
    </div>
  )
}
