import { useTranslation } from 'react-i18next'
import { wordsOf } from '../api/problem.ts'
import { useAct } from '../api/useAnswer.ts'
import type { Award } from '../api/types.ts'
import { Entry } from '../ui/Entry.tsx'
import { fenIn, figure } from '../ui/fen.ts'
import { MoneyEntry } from '../ui/MoneyEntry.tsx'
import { fieldOf, Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'

const EMPTY = { id: '', amount: '', reason: '', document: '', days: '' }

/** Asks money back of what was paid: how much, why, on which document, within how many working days. */
export function Demand({ award: { award, paid } }: { readonly award: Award }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`demand.${award}`, EMPTY)
  const { act, acting, problem } = useAct('demandRecovery', ['listRecoveries', 'readAward', 'listTransfers', 'readBudget', 'listBudgets'])
  const amount = fenIn(draft.amount)
  const days = /^[1-9]\d{0,2}$/.test(draft.days) ? Number(draft.days) : undefined
  const above = amount !== undefined && BigInt(amount) > BigInt(paid)
  const field = fieldOf(problem)
  const send = async () => {
    if (amount === undefined || days === undefined) return
    const id = draft.id === '' ? crypto.randomUUID() : draft.id
    set({ id })
    if (await act({ params: { award }, body: { id, amount, reason: draft.reason, document: draft.document, workingDays: days } }) !== undefined) clear()
  }
  return (
    <details><summary className="act">{t('recovery.demand')}…</summary>
      <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
        <MoneyEntry label={t('recovery.amount')} hint={t('funds.most', { amount: figure(paid) })} value={draft.amount} onChange={text => set({ amount: text })} problem={above ? t('recovery.above', { amount: figure(paid) }) : field === 'amount' ? wordsOf(problem) : undefined} />
        <Entry label={t('funds.reason')} value={draft.reason} onChange={reason => set({ reason })} rows={2} required />
        <Entry label={t('recovery.document')} value={draft.document} onChange={document => set({ document })} required />
        <Entry label={t('recovery.days')} value={draft.days} onChange={one => set({ days: one })} problem={draft.days !== '' && days === undefined ? t('recovery.days wrong') : undefined} inputMode="numeric" required />
        {field !== 'amount' && <Refusal problem={problem} />}
        <div className="form-acts"><button type="submit" className="button-plain" disabled={acting || amount === undefined || amount === '0' || above || days === undefined || draft.reason.trim() === '' || draft.document.trim() === ''}>{t('recovery.demand')}</button></div>
      </form>
    </details>
  )
}
