import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { wordsOf } from '../api/problem.ts'
import { useAct, useAnswer } from '../api/useAnswer.ts'
import type { Answer } from '../api/client.ts'
import type { Deputy } from '../api/types.ts'
import { useTitle } from '../app/title.ts'
import { loadRules } from '../matters/rules.ts'
import { namesOf, type Names } from '../pack/names.ts'
import { dayOf, todayInChina } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { Entry } from '../ui/Entry.tsx'
import { ListTable } from '../ui/ListTable.tsx'
import { fieldOf, Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'

/** Who reviews in the place of a unit whose people are away: in force, to come, and over. */
export default function DeputiesPage({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const names = namesOf(use(loadRules()))
  const { answer, error, again } = useAnswer('listDeputies', {})
  const end = useAct('endDeputy', ['listDeputies'])
  const units = new Set(unitsOf(me))
  const stands = (row: Deputy) => (row.endedAt !== null ? t('consent.ended', { at: dayOf(row.endedAt) }) : row.inForce ? t('deputies.in force') : row.since > todayInChina() ? t('deputies.to come') : t('deputies.over'))
  useTitle(t('deputies.title'))
  return (
    <div className="page">
      <p className="small screen"><Link href="/matters">{t('matters.title')}</Link></p>
      <div className="page-head"><h1>{t('deputies.title')}</h1>{me.tenant.demo && <span className="demo">{t('demo')}</span>}</div>
      <p className="second">{t('deputies.text')}</p>
      <Refusal problem={error ?? end.problem} again={again} />
      <ListTable<Deputy>
        name={t('deputies.title')} rows={error === null ? answer?.items : []} rowKey={row => row.id} empty={t('deputies.none')}
        columns={[
          { key: 'unit', title: t('deputies.unit'), value: row => names.unit(row.organisation) },
          { key: 'who', title: t('deputies.who'), value: row => row.name },
          { key: 'days', short: true, title: t('deputies.days'), value: row => `${row.since} – ${row.until}`, figure: true },
          { key: 'stands', short: true, title: t('consent.state'), value: stands, show: row => <>{stands(row)}{row.endedAt === null && row.until >= todayInChina() && units.has(row.organisation) && may(me, 'endDeputy') && <> <button type="button" className="act" disabled={end.acting} aria-label={`${t('deputies.end')} ${row.name}`} onClick={() => { void end.act({ params: { deputy: row.id } }) }}>{t('deputies.end')}</button></>}</> },
          { key: 'reason', title: t('deputies.reason'), value: row => row.reason, from: 'md' },
          { key: 'by', title: t('deputies.by'), value: row => row.by, from: 'md' },
        ]}
      />
      {may(me, 'setDeputy') && units.size > 0 && <Name me={me} names={names} people={answer?.people ?? []} />}
    </div>
  )
}

const unitsOf = ({ roles }: Me): readonly string[] => roles.flatMap(one => (one.organisation === null ? [] : [one.organisation.id]))

const FIELDS: ReadonlySet<string | undefined> = new Set(['person', 'since', 'until', 'reason'])

function Name({ me, names, people }: { readonly me: Me; readonly names: Names; readonly people: Answer<'listDeputies'>['people'] }) {
  const { t } = useTranslation()
  const units = unitsOf(me)
  const { draft, set, clear } = useDraft('deputy', EMPTY)
  const { act, acting, problem } = useAct('setDeputy', ['listDeputies'])
  const organisation = units.find(one => one === draft.organisation) ?? units[0] ?? ''
  const others = people.filter(one => one.organisation !== organisation)
  const wrong = (name: string) => (fieldOf(problem) === name ? wordsOf(problem) : undefined)
  const send = async () => {
    const { person, since, until, reason } = draft
    if (await act({ body: { organisation, person, since: since === '' ? todayInChina() : since, until, reason } }) !== undefined) clear()
  }
  return (
    <form className="form screen" onSubmit={event => { event.preventDefault(); void send() }}>
      <h2>{t('deputies.new')}</h2>
      {units.length > 1 && <Entry label={t('deputies.unit')} value={organisation} onChange={organisation => set({ organisation })} choices={units.map(one => ({ value: one, name: names.unit(one) }))} />}
      <Entry label={t('deputies.who')} hint={t('deputies.who hint')} value={draft.person} onChange={person => set({ person })} problem={wrong('person')} required
        choices={[{ value: '', name: t('registry.choose') }, ...others.map(one => ({ value: one.person, name: `${names.unit(one.organisation)} ${one.name}` }))]} />
      <Entry label={t('deputies.since')} hint={t('deputies.since hint', { today: todayInChina() })} type="date" value={draft.since} onChange={since => set({ since })} problem={wrong('since')} />
      <Entry label={t('deputies.until')} type="date" value={draft.until} onChange={until => set({ until })} problem={wrong('until')} required />
      <Entry label={t('deputies.reason')} value={draft.reason} onChange={reason => set({ reason })} problem={wrong('reason')} required />
      {!FIELDS.has(fieldOf(problem)) && <Refusal problem={problem} />}
      <div className="form-acts"><button type="submit" className="button-main" disabled={acting || draft.person === '' || draft.until === '' || draft.reason.trim() === ''}>{t('deputies.give')}</button></div>
    </form>
  )
}
const EMPTY = { organisation: '', person: '', since: '', until: '', reason: '' }
