import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../api/useAnswer.ts'
import { Entry } from '../ui/Entry.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'

const REASON = { reason: '' }
const NOTE = { note: '' }

/** 这个不对: what is wrong and why; whoever may answer it finds it in their queue. */
export function DisputeForm({ fact, onDone }: { readonly fact: string; readonly onDone: () => void }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`dispute.${fact}`, REASON)
  const { act, acting, problem } = useAct('disputeFact', ['listFacts', 'listDisputes'])
  const send = async () => {
    if (await act({ params: { fact }, body: { reason: draft.reason } }) === undefined) return
    clear()
    onDone()
  }
  return (
    <form onSubmit={event => { event.preventDefault(); void send() }}>
      <Entry label={t('dispute.reason')} hint={t('dispute.hint')} value={draft.reason} onChange={reason => set({ reason })} rows={3} required autoFocus />
      <Refusal problem={problem} />
      <div className="form-acts"><button type="submit" className="button-main" disabled={acting}>{t('dispute.send')}</button><button type="button" className="act" onClick={onDone}>{t('form.cancel')}</button></div>
    </form>
  )
}

export function AnswerForm({ dispute }: { readonly dispute: string }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`answer.${dispute}`, REASON)
  const { act, acting, problem } = useAct('answerDispute', ['listFacts', 'listDisputes'])
  const [empty, setEmpty] = useState(false)
  const send = async (outcome: 'upheld' | 'dismissed') => {
    setEmpty(draft.reason.trim() === '')
    if (draft.reason.trim() === '') return
    if (await act({ params: { dispute }, body: { outcome, reason: draft.reason } }) !== undefined) clear()
  }
  return (
    <form onSubmit={event => event.preventDefault()}>
      <Entry label={t('dispute.answer')} hint={t('dispute.answer hint')} value={draft.reason} onChange={reason => set({ reason })} rows={2} problem={empty ? t('form.needed') : undefined} required />
      <Refusal problem={problem} />
      <div className="form-acts">
        <button type="button" className="button-plain" disabled={acting} onClick={() => { void send('upheld') }}>{t('dispute.upheld')}</button>
        <button type="button" className="button-plain" disabled={acting} onClick={() => { void send('dismissed') }}>{t('dispute.dismissed')}</button>
      </div>
    </form>
  )
}

/** A check by somebody else than who told it; a rejection says why. */
export function CheckForm({ fact, onDone }: { readonly fact: string; readonly onDone: () => void }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`check.${fact}`, NOTE)
  const { act, acting, problem } = useAct('checkFact', ['listFacts', 'readDossier'])
  const [needed, setNeeded] = useState(false)
  const send = async (verdict: 'confirmed' | 'rejected') => {
    const note = draft.note.trim()
    setNeeded(verdict === 'rejected' && note === '')
    if (verdict === 'rejected' && note === '') return
    if (await act({ params: { fact }, body: { verdict, note: note === '' ? null : note } }) === undefined) return
    clear()
    onDone()
  }
  return (
    <form onSubmit={event => event.preventDefault()}>
      <Entry label={t('check.note')} hint={t('check.hint')} value={draft.note} onChange={note => set({ note })} rows={2} problem={needed ? t('check.needed') : undefined} />
      <Refusal problem={problem} />
      <div className="form-acts">
        <button type="button" className="button-main" disabled={acting} onClick={() => { void send('confirmed') }}>{t('check.confirm')}</button>
        <button type="button" className="button-plain" disabled={acting} onClick={() => { void send('rejected') }}>{t('check.reject')}</button>
        <button type="button" className="act" onClick={onDone}>{t('form.cancel')}</button>
      </div>
    </form>
  )
}
