import { useState } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useAct, useAnswer, usePages, type Item } from '../api/useAnswer.ts'
import { useTitle } from '../app/title.ts'
import { timeOf } from '../record/slot.ts'
import type { Me } from '../session/me.ts'
import { ListTable } from '../ui/ListTable.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Choices } from './Choices.tsx'

/** One address: what is told to it, its secret, and each delivery with its attempts. */
export default function WebhookPage({ me, webhook: id }: { readonly me: Me; readonly webhook: string }) {
  const { t } = useTranslation()
  const { answer, error, again } = useAnswer('listWebhooks', {})
  const edit = useAct('editWebhook', ['listWebhooks', 'listDeliveries'])
  const renew = useAct('renewWebhookSecret', [])
  const test = useAct('testWebhook', ['listDeliveries'])
  const [secret, setSecret] = useState<string>()
  const webhook = answer?.items.find(one => one.id === id)
  useTitle(t('menu./webhooks'))
  if (answer === undefined) return error === null ? <Skeleton /> : <div className="page"><Refusal problem={error} again={again} /></div>
  if (webhook === undefined) return <div className="empty"><p>{t('nowhere.text')} <Link href="/webhooks">{t('menu./webhooks')}</Link></p></div>
  const { version, disabled } = webhook
  const acting = edit.acting || renew.acting || test.acting
  return (
    <div className="page">
      <p className="small screen"><Link href="/webhooks">{t('menu./webhooks')}</Link></p>
      <div className="page-head"><h1 className="webhook-url">{webhook.url}</h1>{disabled && <span className="now">{t('account.disabled')}</span>}{me.tenant.demo && <span className="demo">{t('demo')}</span>}</div>
      <div className="form">
        <Choices chosen={webhook.events} onChange={([first, ...others]) => { if (first !== undefined) void edit.act({ params: { webhook: id }, version, body: { events: [first, ...others] } }) }} />
      </div>
      <div className="form-acts">
        <button type="button" className="button-plain" disabled={acting || disabled} onClick={() => { void test.act({ params: { webhook: id } }) }}>{t('webhooks.test')}</button>
        <button type="button" className="button-plain" disabled={acting} onClick={() => { void renew.act({ params: { webhook: id } }).then(done => setSecret(done?.secret)) }}>{t('webhooks.renew')}</button>
        <button type="button" className="button-plain" disabled={acting} onClick={() => { void edit.act({ params: { webhook: id }, version, body: { disabled: !disabled } }) }}>{t(disabled ? 'people.enable' : 'people.disable')}</button>
      </div>
      {secret !== undefined && <p className="said" role="status">{t('webhooks.secret')} <code className="code">{secret}</code></p>}
      <Refusal problem={edit.problem ?? renew.problem ?? test.problem} />
      <h2>{t('webhooks.deliveries')}</h2>
      <Deliveries webhook={id} />
    </div>
  )
}

type Delivery = Item<'listDeliveries'>

function Deliveries({ webhook }: { readonly webhook: string }) {
  const { t } = useTranslation()
  const { items, error, more, onMore, again } = usePages('listDeliveries', { params: { webhook } })
  const { act, acting, problem } = useAct('redeliver', ['listDeliveries'])
  const eventName = ({ event }: Delivery) => t(`event.${event}`)
  return (
    <>
      <Refusal problem={error ?? problem} again={again} />
      <ListTable<Delivery>
        name={t('webhooks.deliveries')} rows={error === null ? items : []} rowKey={row => row.id} paged more={more} onMore={onMore} empty={t('webhooks.no deliveries')}
        opened={row => <Attempts delivery={row} onAgain={() => { void act({ params: { webhook, delivery: row.id } }) }} acting={acting} />}
        columns={[
          { key: 'event', title: t('webhooks.event'), value: eventName },
          { key: 'state', short: true, title: t('people.state'), value: row => t(`delivery.${row.state}`), show: row => <span className={row.state === 'failed' ? 'now' : row.state === 'delivered' ? 'state state-eligible' : 'second'}>{t(`delivery.${row.state}`)}</span> },
          { key: 'last', title: t('webhooks.last'), value: lastOf, show: row => <span className="second">{lastOf(row)}</span>, from: 'sm' },
          { key: 'tries', title: t('webhooks.tries'), value: row => row.attempts.length, figure: true, from: 'md' },
          { key: 'at', title: t('audit.at'), value: row => timeOf(row.at), figure: true },
        ]}
      >
        <button type="button" className="act" onClick={again}>{t('webhooks.look again')}</button>
      </ListTable>
    </>
  )
  function lastOf({ attempts }: Delivery): string { const last = attempts.at(-1); return last === undefined ? '' : outcomeOf(last, t) }
}

/** The others are codes of the network, shown as they are. */
const PROBLEMS = ['timeout', 'address-not-allowed', 'secret-unreadable', 'ECONNREFUSED', 'ENOTFOUND'] as const
function outcomeOf({ status, problem }: Delivery['attempts'][number], t: TFunction): string {
  if (status !== null) return String(status)
  const known = PROBLEMS.find(one => one === problem)
  return known === undefined ? problem ?? '' : t(`webhook-problem.${known}`)
}

function Attempts({ delivery, onAgain, acting }: { readonly delivery: Delivery; readonly onAgain: () => void; readonly acting: boolean }) {
  const { t } = useTranslation()
  return (
    <div>
      <p><code className="code">webhook-id: {delivery.id}</code></p>
      <p><code className="code">{delivery.body}</code></p>
      {delivery.attempts.length > 0 && (
        <table className="plain">
          <thead><tr><th scope="col">{t('audit.at')}</th><th scope="col">{t('webhooks.last')}</th><th scope="col">{t('webhooks.took')}</th><th scope="col">{t('webhooks.answer')}</th></tr></thead>
          <tbody>{delivery.attempts.map(one => <tr key={one.at}><td className="nowrap">{timeOf(one.at)}</td><td>{outcomeOf(one, t)}</td><td className="figure nowrap">{one.ms} ms</td><td><code className="code">{one.answer}</code></td></tr>)}</tbody>
        </table>
      )}
      <div className="form-acts"><button type="button" className="button-plain" disabled={acting} onClick={onAgain}>{t('webhooks.again')}</button></div>
    </div>
  )
}
