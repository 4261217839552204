import { useTranslation } from 'react-i18next'
import type { MatterRead, Visit, VisitRecord } from '../api/types.ts'
import { useAct } from '../api/useAnswer.ts'
import { timeOf } from '../record/slot.ts'
import { Mark } from '../ui/Mark.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { listed } from './listed.ts'
import { Thumbnail } from './Photographs.tsx'
import { Told } from './Told.tsx'

/** A visit: who went and when, and the records of it, the last of which counts. */
export function VisitRecords({ visit, matter }: { readonly visit: Visit; readonly matter: MatterRead }) {
  const { t } = useTranslation()
  return (
    <div className="visit">
      <p><b className="figure">{visit.plannedOn}</b> <span lang="zh-CN">{visit.place}</span> <span className="second">{t('visit.by', { names: listed(visit.inspectors) })}</span></p>
      {visit.records.map(one => <Record key={one.id} record={one} matter={matter} />)}
    </div>
  )
}

const MARKS = { 'as found': 'eligible', 'not as found': 'ineligible', 'not looked at': 'unknown' } as const

function Record({ record, matter }: { readonly record: VisitRecord; readonly matter: MatterRead }) {
  const { t } = useTranslation()
  const good = record.outcome === 'as told'
  return (
    <article className={record.counts ? 'visit-record' : 'visit-record visit-old'}>
      <p><span className={`state state-${good ? 'eligible' : 'ineligible'}`}><Mark name={good ? 'eligible' : 'ineligible'} />{t(`visit.${record.outcome}`)}</span> <span className="figure">{record.visitedOn}</span>{!record.counts && <span className="lack">{t('visit.corrected')}</span>}{record.before && <span className="lack">{t('visit.before')}</span>}</p>
      <div className="visit-columns">
        <ul className="visit-findings">
          {record.findings.map(({ phrase, words, found, note }) => {
            const told = matter.assessment?.phrases.find(one => one.id === phrase)
            return <li key={phrase}><div>{told === undefined ? <span lang="zh-CN" className="law-inline">{words}</span> : <Told phrase={told} />}</div><span className={`state state-${MARKS[found]}`}><Mark name={MARKS[found]} />{t(`visit.${found}`)}</span>{note !== null && <p className="small visit-note">{note}</p>}</li>
          })}
        </ul>
        <ul className="photos">{record.photos.map((one, i) => <li key={one.file}><Thumbnail file={one.file} takenAt={one.takenAt} position={one.latitude === null || one.longitude === null ? null : { latitude: one.latitude, longitude: one.longitude }} number={i + 1} />{one.note !== null && <span className="small">{one.note}</span>}</li>)}</ul>
      </div>
      <p className="visit-words"><span className="second">{t('visit.statement')}</span> {record.statement}</p>
      {record.note !== null && <p className="visit-words"><span className="second">{t('visit.more')}</span> {record.note}</p>}
      <p className="second small">{t('visit.written', { name: record.writtenBy, at: timeOf(record.writtenAt) })} {record.confirmedBy === null ? record.counts && <b className="now">{t('visit.unconfirmed')}</b> : t('visit.confirmed', { name: record.confirmedBy, at: timeOf(record.confirmedAt ?? '') })}</p>
      {record.mayConfirm && <Confirm record={record.id} />}
    </article>
  )
}

function Confirm({ record }: { readonly record: string }) {
  const { t } = useTranslation()
  const { act, acting, problem } = useAct('confirmVisit', ['readInspection', 'listInspections', 'readMatter'])
  return (
    <>
      <Refusal problem={problem} />
      <div className="form-acts"><button type="button" className="button-main" disabled={acting} onClick={() => { void act({ params: { record } }) }}>{t('visit.confirm')}</button><span className="second small">{t('visit.confirm hint')}</span></div>
    </>
  )
}
