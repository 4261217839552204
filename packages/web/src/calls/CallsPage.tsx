import { use, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { usePages } from '../api/useAnswer.ts'
import type { Call } from '../api/types.ts'
import { useTitle } from '../app/title.ts'
import { instrumentName, loadRules, yuan } from '../matters/rules.ts'
import { may, type Me } from '../session/me.ts'
import { ListTable } from '../ui/ListTable.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { PublishCall } from './PublishCall.tsx'
import './calls.css'

/** 申报指南: the windows in which may be applied, the latest first; whoever may, publishes one. */
export default function CallsPage({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const program = use(loadRules())
  const [publishing, setPublishing] = useState(false)
  const { items, error, more, onMore, again } = usePages('listCalls', {})
  const names = (call: Call) => call.instruments.map(one => instrumentName(program, one)).join('、')
  useTitle(t('calls.title'))
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('calls.title')}</h1>{me.tenant.demo && <span className="demo">{t('demo')}</span>}
        {may(me, 'publishCall') && <span className="page-acts"><button type="button" className="button-main" aria-expanded={publishing} onClick={() => setPublishing(!publishing)}>{t('calls.publish')}</button></span>}
      </div>
      {publishing && <PublishCall onDone={() => setPublishing(false)} />}
      <Refusal problem={error} again={again} />
      <ListTable<Call>
        name={t('calls.title')} rows={error === null ? items : []} rowKey={row => row.id} paged more={more} onMore={onMore} empty={t('calls.none')} opened={row => <Opened me={me} call={row} names={names(row)} />}
        columns={[
          { key: 'title', title: t('calls.name'), value: row => row.title },
          { key: 'open', short: true, title: t('calls.state'), value: row => t(row.open ? 'calls.open' : 'calls.closed') },
          { key: 'window', short: true, title: t('calls.window'), value: row => `${row.opensOn} – ${row.closesOn}`, figure: true, from: 'sm' },
          { key: 'instruments', title: t('matters.instrument'), value: names, from: 'md' },
          { key: 'budget', short: true, title: t('calls.budget'), value: row => (row.budget === null ? '' : yuan(row.budget)), figure: true, from: 'md' },
          { key: 'matters', short: true, title: t('calls.matters'), value: row => row.matters, figure: true, from: 'md' },
        ]}
      />
    </div>
  )
}

function Opened({ me, call, names }: { readonly me: Me; readonly call: Call; readonly names: string }) {
  const { t } = useTranslation()
  return (
    <div className="call">
      <p lang="zh-CN">{call.document} · <span className="nowrap">{call.opensOn}</span> – <span className="nowrap">{call.closesOn}</span></p>
      <p>{names}</p>
      {call.criteria !== null && <p className="call-criteria" lang="zh-CN">{call.criteria}</p>}
      {call.materials.length > 0 && <ul lang="zh-CN">{call.materials.map(one => <li key={one.name}>{one.name} <span className={one.required ? 'now small' : 'third small'}>{t(one.required ? 'materials.required' : 'materials.optional')}</span></li>)}</ul>}
      {call.open && may(me, 'startMatter') && <p><Link href="/matters/new">{t('matters.start')}</Link></p>}
    </div>
  )
}
