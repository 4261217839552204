import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Answer } from '../api/client.ts'
import type { MatterRead } from '../api/types.ts'
import { useAct, useAnswer } from '../api/useAnswer.ts'
import { dayOf } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { Entry } from '../ui/Entry.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'
import { PlanVisit } from './PlanVisit.tsx'
import { RecordVisit } from './RecordVisit.tsx'
import { VisitRecords } from './VisitRecords.tsx'
import './inspections.css'

export type InspectionRead = Answer<'readInspection'>

/** The inspection of a matter: how it was drawn, who went, what they found; and what is to be done by whoever sits there. */
export function Inspection({ me, matter }: { readonly me: Me; readonly matter: MatterRead }) {
  const { t } = useTranslation()
  const { answer, error, again } = useInspection(me, matter)
  if (answer === undefined) return <Refusal problem={error} again={again} />
  const { visits, mine, wanted } = answer
  const [last] = visits
  const writes = answer.here && last?.mine === true && may(me, 'recordVisit')
  return (
    <section className="inspection" id="inspection">
      <h2>{t('inspection.title')}</h2>
      <Drawn inspection={answer} offices={may(me, 'readDraw')} />
      {answer.additions.map(one => <p key={one.id} className="small">{t('inspection.added', { by: one.by ?? '', day: dayOf(one.at) })} <span className="second">{one.reason}</span></p>)}
      {visits.map(visit => <VisitRecords key={visit.id} visit={visit} matter={matter} />)}
      {writes && last.records.length === 0 && <RecordVisit matter={matter} visit={last.id} />}
      {writes && last.records.length > 0 && <details className="inspection-more"><summary className="act">{t('visit.correct')}</summary><RecordVisit matter={matter} visit={last.id} /></details>}
      {mine && wanted === true && may(me, 'planVisit') && (last === undefined ? <PlanVisit matter={matter} /> : <details className="inspection-more"><summary className="act">{t('visit.plan anew')}</summary><PlanVisit matter={matter} /></details>)}
      {mine && wanted !== true && may(me, 'addInspection') && <AddInspection matter={matter.id} />}
    </section>
  )
}

/** What is known of the inspection of a matter that comes or came to one. */
export function useInspection(me: Me, matter: MatterRead) {
  return useAnswer('readInspection', { params: { matter: matter.id } }, may(me, 'readInspection') && matter.opinions.some(one => one.kind === 'inspection'))
}

/** Why the unit may not agree at its inspection yet, in words. */
export function useInspectionLacks(me: Me, matter: MatterRead): readonly string[] {
  const { t } = useTranslation()
  const { answer } = useInspection(me, matter)
  return answer === undefined || answer.lacks === null ? [] : [t(`inspection.lacks.${answer.lacks}`)]
}

function Drawn({ inspection: { draw, wanted, here }, offices }: { readonly inspection: InspectionRead; readonly offices: boolean }) {
  const { t } = useTranslation()
  if (draw === null) return wanted === true ? null : <p className="now">{here && offices ? <Link href="/inspections">{t('inspection.to draw')}</Link> : t('inspection.waits')}</p>
  return <p>{t(`inspection.${draw.why}`, { number: draw.number })} <span className="second small">{dayOf(draw.drawnAt)}</span>{offices && <> <Link href={`/inspections?tab=draws&open=${draw.id}`} className="small">{t('inspection.look')}</Link></>}</p>
}

const EMPTY = { reason: '' }
function AddInspection({ matter }: { readonly matter: string }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`inspect.${matter}`, EMPTY)
  const { act, acting, problem } = useAct('addInspection', ['readInspection', 'listInspections', 'readMatter'])
  const send = async () => {
    if (await act({ params: { matter }, body: { reason: draft.reason } }) !== undefined) clear()
  }
  return (
    <details className="inspection-more"><summary className="act">{t('inspection.add')}</summary>
      <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
        <Entry label={t('inspection.why add')} value={draft.reason} onChange={reason => set({ reason })} required />
        <Refusal problem={problem} />
        <div className="form-acts"><button type="submit" className="button-plain" disabled={acting || draft.reason.trim() === ''}>{t('inspection.add')}</button></div>
      </form>
    </details>
  )
}
