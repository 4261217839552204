import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { wordsOf } from '../api/problem.ts'
import { useAct } from '../api/useAnswer.ts'
import { Entry } from '../ui/Entry.tsx'
import { fieldOf, Refusal } from '../ui/Refusal.tsx'

export function Password() {
  const { t } = useTranslation()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [done, setDone] = useState(false)
  const { act, acting, problem } = useAct('changePassword', ['listSessions'])
  const field = fieldOf(problem)
  const wrong = (name: string) => (field === name ? wordsOf(problem) : undefined)
  const send = async () => {
    setDone(await act({ body: { current, password } }) !== undefined)
    setCurrent('')
  }
  return (
    <section>
      <h2>{t('password.title')}</h2>
      <form className="form" onSubmit={event => { event.preventDefault(); if (again === password) void send() }}>
        <Entry label={t('password.current')} value={current} onChange={setCurrent} type="password" autoComplete="current-password" problem={wrong('current')} required />
        <Entry label={t('choose.password')} value={password} onChange={setPassword} type="password" autoComplete="new-password" problem={wrong('password')} required />
        <Entry label={t('choose.again')} value={again} onChange={setAgain} type="password" autoComplete="new-password" problem={again !== '' && again !== password ? t('choose.differ') : undefined} required />
        {field !== 'current' && field !== 'password' && <Refusal problem={problem} />}
        {done && problem === null && <p className="said" role="status">{t('password.changed')}</p>}
        <div className="form-acts"><button type="submit" className="button-plain" disabled={acting}>{t('password.change')}</button></div>
      </form>
    </section>
  )
}
