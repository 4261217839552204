import { useTranslation } from 'react-i18next'
import { useAct } from '../api/useAnswer.ts'
import { ROLES } from '../people/roles.ts'
import { Refusal } from '../ui/Refusal.tsx'
import { nameOf } from './PasswordForm.tsx'
import type { Step, Tenant } from './step.ts'

/** Of a made-up city an account of each role: a click each. */
export function DemoAccounts({ tenant, onStep }: { readonly tenant: Tenant; readonly onStep: (step: Step) => void }) {
  const { t } = useTranslation()
  const { act, acting, problem } = useAct('signInDemo', ['readSignIn'])
  const enter = async (login: string) => {
    const done = await act({ body: { tenant: tenant.tenant, login } })
    if (done !== undefined) onStep(done.step)
  }
  return (
    <section className="demo-accounts">
      <h2>{t('demo-accounts.title', { place: nameOf(tenant) })} <span className="demo">{t('demo')}</span></h2>
      <p className="second small">{t('demo-accounts.text')}</p>
      <Refusal problem={problem} />
      <table className="plain">
        <thead><tr><th scope="col">{t('demo-accounts.of')}</th><th scope="col">{t('demo-accounts.enter')}</th></tr></thead>
        <tbody>
          {groupsOf(tenant.accounts).map(([of, accounts]) => (
            <tr key={of}>
              <th scope="row" className="second">{of === '' ? t('demo-accounts.whole') : of}</th>
              <td><ul className="demo-people">{accounts.map(one => <li key={one.login}><button type="button" className="act" data-login={one.login} title={one.name} disabled={acting} onClick={() => { void enter(one.login) }}>{t(`role.${one.role}`)}{nth(accounts, one)}</button></li>)}</ul></td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

type Account = Tenant['accounts'][number]
const ofWhom = ({ party, area, organisation }: Account): string => organisation ?? party ?? area ?? ''

/** By the enterprise, county or office that somebody is of; those of none last. */
function groupsOf(accounts: Tenant['accounts']): readonly (readonly [of: string, accounts: readonly Account[]])[] {
  const sorted = [...accounts].sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role))
  return [...new Set(sorted.map(ofWhom).filter(of => of !== '')), ''].map(of => [of, sorted.filter(one => ofWhom(one) === of)] as const).filter(([, own]) => own.length > 0)
}

/** Told apart where there are several of a role. */
function nth(accounts: readonly Account[], one: Account): string {
  const same = accounts.filter(other => other.role === one.role)
  return same.length < 2 ? '' : ` ${same.indexOf(one) + 1}`
}
