import { useTranslation } from 'react-i18next'
import type { MatterRead } from '../api/types.ts'
import { useAct, useAnswer } from '../api/useAnswer.ts'
import { Entry } from '../ui/Entry.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'

const EMPTY = { day: '', place: '', who: '' }

/** When, where, and which two or more of the unit go; the enterprise is told. */
export function PlanVisit({ matter }: { readonly matter: MatterRead }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`visit.${matter.id}`, EMPTY)
  const { answer, error } = useAnswer('listDeputies', {})
  const { act, acting, problem } = useAct('planVisit', ['readInspection', 'listInspections', 'readMatter'])
  const unit = matter.opinions.find(one => one.kind === 'inspection')?.organisation
  const people = (answer?.people ?? []).filter(one => one.organisation === unit)
  const ids = draft.who.split(' ').filter(one => one !== '')
  const [first, second, ...more] = people.filter(one => ids.includes(one.person)).map(one => one.person)
  const choose = (person: string, on: boolean) => set({ who: (on ? [...ids, person] : ids.filter(one => one !== person)).join(' ') })
  const send = async () => {
    if (first === undefined || second === undefined) return
    if (await act({ params: { matter: matter.id }, body: { plannedOn: draft.day, place: draft.place, inspectors: [first, second, ...more] } }) !== undefined) clear()
  }
  return (
    <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
      <h3>{t('visit.plan')}</h3>
      <Entry label={t('visit.day')} type="date" value={draft.day} onChange={day => set({ day })} required />
      <Entry label={t('visit.place')} value={draft.place} onChange={place => set({ place })} required />
      <fieldset className="permits">
        <legend>{t('visit.inspectors')} <span className="third small">{t('visit.two')}</span></legend>
        {people.map(one => <label key={one.person}><input type="checkbox" checked={ids.includes(one.person)} onChange={event => choose(one.person, event.target.checked)} /> <span lang="zh-CN">{one.name}</span></label>)}
        {answer !== undefined && people.length < 2 && <p className="now small">{t('visit.too few')}</p>}
      </fieldset>
      <Refusal problem={problem ?? error} />
      <div className="form-acts"><button type="submit" className="button-main" disabled={acting || second === undefined || draft.day === '' || draft.place.trim() === ''}>{t('visit.send plan')}</button></div>
    </form>
  )
}
