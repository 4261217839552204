import { useTranslation } from 'react-i18next'
import { wordsOf } from '../api/problem.ts'
import { useAct } from '../api/useAnswer.ts'
import type { Recovery } from '../api/types.ts'
import { Clock } from '../matters/Clock.tsx'
import { dayOf } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { Entry } from '../ui/Entry.tsx'
import { fenIn, figure } from '../ui/fen.ts'
import { MoneyEntry } from '../ui/MoneyEntry.tsx'
import { fieldOf, Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'

const EMPTY = { id: '', amount: '', ref: '', document: '', reason: '' }

/** A recovery with its entries; finance books what came in, and what does not come is given up by a decision. */
export function RecoveryWhole({ me, recovery }: { readonly me: Me; readonly recovery: Recovery }) {
  const { t } = useTranslation()
  const open = recovery.outstanding !== '0'
  return (
    <>
      <p>{t('recovery.demanded', { day: dayOf(recovery.demandedAt), amount: figure(recovery.amount) })} <span className="second" lang="zh-CN">{[recovery.document, recovery.demandedBy ?? ''].filter(one => one !== '').join(' · ')}</span></p>
      <p className="second">{recovery.reason}</p>
      <p>{t('recovery.stands', { received: figure(recovery.received), written: figure(recovery.writtenOff) })} <b className={open ? 'now' : 'green'}>{open ? t('recovery.still', { amount: figure(recovery.outstanding) }) : t('recovery.settled')}</b> {open && <Clock due={{ dueOn: recovery.dueOn, provisional: recovery.provisional, stopped: false }} />}</p>
      {recovery.entries.length > 0 && (
        <table className="plain">
          <thead><tr><th scope="col">{t('funds.at')}</th><th scope="col">{t('funds.kind')}</th><th scope="col" className="figure">{t('funds.yuan')}</th><th scope="col">{t('funds.document')}</th></tr></thead>
          <tbody>{recovery.entries.map(one => <tr key={one.id}><td className="nowrap">{dayOf(one.at)}</td><td>{t(`recovery.${one.kind}`)}</td><td className="figure">{figure(one.amount)}</td><td lang="zh-CN">{[one.document, one.kind === 'received' ? one.ref : '', one.reason ?? ''].filter(part => part !== '').join(' · ')}</td></tr>)}</tbody>
        </table>
      )}
      {open && may(me, 'recordRecoveryReceipt') && <Entries what="recordRecoveryReceipt" recovery={recovery} />}
      {open && may(me, 'writeOffRecovery') && <Entries what="writeOffRecovery" recovery={recovery} />}
    </>
  )
}

function Entries({ what, recovery }: { readonly what: 'recordRecoveryReceipt' | 'writeOffRecovery'; readonly recovery: Recovery }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`${what}.${recovery.id}`, EMPTY)
  const stale = ['listRecoveries', 'readAward', 'listTransfers', 'readBudget', 'listBudgets'] as const
  const [receive, write] = [useAct('recordRecoveryReceipt', stale), useAct('writeOffRecovery', stale)]
  const received = what === 'recordRecoveryReceipt'
  const { acting, problem } = received ? receive : write
  const amount = fenIn(draft.amount)
  const field = fieldOf(problem)
  const send = async () => {
    if (amount === undefined) return
    const id = draft.id === '' ? crypto.randomUUID() : draft.id
    set({ id })
    const params = { recovery: recovery.id }
    const done = received ? await receive.act({ params, body: { id, amount, ref: draft.ref, document: draft.document } }) : await write.act({ params, body: { id, amount, reason: draft.reason, document: draft.document } })
    if (done !== undefined) clear()
  }
  const lacking = draft.document.trim() === '' || (received ? draft.ref : draft.reason).trim() === ''
  return (
    <details><summary className="act">{t(`recovery.do.${what}`)}…</summary>
      <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
        <MoneyEntry label={t('funds.amount')} hint={t('funds.most', { amount: figure(recovery.outstanding) })} value={draft.amount} onChange={text => set({ amount: text })} problem={field === 'amount' ? wordsOf(problem) : undefined} />
        {received ? <Entry label={t('recovery.ref')} hint={t('funds.ref hint')} value={draft.ref} onChange={ref => set({ ref })} required /> : <Entry label={t('funds.reason')} value={draft.reason} onChange={reason => set({ reason })} rows={2} required />}
        <Entry label={t('funds.document')} value={draft.document} onChange={document => set({ document })} required />
        {field !== 'amount' && <Refusal problem={problem} />}
        <div className="form-acts"><button type="submit" className="button-plain" disabled={acting || amount === undefined || amount === '0' || lacking}>{t(`recovery.do.${what}`)}</button></div>
      </form>
    </details>
  )
}
