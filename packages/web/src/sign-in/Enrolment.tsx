import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../api/useAnswer.ts'
import { Entry } from '../ui/Entry.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { QrCode } from './QrCode.tsx'
import type { Step } from './step.ts'

/** An authenticator is enrolled while signing in; then the recovery codes are shown, this once. */
export function Enrolment({ onStep }: { readonly onStep: (step: Step) => void }) {
  const { t } = useTranslation()
  const begin = useAct('beginEnrolment', [])
  const [asked, setAsked] = useState<{ readonly secret: string; readonly uri: string }>()
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    void begin.act({ body: {} }).then(setAsked)
  }, [begin])
  return (
    <>
      <p className="second">{t('enrol.text')}</p>
      <Refusal problem={begin.problem} />
      {asked !== undefined && <ConfirmEnrolment {...asked} onStep={onStep} />}
    </>
  )
}

/** The secret as a picture and as letters, and a first code to confirm it with. */
export function ConfirmEnrolment({ secret, uri, onStep }: { readonly secret: string; readonly uri: string; readonly onStep: (step: Step) => void }) {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const [kept, setKept] = useState<{ readonly step: Step; readonly codes: readonly string[] }>()
  const { act, acting, problem } = useAct('confirmEnrolment', ['readSignIn'])
  const send = async () => {
    const done = await act({ body: { code: code.replace(/\s/g, '') } })
    if (done !== undefined) setKept({ step: done.step, codes: done.recoveryCodes })
  }
  if (kept !== undefined) return <RecoveryCodes codes={kept.codes} onKept={() => onStep(kept.step)} />
  return (
    <form onSubmit={event => { event.preventDefault(); void send() }}>
      <div className="enrol">
        <QrCode text={uri} title={t('enrol.picture')} />
        <p><span className="small second">{t('enrol.by hand')}</span><br /><code className="code enrol-secret">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code></p>
      </div>
      <Entry label={t('second.code')} hint={t('enrol.hint')} value={code} onChange={setCode} inputMode="numeric" autoComplete="one-time-code" required />
      <Refusal problem={problem} />
      <div className="form-acts"><button type="submit" className="button-main" disabled={acting}>{t('enrol.go')}</button></div>
    </form>
  )
}

export function RecoveryCodes({ codes, onKept }: { readonly codes: readonly string[]; readonly onKept: () => void }) {
  const { t } = useTranslation()
  return (
    <section aria-live="polite">
      <h2>{t('recovery.title')}</h2>
      <p className="second">{t('recovery.text')}</p>
      <ol className="recovery">{codes.map(code => <li key={code}><code className="code">{code}</code></li>)}</ol>
      <div className="form-acts screen">
        <button type="button" className="button-main" onClick={onKept}>{t('recovery.kept')}</button>
        <button type="button" className="act" onClick={() => print()}>{t('recovery.print')}</button>
      </div>
    </section>
  )
}
