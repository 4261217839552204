import { use, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Answer } from '../api/client.ts'
import { save } from '../api/client.ts'
import { useAct, useAnswer } from '../api/useAnswer.ts'
import type { PaymentLine, PaymentRunRead } from '../api/types.ts'
import { useTitle } from '../app/title.ts'
import { instrumentName, loadRules } from '../matters/rules.ts'
import { dayOf } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { Entry } from '../ui/Entry.tsx'
import { figure } from '../ui/fen.ts'
import { ListTable } from '../ui/ListTable.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useDraft } from '../ui/useDraft.ts'
import { UploadReceipt } from './UploadReceipt.tsx'
import './payments.css'
import '../matters/matters.css'

/** A run: released by a second person, downloaded for the bank, and its lines with what the bank said of each. */
export default function RunPage({ me, run }: { readonly me: Me; readonly run: string }) {
  const { t } = useTranslation()
  const { answer, error, again } = useAnswer('readRun', { params: { run } })
  useTitle(answer === undefined ? t('pay.title') : answer.number)
  if (answer === undefined) return error === null ? <Skeleton /> : <div className="page"><h1>{t('pay.title')}</h1><Refusal problem={error} again={again} /></div>
  const failed = answer.items.filter(one => one.state === 'failed' || one.state === 'returned')
  return (
    <div className="page">
      <p className="small screen"><Link href="/payments?tab=runs">{t('pay.title')}</Link></p>
      <div className="page-head"><h1>{answer.number}</h1><span>{answer.title}</span>{me.tenant.demo && <span className="demo">{t('demo')}</span>}</div>
      <p className="second small">{t('pay.made', { by: answer.madeBy ?? '', day: dayOf(answer.madeAt) })}{answer.releasedAt !== null && ` · ${t('pay.released', { by: answer.releasedBy ?? '', day: dayOf(answer.releasedAt) })}`}{answer.state === 'dropped' && ` · ${t('pay.run.dropped')} ${answer.reason ?? ''}`}</p>
      <dl className="pay-figures">
        <div><dt>{t('pay.lines')}</dt><dd>{answer.lines}</dd></div><div><dt>{t('pay.total')}</dt><dd>{figure(answer.total)}</dd></div><div><dt>{t('pay.arrived')}</dt><dd>{figure(answer.paid)}</dd></div><div><dt>{t('pay.waiting')}</dt><dd>{answer.open}</dd></div>
      </dl>
      {answer.state === 'made' && <Release me={me} run={answer} />}
      {answer.state === 'released' && <Released me={me} run={answer} />}
      {failed.length > 0 && <div className="pay-todo"><p><b>{t('pay.failed', { count: failed.length })}</b></p><p>{t('pay.failed do')} <Link href={`/payments?tab=accounts&party=${failed[0]?.party ?? ''}`}>{t('pay.tab.accounts')}</Link> · <Link href="/payments">{t('pay.tab.payable')}</Link></p></div>}
      <Lines run={answer} />
    </div>
  )
}

type Aside = Answer<'releaseRun'>['aside']
function Release({ me, run }: { readonly me: Me; readonly run: PaymentRunRead }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`drop.${run.id}`, { reason: '' })
  const [aside, setAside] = useState<Aside>([])
  const stale = ['readRun', 'listRuns', 'listPayable', 'readAward', 'listPayments'] as const
  const release = useAct('releaseRun', stale)
  const drop = useAct('dropRun', stale)
  const go = async () => setAside((await release.act({ params: { run: run.id } }))?.aside ?? [])
  const take = async () => { if (await drop.act({ params: { run: run.id }, body: { reason: draft.reason } }) !== undefined) clear() }
  return (
    <div className="pay-acts">
      <p>{t('pay.second person', { by: run.madeBy ?? '' })}</p>
      {aside.length > 0 && <p className="pay-todo" role="alert">{t('pay.left run', { count: aside.length })} {aside.map(one => t(`why.${one.why}`)).join(t('comma'))}</p>}
      <Refusal problem={release.problem ?? drop.problem} />
      <div className="form-acts">
        {may(me, 'releaseRun') && <button type="button" className="button-main" disabled={release.acting} onClick={() => { void go() }}>{t('pay.release')}</button>}
        {may(me, 'dropRun') && (
          <details><summary className="act">{t('pay.drop')}…</summary>
            <form className="form" onSubmit={event => { event.preventDefault(); void take() }}>
              <Entry label={t('funds.reason')} value={draft.reason} onChange={reason => set({ reason })} required />
              <div className="form-acts"><button type="submit" className="button-plain" disabled={drop.acting || draft.reason.trim() === ''}>{t('pay.drop')}</button></div>
            </form>
          </details>
        )}
      </div>
    </div>
  )
}

function Released({ me, run }: { readonly me: Me; readonly run: PaymentRunRead }) {
  const { t } = useTranslation()
  const [problem, setProblem] = useState<unknown>()
  const download = async () => {
    setProblem(undefined)
    try { await save('downloadPaymentFile', { params: { run: run.id } }) } catch (error) { setProblem(error) }
  }
  if (!may(me, 'downloadPaymentFile')) return null
  return (
    <div className="pay-acts">
      <p className="second">{t('pay.to the bank')}</p>
      <Refusal problem={problem} />
      <div className="form-acts"><button type="button" className={run.open > 0 ? 'button-main' : 'button-plain'} onClick={() => { void download() }}>{t('pay.download')}</button></div>
      {may(me, 'uploadReceipt') && <UploadReceipt />}
    </div>
  )
}

function Lines({ run }: { readonly run: PaymentRunRead }) {
  const { t } = useTranslation()
  const program = use(loadRules())
  const said = (row: PaymentLine) => [t(`line.${row.state}`), row.reason ?? ''].filter(one => one !== '').join(' · ')
  return (
    <ListTable<PaymentLine>
      name={`${run.number} ${t('pay.lines')}`} rows={run.items} rowKey={row => row.id} empty={t('pay.no lines')} opened={row => <Opened line={row} />}
      columns={[
        { key: 'reference', short: true, title: t('pay.reference'), value: row => row.reference },
        { key: 'payee', title: t('pay.to whom'), value: row => row.payee, show: row => <span lang="zh-CN">{row.payee}{row.holder !== row.payee && <span className="second"> · {row.holder}</span>}</span>, from: 'sm' },
        { key: 'account', title: t('pay.account'), value: row => `${row.bank} ${row.account}`, show: row => <span lang="zh-CN" className="second">{row.bank} <span className="nowrap">{row.account}</span></span>, from: 'md' },
        { key: 'instrument', title: t('matters.instrument'), value: row => instrumentName(program, row.instrument), from: 'lg' },
        { key: 'amount', title: t('funds.yuan'), value: row => Number(row.amount), show: row => figure(row.amount), figure: true },
        { key: 'state', title: t('pay.result'), value: said, show: row => <span className={row.state === 'paid' ? 'green' : row.state === 'failed' || row.state === 'returned' ? 'now' : 'second'}>{said(row)}</span> },
        { key: 'settled', short: true, title: t('pay.settled on'), value: row => row.settledOn ?? '', figure: true, from: 'md' },
      ]}
    />
  )
}

function Opened({ line }: { readonly line: PaymentLine }) {
  const { t } = useTranslation()
  const bounced = line.state === 'failed' || line.state === 'returned'
  return (
    <dl className="pairs">
      <div><dt>{t('funds.matter')}</dt><dd><Link href={`/matters/${line.matter}`}>{t('pay.see matter')}</Link> · {t('pay.nth', { number: line.instalment })}</dd></div>
      <div><dt>{t('pay.account')}</dt><dd lang="zh-CN">{line.holder} · {line.bank} {line.branch} · <span className="nowrap">{line.account}</span></dd></div>
      {line.code !== null && <div><dt>{t('funds.code')}</dt><dd>{line.code}</dd></div>}
      {bounced && <div><dt>{t('pay.to do')}</dt><dd>{t('pay.failed do')}</dd></div>}
      {line.receipt !== null && <div><dt>{t('pay.receipt')}</dt><dd><Link href={`/payments?tab=receipts&open=${line.receipt}`}>{t('pay.see receipt')}</Link></dd></div>}
    </dl>
  )
}
