import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useAct, useAnswer } from '../api/useAnswer.ts'
import type { AwardRead, MatterRead, Payment } from '../api/types.ts'
import { isEnterprise, may, type Me } from '../session/me.ts'
import { Entry } from '../ui/Entry.tsx'
import { figure } from '../ui/fen.ts'
import { Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'
import { Standing } from './AccountsToCheck.tsx'
import { Demand } from './Demand.tsx'
import { RecoveryWhole } from './RecoveryWhole.tsx'
import './payments.css'

const GRANTED: ReadonlySet<string | null> = new Set(['approved', 'closed', 'rescinded'])

/** What becomes of an award once it is approved: its instalments, each attempt to pay, and what is asked back. */
export function MatterMoney({ me, matter: { award, awardState, party } }: { readonly me: Me; readonly matter: MatterRead }) {
  return award === null || !GRANTED.has(awardState) ? null : <Money me={me} award={award} party={party} />
}

function Money({ me, award, party }: { readonly me: Me; readonly award: string; readonly party: string }) {
  const { t } = useTranslation()
  const { answer, error, again } = useAnswer('readAward', { params: { award } })
  const { answer: payments } = useAnswer('listPayments', { params: { award } }, may(me, 'listPayments'))
  const { answer: recoveries } = useAnswer('listRecoveries', { query: { award } }, may(me, 'listRecoveries'))
  const planned = answer?.instalments.some(one => one.state === 'planned') === true
  return (
    <section className="matter-pay">
      <h2>{t('pay.of matter')}</h2>
      <Refusal problem={error} again={again} />
      {answer !== undefined && <Instalments me={me} award={answer} payments={payments?.items ?? []} />}
      {planned && isEnterprise(me) && may(me, 'listAccounts') && <Account party={party} payments={payments?.items ?? []} />}
      {recoveries?.items.map(one => <div key={one.id} className={one.outstanding === '0' ? 'pay-receipt' : 'pay-todo'}><h3>{t('recovery.of matter')}</h3><RecoveryWhole me={me} recovery={one} /></div>)}
      {answer !== undefined && answer.paid !== '0' && may(me, 'demandRecovery') && <Demand award={answer} />}
    </section>
  )
}

function Instalments({ me, award, payments }: { readonly me: Me; readonly award: AwardRead; readonly payments: readonly Payment[] }) {
  const { t } = useTranslation()
  return (
    <table className="plain">
      <thead><tr><th scope="col">{t('pay.instalment')}</th><th scope="col" className="figure">{t('funds.yuan')}</th><th scope="col">{t('pay.state')}</th></tr></thead>
      <tbody>
        {award.instalments.map(one => {
          const tries = payments.filter(payment => payment.instalment === one.number && payment.state !== 'dropped')
          return (
            <tr key={one.number}>
              <td><span className="nowrap">{t('pay.nth', { number: one.number })}</span>{one.due !== null && <span className="second"> {t('pay.from', { day: one.due })}</span>}{one.condition !== null && <span className="second" lang="zh-CN"> {one.condition}</span>}</td>
              <td className="figure">{figure(one.amount)}</td>
              <td>
                <b className={one.state === 'paid' ? 'green' : ''}>{t(`instalment.${one.state}`)}</b>
                {one.condition !== null && one.state === 'planned' && <span className={one.met === null ? 'amber' : 'second'}> {t(one.met === null ? 'pay.not met' : 'pay.met')}</span>}
                {tries.map(payment => <span key={payment.id} className="second small pay-try">{[payment.reference, t(`line.${payment.state}`), payment.settledOn ?? '', payment.reason ?? '', `${payment.bank} ${payment.account}`].filter(part => part !== '').join(' · ')}{payment.runState !== null && may(me, 'readRun') && <> <Link href={`/payments/${payment.run}`}>{t('pay.see run')}</Link></>}</span>)}
                {one.condition !== null && one.met === null && one.state === 'planned' && may(me, 'confirmCondition') && <Condition award={award.award} instalment={one.number} />}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Condition({ award, instalment }: { readonly award: string; readonly instalment: number }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`condition.${award}.${instalment}`, { evidence: '' })
  const { act, acting, problem } = useAct('confirmCondition', ['readAward', 'listPayable'])
  const send = async () => { if (await act({ params: { award, instalment: String(instalment) }, body: { evidence: draft.evidence } }) !== undefined) clear() }
  return (
    <details><summary className="act">{t('pay.confirm condition')}…</summary>
      <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
        <Entry label={t('pay.condition evidence')} value={draft.evidence} onChange={evidence => set({ evidence })} required />
        <Refusal problem={problem} />
        <div className="form-acts"><button type="submit" className="button-plain" disabled={acting || draft.evidence.trim() === ''}>{t('pay.confirm condition')}</button></div>
      </form>
    </details>
  )
}

/** To an enterprise that waits for its money: whether its account can be paid to, and what to do where a payment came back. */
function Account({ party, payments }: { readonly party: string; readonly payments: readonly Payment[] }) {
  const { t } = useTranslation()
  const { answer } = useAnswer('listAccounts', { query: { party } })
  if (answer === undefined) return null
  const last = payments.filter(one => one.state !== 'dropped').at(-1)
  const bounced = last?.state === 'failed' || last?.state === 'returned' ? last : undefined
  const account = answer.items.find(one => one.state === 'proposed') ?? answer.items.find(one => one.state === 'confirmed')
  const mended = bounced === undefined || account?.state === 'proposed' || !bounced.current
  return (
    <div className={account === undefined || !mended ? 'pay-todo' : ''} role="status">
      {bounced !== undefined && !mended && <p><b>{t('pay.bounced', { reason: bounced.reason ?? '' })}</b> {t('pay.bounced do')}</p>}
      <p>{t('accounts.title')}：{account === undefined ? <b className="now">{t('accounts.lacking')}</b> : <><Standing account={account} /> <span className="second" lang="zh-CN">{account.bank} {account.account}</span></>} <Link href="/accounts">{t(account === undefined ? 'accounts.tell' : 'accounts.see')}</Link></p>
    </div>
  )
}
