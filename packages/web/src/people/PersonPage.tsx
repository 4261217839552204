import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useAct, useAnswer } from '../api/useAnswer.ts'
import { useTitle } from '../app/title.ts'
import { timeOf } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Memberships } from './Memberships.tsx'
import { stateOf } from './PeoplePage.tsx'

/** One account: how it stands, what can be done about it, and the roles it holds and held. */
export default function PersonPage({ me, person: id }: { readonly me: Me; readonly person: string }) {
  const { t } = useTranslation()
  const { answer: person, error, again } = useAnswer('readPerson', { params: { person: id } })
  const edit = useAct('editPerson', ['readPerson', 'listPeople'])
  const password = useAct('resetPassword', ['readPerson', 'listPeople'])
  const second = useAct('resetSecondFactor', ['readPerson', 'listPeople'])
  const [once, setOnce] = useState<string>()
  useTitle(person?.name ?? t('menu./people'))
  if (person === undefined) return error === null ? <Skeleton /> : <div className="page"><Refusal problem={error} again={again} /></div>
  const administers = may(me, 'editPerson') && person.id !== me.person.id
  return (
    <div className="page">
      <p className="small screen"><Link href="/people">{t('menu./people')}</Link></p>
      <div className="page-head"><h1>{person.name}</h1><span className="second">{person.login}</span></div>
      <dl className="pairs form">
        <div><dt>{t('people.state')}</dt><dd className={stateOf(person) === 'locked' ? 'now' : undefined}>{t(`account.${stateOf(person)}`)}{person.lockedUntil !== null && stateOf(person) === 'locked' && ` · ${timeOf(person.lockedUntil)}`}</dd></div>
        <div><dt>{t('people.second')}</dt><dd>{t(person.secondFactor ? 'people.enrolled' : 'people.not enrolled')}</dd></div>
        <div><dt>{t('people.seen')}</dt><dd>{person.lastSeen === null ? t('people.never') : timeOf(person.lastSeen)}</dd></div>
        <div><dt>{t('people.subject')}</dt><dd>{person.subject ?? <span className="third">{t('people.no subject')}</span>}</dd></div>
        <div><dt>{t('people.created')}</dt><dd>{timeOf(person.createdAt)}</dd></div>
      </dl>
      {administers && (
        <div className="form-acts">
          <button type="button" className="button-plain" disabled={password.acting} onClick={() => { void password.act({ params: { person: id } }).then(done => setOnce(done?.password)) }}>{t('people.reset password')}</button>
          {person.secondFactor && <button type="button" className="button-plain" disabled={second.acting} onClick={() => { void second.act({ params: { person: id } }) }}>{t('people.reset second')}</button>}
          <button type="button" className="button-plain" disabled={edit.acting} onClick={() => { void edit.act({ params: { person: id }, version: person.version, body: { disabled: !person.disabled } }) }}>{t(person.disabled ? 'people.enable' : 'people.disable')}</button>
        </div>
      )}
      {once !== undefined && <p className="said" role="status">{t('people.once')} <code className="code">{once}</code></p>}
      <Refusal problem={edit.problem ?? password.problem ?? second.problem} />
      {may(me, 'listMemberships') && <Memberships me={me} person={id} />}
    </div>
  )
}
