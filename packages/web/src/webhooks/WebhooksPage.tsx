import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { wordsOf } from '../api/problem.ts'
import { useAct, useAnswer } from '../api/useAnswer.ts'
import { useTitle } from '../app/title.ts'
import { dayOf } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { Entry } from '../ui/Entry.tsx'
import { ListTable } from '../ui/ListTable.tsx'
import { fieldOf, Refusal } from '../ui/Refusal.tsx'
import { Choices } from './Choices.tsx'
import type { EventName } from './events.ts'

/** Where other systems are told what happens here. */
export default function WebhooksPage({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const { answer, error, again } = useAnswer('listWebhooks', {})
  const [adding, setAdding] = useState(false)
  useTitle(t('menu./webhooks'))
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('menu./webhooks')}</h1>{me.tenant.demo && <span className="demo">{t('demo')}</span>}
        <span className="page-acts">{may(me, 'createWebhook') && <button type="button" className="act" aria-expanded={adding} onClick={() => setAdding(!adding)}>{t('webhooks.new')}</button>}</span>
      </div>
      <p className="second small">{t('webhooks.text')}</p>
      {adding && <NewWebhook onDone={() => setAdding(false)} />}
      <Refusal problem={error} again={again} />
      <ListTable
        name={t('menu./webhooks')} rows={error === null ? answer?.items : []} rowKey={row => row.id} href={row => `/webhooks/${row.id}`} empty={t('webhooks.none')}
        columns={[
          { key: 'url', title: t('webhooks.url'), value: row => row.url },
          { key: 'events', title: t('webhooks.events'), value: row => row.events.map(one => t(`event.${one}`)).join('、'), show: row => <span className="second">{row.events.map(one => t(`event.${one}`)).join('、')}</span>, from: 'sm' },
          { key: 'state', short: true, title: t('people.state'), value: row => t(row.disabled ? 'account.disabled' : 'account.active') },
          { key: 'at', short: true, title: t('people.created'), value: row => dayOf(row.at), figure: true, from: 'md' },
        ]}
      />
    </div>
  )
}

function NewWebhook({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation()
  const [url, setUrl] = useState('')
  const [events, setEvents] = useState<readonly EventName[]>([])
  const [made, setMade] = useState<{ readonly id: string; readonly secret: string | undefined }>()
  const create = useAct('createWebhook', ['listWebhooks'])
  const renew = useAct('renewWebhookSecret', [])
  const send = async () => {
    const [first, ...others] = events
    if (first === undefined) return
    const one = await create.act({ body: { url, events: [first, ...others] } })
    if (one !== undefined) setMade({ id: one.id, secret: (await renew.act({ params: { webhook: one.id } }))?.secret })
  }
  if (made !== undefined) {
    return (
      <div className="form">
        {made.secret !== undefined && <p className="said" role="status">{t('webhooks.secret')} <code className="code">{made.secret}</code></p>}
        <Refusal problem={renew.problem} />
        <div className="form-acts"><Link href={`/webhooks/${made.id}`} className="act">{t('webhooks.go on')}</Link><button type="button" className="act" onClick={onDone}>{t('webhooks.kept')}</button></div>
      </div>
    )
  }
  const wrong = fieldOf(create.problem) === 'url' ? wordsOf(create.problem) : undefined
  return (
    <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
      <Entry label={t('webhooks.url')} hint={t('webhooks.url hint')} value={url} onChange={setUrl} problem={wrong} required autoFocus />
      <Choices chosen={events} onChange={setEvents} />
      {wrong === undefined && <Refusal problem={create.problem} />}
      <div className="form-acts"><button type="submit" className="button-main" disabled={create.acting || renew.acting || events.length === 0}>{t('webhooks.make')}</button><button type="button" className="act" onClick={onDone}>{t('form.cancel')}</button></div>
    </form>
  )
}
