import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../api/useAnswer.ts'
import { Entry } from '../ui/Entry.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import type { Step } from './step.ts'

/** A password of one's own in place of the one that was handed over. */
export function ChoosePassword({ shortest, onStep }: { readonly shortest: number | undefined; readonly onStep: (step: Step) => void }) {
  const { t } = useTranslation()
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const { act, acting, problem } = useAct('choosePassword', ['readSignIn'])
  const differ = again !== '' && again !== password
  const send = async () => {
    const done = await act({ body: { password } })
    if (done !== undefined) onStep(done.step)
  }
  return (
    <form onSubmit={event => { event.preventDefault(); if (again === password) void send() }}>
      <p className="second">{t('choose.text')}</p>
      <Entry label={t('choose.password')} hint={t('choose.hint', { count: shortest ?? 12 })} value={password} onChange={setPassword} type="password" autoComplete="new-password" autoFocus required />
      <Entry label={t('choose.again')} value={again} onChange={setAgain} type="password" autoComplete="new-password" problem={differ ? t('choose.differ') : undefined} required />
      <Refusal problem={problem} />
      <div className="form-acts"><button type="submit" className="button-main" disabled={acting || again !== password}>{t('choose.go')}</button></div>
    </form>
  )
}
