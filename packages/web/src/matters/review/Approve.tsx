import { use, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Failed, wordsOf } from '../../api/problem.ts'
import { useAct, useAnswer } from '../../api/useAnswer.ts'
import type { Budget, MatterRead } from '../../api/types.ts'
import { Decided } from '../../funds/Shortfalls.tsx'
import { budgetName } from '../../funds/words.ts'
import { todayInChina } from '../../record/slot.ts'
import { Entry } from '../../ui/Entry.tsx'
import { figure } from '../../ui/fen.ts'
import { fieldOf, Refusal } from '../../ui/Refusal.tsx'
import { useDraft } from '../../ui/useDraft.ts'
import { loadRules } from '../rules.ts'
import { Exact } from '../words.tsx'
import '../../funds/funds.css'

const EMPTY = { budget: '', document: '' }

/** 审批: out of which line of the budget, whether it holds enough, on which document. Where facts changed meanwhile nothing is approved, and it says so. */
export function Approve({ matter, onDone }: { readonly matter: MatterRead; readonly onDone: () => void }) {
  const { t } = useTranslation()
  const program = use(loadRules())
  const { draft, set, clear } = useDraft(`approve.${matter.id}`, EMPTY)
  const { answer, error } = useAnswer('listBudgets', { query: { instrument: matter.instrument } })
  const { act, acting, problem } = useAct('approveMatter', ['readMatter', 'listMatters', 'listBudgets', 'readAward'])
  const [changed, setChanged] = useState(false)
  const year = Number(todayInChina().slice(0, 4))
  const lines = answer?.items
  const ofYear = lines?.some(one => one.year === year)
  const line = lines?.find(one => one.budget === draft.budget)
  const send = async () => {
    const done = await act({ params: { matter: matter.id }, body: { budget: draft.budget, document: draft.document.trim() === '' ? null : draft.document } })
    if (done === undefined) return
    setChanged(done.changed)
    if (done.changed) return
    clear()
    onDone()
  }
  if (lines?.length === 0) return <div className="form"><p className="now">{t('approve.no budget', { year })}</p><p>{t('approve.no budget ask')} <Link href="/funds">{t('funds.title')}</Link></p><div className="form-acts"><button type="button" className="act" onClick={onDone}>{t('form.cancel')}</button></div></div>
  return (
    <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
      <p><Exact matter={matter} /></p>
      <Entry label={t('approve.budget')} value={draft.budget} onChange={budget => set({ budget })} problem={fieldOf(problem) === 'budget' ? wordsOf(problem) : undefined} required
        choices={[{ value: '', name: t('approve.choose') }, ...(lines ?? []).map(one => ({ value: one.budget, name: `${budgetName(program, one)} · ${t('approve.available')} ${figure(one.available)}` }))]} />
      {ofYear === false && <p className="now small">{t('approve.no budget', { year })} <Link href="/funds">{t('funds.title')}</Link></p>}
      {line !== undefined && <Room matter={matter} line={line} refused={problem instanceof Failed && problem.problem.code === 'not-enough'} />}
      <Entry label={t('approve.document')} value={draft.document} onChange={document => set({ document })} />
      {changed && <p className="now" role="alert">{t('approve.changed')}</p>}
      <Refusal problem={fieldOf(problem) === 'budget' ? error : problem ?? error} />
      <div className="form-acts"><button type="submit" className="button-main" disabled={acting || line === undefined}>{t('approve.go')}</button><button type="button" className="act" onClick={onDone}>{t('form.cancel')}</button></div>
    </form>
  )
}

/** What the line holds and would hold; where it is too little, what can be done, and what was decided of it before. */
function Room({ matter, line, refused }: { readonly matter: MatterRead; readonly line: Budget; readonly refused: boolean }) {
  const { t } = useTranslation()
  const left = matter.amount === null ? undefined : BigInt(line.available) - BigInt(matter.amount)
  const short = refused || (left !== undefined && left < 0n)
  const { answer } = useAnswer('listShortfalls', { params: { budget: line.budget } })
  const before = answer?.items.find(one => one.awards.some(award => award.award === matter.award))
  return (
    <div className={short ? 'funds-room funds-short' : 'funds-room'}>
      {left !== undefined && <p role="status">{t('approve.room', { available: figure(line.available) })} {left < 0n ? <b className="now">{t('approvals.short', { missing: figure(String(-left)) })}</b> : t('approve.after', { left: figure(String(left)) })}</p>}
      {short && <p>{t('approve.short what')} <Link href={`/approvals?budget=${line.budget}&chosen=${matter.id}`}>{t('approve.decide shortfall')}</Link> · <Link href={`/funds/${line.budget}`}>{t('approve.see fund')}</Link></p>}
      {before !== undefined && <Decided shortfall={before} />}
    </div>
  )
}
