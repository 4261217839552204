import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useAct, useAnswer } from '../api/useAnswer.ts'
import { useTitle } from '../app/title.ts'
import { timeOf } from '../record/slot.ts'
import { signOut, type Me } from '../session/me.ts'
import { Refusal } from '../ui/Refusal.tsx'
import { agentName } from './agent.ts'
import { Password } from './Password.tsx'
import { SecondFactorSettings } from './SecondFactorSettings.tsx'

/** One's own account: for whom one acts, where one is signed in, the password and the authenticator. */
export default function AccountPage({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  useTitle(t('account.title'))
  return (
    <div className="page">
      <div className="page-head"><h1>{me.person.name}</h1><span className="second">{me.person.login} · {me.tenant.name}</span></div>
      <section>
        <h2>{t('people.roles')}</h2>
        {me.roles.length === 0 && <p className="list-empty second">{t('account.no roles')}</p>}
        <dl className="pairs">
          {me.roles.map(one => (
            <div key={one.membership}><dt>{t(`role.${one.role}`)}</dt><dd>{[one.organisation?.name, one.area?.name, one.party?.name].filter(part => part !== undefined).join(' · ')}{one.until !== null && <span className="second"> {t('mine.until', { day: one.until })}</span>}</dd></div>
          ))}
        </dl>
      </section>
      <Sessions />
      <Password />
      <SecondFactorSettings me={me} />
    </div>
  )
}

function Sessions() {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const { answer, error } = useAnswer('listSessions', {})
  const end = useAct('endSession', ['listSessions'])
  const everywhere = useAct('signOutEverywhere', [])
  const leave = async () => { if (await everywhere.act({}) !== undefined) { await signOut(); navigate('/sign-in') } }
  return (
    <section>
      <h2>{t('sessions.title')}</h2>
      <Refusal problem={error ?? end.problem ?? everywhere.problem} />
      <div className="scroll" tabIndex={0} role="group" aria-label={t('sessions.title')}>
        <table className="plain">
          <thead><tr><th scope="col">{t('sessions.since')}</th><th scope="col">{t('sessions.seen')}</th><th scope="col">{t('sessions.agent')}</th><th scope="col">{t('sessions.address')}</th><th scope="col"><span className="hidden">{t('sessions.end')}</span></th></tr></thead>
          <tbody>
            {(answer?.items ?? []).map(one => (
              <tr key={one.id}>
                <td className="nowrap">{timeOf(one.since)}</td><td className="nowrap">{timeOf(one.lastSeen)}</td><td className="second" title={one.agent}>{agentName(one.agent)}</td><td className="second nowrap">{one.address}</td>
                <td className="nowrap">{one.current ? t('sessions.this') : <button type="button" className="act" disabled={end.acting} onClick={() => { void end.act({ params: { session: one.id } }) }}>{t('sessions.end')}</button>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="form-acts"><button type="button" className="button-plain" disabled={everywhere.acting} onClick={() => { void leave() }}>{t('sessions.everywhere')}</button></div>
    </section>
  )
}
