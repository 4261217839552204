import { useTranslation } from 'react-i18next'
import type { MatterRead } from '../api/types.ts'
import type { Me } from '../session/me.ts'
import { useInspection } from './Inspection.tsx'
import { listed } from './listed.ts'
import { VisitRecords } from './VisitRecords.tsx'
import './inspections.css'

/** To the enterprise: whether somebody comes to see it, when and who; afterwards what they found. */
export function InspectedNote({ me, matter }: { readonly me: Me; readonly matter: MatterRead }) {
  const { t } = useTranslation()
  const { answer } = useInspection(me, matter)
  if (answer === undefined) return null
  const [last] = answer.visits
  const record = last?.records.find(one => one.counts && one.confirmedBy !== null)
  if (last === undefined) return answer.draw === null ? null : <p className="small">{t(answer.draw.why === 'not drawn' ? 'inspected.not drawn' : 'inspected.drawn')}</p>
  const names = listed(last.inspectors)
  return (
    <>
      <p className={record === undefined && answer.here ? 'inspected-note' : 'small'}>{record !== undefined ? t('inspected.was', { day: record.visitedOn, names, outcome: t(`visit.${record.outcome}`) }) : t('inspected.planned', { day: last.plannedOn, place: last.place, names })}</p>
      {record !== undefined && <details className="inspection-more"><summary className="act small">{t('inspected.look')}</summary><VisitRecords visit={{ ...last, records: [record] }} matter={matter} /></details>}
    </>
  )
}
