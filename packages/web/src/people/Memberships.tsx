import { use, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { wordsOf } from '../api/problem.ts'
import { useAct, useAll } from '../api/useAnswer.ts'
import { loadPlaces, loadProgram } from '../pack/load.ts'
import { nameOf, namesOf } from '../pack/names.ts'
import { dayOf } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { Entry } from '../ui/Entry.tsx'
import { fieldOf, Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'
import { OF_A_BUREAU, OFFICE_ROLES } from './roles.ts'

/** The roles somebody holds and held: for whom, since when, until when. A grant is never changed, only ended. */
export function Memberships({ me, person }: { readonly me: Me; readonly person: string }) {
  const { t } = useTranslation()
  const { program } = use(loadProgram())
  const places = use(loadPlaces())
  const names = namesOf(program)
  const { items, error } = useAll('listMemberships', { params: { person } })
  const end = useAct('endMembership', ['listMemberships', 'listPeople'])
  const mayEnd = may(me, 'endMembership') && person !== me.person.id
  const placeName = (code: string): string => { const place = places.find(one => one.code === code); return place === undefined ? code : nameOf(place) }
  return (
    <section>
      <h2>{t('people.roles')}</h2>
      <Refusal problem={error ?? end.problem} />
      {items?.length === 0 && <p className="list-empty second">{t('people.no roles')}</p>}
      {items !== undefined && items.length > 0 && (
        <div className="scroll" tabIndex={0} role="group" aria-label={t('people.roles')}>
          <table className="plain">
            <thead><tr><th scope="col">{t('people.role')}</th><th scope="col">{t('people.for')}</th><th scope="col">{t('people.since')}</th><th scope="col">{t('people.until')}</th><th scope="col">{t('consent.state')}</th></tr></thead>
            <tbody>
              {items.map(one => (
                <tr key={one.id}>
                  <td>{t(`role.${one.role}`)}</td><td>{[one.organisation === null ? '' : names.unit(one.organisation), one.area === null ? '' : placeName(one.area), one.party === null ? '' : t('people.an enterprise')].filter(part => part !== '').join(' · ')}</td>
                  <td className="nowrap">{one.since}</td><td className="nowrap">{one.until ?? t('consent.open')}</td>
                  <td className="nowrap">{one.endedAt !== null ? t('consent.ended', { at: dayOf(one.endedAt) }) : mayEnd ? <button type="button" className="act" disabled={end.acting} onClick={() => { void end.act({ params: { membership: one.id } }) }}>{t('people.withdraw')}</button> : t('consent.holds')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {may(me, 'grantMembership') && person !== me.person.id && <Grant person={person} units={program.organisations.map(one => ({ value: one.id, name: names.unit(one.id) }))} places={places.filter(one => one.kind !== 'city').map(one => ({ value: one.code, name: nameOf(one) }))} />}
    </section>
  )
}

interface Choice { readonly value: string; readonly name: string }
const EMPTY = { role: 'officer', organisation: '', area: '', until: '' }

function Grant({ person, units, places }: { readonly person: string; readonly units: readonly Choice[]; readonly places: readonly Choice[] }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`grant.${person}`, EMPTY)
  const { act, acting, problem } = useAct('grantMembership', ['listMemberships', 'listPeople'])
  const [open, setOpen] = useState(false)
  const role = OFFICE_ROLES.find(one => one === draft.role) ?? 'officer'
  const field = fieldOf(problem)
  const wrong = (name: string) => (field === name ? wordsOf(problem) : undefined)
  const orNull = (text: string) => (text === '' ? null : text)
  const send = async () => {
    const done = await act({ params: { person }, body: { role, organisation: orNull(draft.organisation), area: role === 'clerk' ? orNull(draft.area) : null, until: orNull(draft.until) } })
    if (done === undefined) return
    clear()
    setOpen(false)
  }
  if (!open) return <div className="form-acts"><button type="button" className="button-plain" onClick={() => setOpen(true)}>{t('people.grant')}</button></div>
  return (
    <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
      <Entry label={t('people.role')} value={role} onChange={role => set({ role })} choices={OFFICE_ROLES.map(one => ({ value: one, name: t(`role.${one}`) }))} problem={wrong('role')} />
      {role === 'clerk'
        ? <Entry label={t('registry.area')} value={draft.area} onChange={area => set({ area })} choices={[{ value: '', name: t('registry.choose') }, ...places]} problem={wrong('area')} required />
        : <Entry label={t('people.organisation')} value={draft.organisation} onChange={organisation => set({ organisation })} choices={[{ value: '', name: t('registry.choose') }, ...units]} problem={wrong('organisation')} required={OF_A_BUREAU.includes(role)} />}
      <Entry label={t('people.until')} hint={t('people.until hint')} value={draft.until} onChange={until => set({ until })} type="date" problem={wrong('until')} />
      {(field === undefined || !['role', 'area', 'organisation', 'until'].includes(field)) && <Refusal problem={problem} />}
      <div className="form-acts"><button type="submit" className="button-main" disabled={acting}>{t('people.grant')}</button><button type="button" className="act" onClick={() => setOpen(false)}>{t('form.cancel')}</button></div>
    </form>
  )
}
