import { useDeferredValue, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { wordsOf } from '../api/problem.ts'
import { useAct, usePages, type Item } from '../api/useAnswer.ts'
import { go, useAddress } from '../app/address.ts'
import { useTitle } from '../app/title.ts'
import { dayOf } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { Entry } from '../ui/Entry.tsx'
import { ListTable } from '../ui/ListTable.tsx'
import { fieldOf, Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'
import { ROLES, roleOf } from './roles.ts'

/** The accounts of the place: found by name, login or role; made by whoever administers them. */
export default function PeoplePage({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const { search } = useAddress()
  const [typed, setTyped] = useState(search.get('q') ?? '')
  const q = useDeferredValue(typed).trim()
  const role = roleOf(search.get('role'))
  useEffect(() => { go({ search: { q } }) }, [q])
  const { items, error, more, onMore, again } = usePages('listPeople', { query: { ...(q === '' ? {} : { q }), ...(role === undefined ? {} : { role }) } })
  const [adding, setAdding] = useState(false)
  useTitle(t('menu./people'))
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('menu./people')}</h1>{me.tenant.demo && <span className="demo">{t('demo')}</span>}
        <span className="page-acts">{may(me, 'createPerson') && <button type="button" className="act" aria-expanded={adding} onClick={() => setAdding(!adding)}>{t('people.new')}</button>}</span>
      </div>
      {adding && <NewPerson onDone={() => setAdding(false)} />}
      <Refusal problem={error} again={again} />
      <ListTable
        name={t('menu./people')} rows={items} rowKey={row => row.id} href={row => `/people/${row.id}`} paged more={more} onMore={onMore} empty={t('people.none')}
        columns={[
          { key: 'name', title: t('people.name'), value: row => row.name },
          { key: 'login', title: t('sign-in.login'), value: row => row.login },
          { key: 'state', short: true, title: t('people.state'), value: row => t(`account.${stateOf(row)}`), show: row => <span className={stateOf(row) === 'locked' ? 'now' : 'second'}>{t(`account.${stateOf(row)}`)}</span> },
          { key: 'second', title: t('people.second'), value: row => t(row.secondFactor ? 'people.enrolled' : 'people.not enrolled'), from: 'md' },
          { key: 'seen', title: t('people.seen'), value: row => (row.lastSeen === null ? t('people.never') : dayOf(row.lastSeen)), from: 'sm', figure: true },
        ]}
      >
        <input type="search" aria-label={t('people.find')} placeholder={t('people.find')} value={typed} onChange={event => setTyped(event.target.value)} />
        <select aria-label={t('people.role')} value={role ?? ''} onChange={event => go({ search: { role: event.target.value } })}>
          <option value="">{t('people.all roles')}</option>
          {ROLES.map(one => <option key={one} value={one}>{t(`role.${one}`)}</option>)}
        </select>
      </ListTable>
    </div>
  )
}

export const stateOf = ({ disabled, lockedUntil, mustChangePassword }: Item<'listPeople'>): 'disabled' | 'locked' | 'new' | 'active' => (disabled ? 'disabled' : lockedUntil !== null && Date.parse(lockedUntil) > Date.now() ? 'locked' : mustChangePassword ? 'new' : 'active')

const EMPTY = { name: '', login: '', subject: '' }

function NewPerson({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const { draft, set, clear } = useDraft('person', EMPTY)
  const { act, acting, problem } = useAct('createPerson', ['listPeople'])
  const field = fieldOf(problem)
  const send = async () => {
    const made = await act({ body: { name: draft.name, login: draft.login.trim().toLowerCase(), subject: draft.subject.trim() === '' ? null : draft.subject.trim() } })
    if (made === undefined) return
    clear()
    navigate(`/people/${made.id}`)
  }
  return (
    <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
      <Entry label={t('people.name')} value={draft.name} onChange={name => set({ name })} required autoFocus />
      <Entry label={t('sign-in.login')} hint={t('register.login hint')} value={draft.login} onChange={login => set({ login })} problem={field === 'login' ? wordsOf(problem) : undefined} required />
      <Entry label={t('people.subject')} hint={t('people.subject hint')} value={draft.subject} onChange={subject => set({ subject })} />
      {field !== 'login' && <Refusal problem={problem} />}
      <div className="form-acts"><button type="submit" className="button-main" disabled={acting}>{t('people.make')}</button><button type="button" className="act" onClick={onDone}>{t('form.cancel')}</button></div>
    </form>
  )
}
