import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Redirect } from 'wouter'
import { useAct, useAnswer } from '../api/useAnswer.ts'
import { useTitle } from '../app/title.ts'
import { askSession, useSession } from '../session/me.ts'
import { Entry } from '../ui/Entry.tsx'
import { fieldOf, Refusal } from '../ui/Refusal.tsx'
import { wordsOf } from '../api/problem.ts'
import { nameOf } from './PasswordForm.tsx'

/** An enterprise's person makes an account; it opens nothing until a claim on a record is granted, or an owner delegates. */
export default function RegisterPage() {
  const { t } = useTranslation()
  const session = useSession()
  const { answer } = useAnswer('signInOptions', {})
  const [tenant, setTenant] = useState('')
  const [login, setLogin] = useState('')
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const { act, acting, problem } = useAct('registerAccount', ['readSignIn'])
  useTitle(t('register.title'))
  if (session !== null && session !== undefined) return <Redirect to="/account" replace />
  const places = answer?.tenants ?? []
  const place = tenant === '' ? places[0]?.tenant ?? '' : tenant
  const wrong = (field: string) => (fieldOf(problem) === field ? wordsOf(problem) : undefined)
  const send = async () => { if (await act({ body: { tenant: place, login: login.trim().toLowerCase(), name, password } }) !== undefined) await askSession() }
  return (
    <div className="page">
      <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
        <h1>{t('register.title')}</h1>
        <p className="second">{t('register.text')}</p>
        {places.length > 1 && <Entry label={t('sign-in.place')} value={place} onChange={setTenant} choices={places.map(one => ({ value: one.tenant, name: nameOf(one) }))} />}
        <Entry label={t('register.name')} value={name} onChange={setName} autoComplete="name" problem={wrong('name')} required autoFocus />
        <Entry label={t('sign-in.login')} hint={t('register.login hint')} value={login} onChange={setLogin} autoComplete="username" problem={wrong('login')} required />
        <Entry label={t('sign-in.password')} hint={t('choose.hint', { count: 8 })} value={password} onChange={setPassword} type="password" autoComplete="new-password" problem={wrong('password')} required />
        {fieldOf(problem) === undefined && <Refusal problem={problem} />}
        <div className="form-acts"><button type="submit" className="button-main" disabled={acting}>{t('register.go')}</button><Link href="/sign-in">{t('sign-in.title')}</Link></div>
      </form>
    </div>
  )
}
