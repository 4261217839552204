import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { wordsOf } from '../api/problem.ts'
import { useAct } from '../api/useAnswer.ts'
import { askSession, type Me } from '../session/me.ts'
import { ConfirmEnrolment, RecoveryCodes } from '../sign-in/Enrolment.tsx'
import { Entry } from '../ui/Entry.tsx'
import '../sign-in/sign-in.css'

/** The authenticator: enrolled anew or for the first time, and new recovery codes; the password is given again for either. */
export function SecondFactorSettings({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const [password, setPassword] = useState('')
  const begin = useAct('beginEnrolment', [])
  const renew = useAct('renewRecoveryCodes', [])
  const [secret, setSecret] = useState<{ readonly secret: string; readonly uri: string }>()
  const [codes, setCodes] = useState<readonly string[]>()
  const problem = begin.problem ?? renew.problem
  const done = () => { setSecret(undefined); setCodes(undefined); void askSession() }
  if (codes !== undefined) return <RecoveryCodes codes={codes} onKept={done} />
  return (
    <section>
      <h2>{t('enrol.title')}</h2>
      <p className="second">{me.secondFactor ? t('enrol.here', { count: me.recoveryCodesLeft }) : t('enrol.not here')}</p>
      {secret !== undefined ? <div className="form"><ConfirmEnrolment {...secret} onStep={done} /></div> : (
        <form className="form" onSubmit={event => { event.preventDefault(); void begin.act({ body: { password } }).then(found => { setPassword(''); setSecret(found) }) }}>
          <Entry label={t('password.current')} hint={t('enrol.password hint')} value={password} onChange={setPassword} type="password" autoComplete="current-password" problem={problem === null ? undefined : wordsOf(problem)} required />
          <div className="form-acts">
            <button type="submit" className="button-plain" disabled={begin.acting}>{t(me.secondFactor ? 'enrol.again' : 'enrol.begin')}</button>
            {me.secondFactor && <button type="button" className="button-plain" disabled={renew.acting || password === ''} onClick={() => { void renew.act({ body: { password } }).then(found => { setPassword(''); setCodes(found?.recoveryCodes) }) }}>{t('recovery.renew')}</button>}
          </div>
        </form>
      )}
    </section>
  )
}
