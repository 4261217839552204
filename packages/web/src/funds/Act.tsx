import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { wordsOf } from '../api/problem.ts'
import { useAct, useAnswer } from '../api/useAnswer.ts'
import type { Budget } from '../api/types.ts'
import { loadRules } from '../matters/rules.ts'
import { Entry } from '../ui/Entry.tsx'
import { fenIn, figure } from '../ui/fen.ts'
import { MoneyEntry } from '../ui/MoneyEntry.tsx'
import { fieldOf, Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'
import { budgetName } from './words.ts'

export const ACTS = ['appropriate', 'carryOver', 'lapse', 'reuse'] as const
export type ActName = (typeof ACTS)[number]
const EMPTY = { id: '', amount: '', ref: '', document: '', reason: '', to: '' }
const STALE = ['readBudget', 'listBudgets', 'listTransfers', 'commitmentsByMonth'] as const

/** What is done to a line of the budget itself: once for each document, with the reason. */
export function Act({ what, budget, onDone }: { readonly what: ActName; readonly budget: Budget; readonly onDone: () => void }) {
  const { t } = useTranslation()
  const program = use(loadRules())
  const { draft, set, clear } = useDraft(`fund.${what}.${budget.budget}`, EMPTY)
  const [simple, carry] = [useAct(what === 'carryOver' ? 'lapse' : what, STALE), useAct('carryOver', STALE)]
  const { acting, problem } = what === 'carryOver' ? carry : simple
  const { answer: lines } = useAnswer('listBudgets', {}, what === 'carryOver')
  const next = (lines?.items ?? []).filter(one => one.fund === budget.fund && one.year === budget.year + 1)
  const amount = fenIn(draft.amount)
  const field = fieldOf(problem)
  const wrong = (name: string) => (field === name ? wordsOf(problem) : undefined)
  const most = what === 'appropriate' ? undefined : what === 'reuse' ? budget.recovered : budget.available
  const send = async () => {
    if (amount === undefined) return
    // An id of one's own: sent again after an answer that was lost, nothing is booked twice.
    const id = draft.id === '' ? crypto.randomUUID() : draft.id
    set({ id })
    const body = { id, amount, ref: draft.ref, reason: draft.reason, document: draft.document }
    const done = what === 'carryOver' ? await carry.act({ params: { budget: budget.budget }, body: { ...body, to: draft.to } }) : await simple.act({ params: { budget: budget.budget }, body })
    if (done === undefined) return
    clear()
    onDone()
  }
  const lacking = [draft.ref, draft.document, draft.reason].some(one => one.trim() === '') || (what === 'carryOver' && draft.to === '')
  return (
    <form className="form funds-act" onSubmit={event => { event.preventDefault(); void send() }}>
      <p className="second small">{t(`funds.do.${what} text`)}</p>
      {what === 'carryOver' && (next.length === 0 && lines !== undefined
        ? <p className="now small">{t('funds.no next', { year: budget.year + 1 })} <Link href={`/funds?year=${budget.year + 1}&open-line=1`}>{t('funds.open')}</Link></p>
        : <Entry label={t('funds.to')} value={draft.to} onChange={to => set({ to })} problem={wrong('to')} choices={[{ value: '', name: t('approve.choose') }, ...next.map(one => ({ value: one.budget, name: budgetName(program, one) }))]} />)}
      <MoneyEntry label={t('funds.amount')} value={draft.amount} onChange={text => set({ amount: text })} problem={wrong('amount')} {...most === undefined ? {} : { hint: t('funds.most', { amount: figure(most) }) }} />
      <Entry label={t('funds.ref')} hint={t('funds.ref hint')} value={draft.ref} onChange={ref => set({ ref })} problem={wrong('ref')} required />
      <Entry label={t('funds.document')} value={draft.document} onChange={document => set({ document })} problem={wrong('document')} required />
      <Entry label={t('funds.reason')} value={draft.reason} onChange={reason => set({ reason })} problem={wrong('reason')} rows={2} required />
      {!['amount', 'ref', 'document', 'reason', 'to'].includes(field ?? '') && <Refusal problem={problem} />}
      <div className="form-acts"><button type="submit" className="button-main" disabled={acting || amount === undefined || amount === '0' || lacking}>{t(`funds.do.${what}`)}</button><button type="button" className="act" onClick={onDone}>{t('form.cancel')}</button></div>
    </form>
  )
}
