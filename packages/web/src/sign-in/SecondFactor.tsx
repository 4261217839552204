import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../api/useAnswer.ts'
import { Entry } from '../ui/Entry.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import type { Step } from './step.ts'

/** Six figures of the authenticator, or a recovery code. */
export function SecondFactor({ onStep, onAgain }: { readonly onStep: (step: Step) => void; readonly onAgain: () => void }) {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const [lost, setLost] = useState(false)
  const { act, acting, problem, reset } = useAct('giveSecondFactor', ['readSignIn'])
  const send = async () => {
    const done = await act({ body: lost ? { recovery: code.trim() } : { code: code.replace(/\s/g, '') } })
    if (done !== undefined) onStep(done.step)
    else setCode('')
  }
  return (
    <form onSubmit={event => { event.preventDefault(); void send() }}>
      <Entry key={String(lost)} label={t(lost ? 'second.recovery' : 'second.code')} hint={t(lost ? 'second.recovery hint' : 'second.hint')} value={code} onChange={setCode} inputMode={lost ? 'text' : 'numeric'} autoComplete="one-time-code" autoFocus required />
      <Refusal problem={problem} />
      <div className="form-acts">
        <button type="submit" className="button-main" disabled={acting}>{t('second.go')}</button>
        <button type="button" className="act" onClick={() => { setLost(!lost); setCode(''); reset() }}>{t(lost ? 'second.by code' : 'second.lost')}</button>
        <button type="button" className="act" onClick={onAgain}>{t('second.other')}</button>
      </div>
    </form>
  )
}
