import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { addressOf } from '../api/client.ts'
import { useAct } from '../api/useAnswer.ts'
import { language } from '../i18n/language.ts'
import { Entry } from '../ui/Entry.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import type { Step, Tenant } from './step.ts'

/** Login and password, of a place where there are several; the way by an identity provider where one is set up. */
export function PasswordForm({ tenants, refused, onStep }: { readonly tenants: readonly Tenant[]; readonly refused: string | undefined; readonly onStep: (step: Step) => void }) {
  const { t } = useTranslation()
  const [tenant, setTenant] = useState(tenants[0]?.tenant ?? '')
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const { act, acting, problem } = useAct('signIn', ['readSignIn'])
  const place = tenants.find(one => one.tenant === tenant)
  const send = async () => {
    const done = await act({ body: { tenant, login, password } })
    setPassword('')
    if (done !== undefined) onStep(done.step)
  }
  return (
    <form onSubmit={event => { event.preventDefault(); void send() }}>
      {tenants.length > 1 && <Entry label={t('sign-in.place')} value={tenant} onChange={setTenant} choices={tenants.map(one => ({ value: one.tenant, name: nameOf(one) }))} />}
      {tenants.length === 1 && place !== undefined && <p className="second">{nameOf(place)}</p>}
      <Entry label={t('sign-in.login')} value={login} onChange={setLogin} autoComplete="username" required autoFocus />
      <Entry label={t('sign-in.password')} value={password} onChange={setPassword} type="password" autoComplete="current-password" required />
      {refused !== undefined && problem === null && <p className="refusal" role="alert">{t('sign-in.oidc refused')}</p>}
      <Refusal problem={problem} />
      <div className="form-acts">
        <button type="submit" className="button-main" disabled={acting}>{t('sign-in.title')}</button>
        {place?.oidc === true && <a className="button-plain" href={addressOf('beginOidc', { query: { tenant } })}>{t('sign-in.oidc')}</a>}
      </div>
      <p className="small second">{t('sign-in.enterprise')} <Link href="/register">{t('sign-in.register')}</Link></p>
    </form>
  )
}

export const nameOf = ({ name, en }: { readonly name: string; readonly en: string | null }): string => (language() === 'en' ? en ?? name : name)
