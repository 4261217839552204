import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { calendar } from '@lizhu/feel'
import { useAnswer } from '../api/useAnswer.ts'
import type { Calendar } from '../api/types.ts'
import { useTitle } from '../app/title.ts'
import { dayOf, todayInChina } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { ListTable } from '../ui/ListTable.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { DayCount } from './DayCount.tsx'
import { ImportYear } from './ImportYear.tsx'
import './calendar.css'

type Year = Calendar['years'][number]

/** The calendar by which every deadline is counted: years that are known, whose word for it, and how days are counted. */
export default function CalendarPage({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const { answer, error, again } = useAnswer('readCalendar', {})
  const next = Number(todayInChina().slice(0, 4)) + 1
  const years = answer === undefined ? undefined : [...answer.years].reverse()
  useTitle(t('calendar.title'))
  return (
    <div className="page">
      <p className="small screen"><Link href="/matters">{t('matters.title')}</Link></p>
      <div className="page-head"><h1>{t('calendar.title')}</h1></div>
      <p className="second">{t('calendar.text')}</p>
      <Refusal problem={error} again={again} />
      {years?.every(one => one.year !== next) === true && <p className="calendar-lacking">{t('calendar.no next', { year: next })}</p>}
      <ListTable<Year>
        name={t('calendar.title')} rows={error === null ? years : []} rowKey={row => String(row.year)} empty={t('calendar.none')} opened={row => <Days year={row} />}
        columns={[
          { key: 'year', short: true, title: t('calendar.year'), value: row => row.year },
          { key: 'working', title: t('calendar.working'), value: workingDays, figure: true },
          { key: 'holidays', title: t('calendar.holidays'), value: row => row.holidays.length, figure: true, from: 'sm' },
          { key: 'workdays', title: t('calendar.workdays'), value: row => row.workdays.length, figure: true, from: 'sm' },
          { key: 'source', title: t('calendar.source'), value: row => row.source, show: row => <span lang="zh-CN">{row.source}</span> },
          { key: 'imported', short: true, title: t('calendar.imported'), value: row => dayOf(row.importedAt), figure: true, from: 'md' },
        ]}
      />
      <div className="calendar-forms">
        {may(me, 'importCalendar') && <ImportYear />}
        {answer !== undefined && <DayCount me={me} now={answer.dayCount} />}
      </div>
    </div>
  )
}

function workingDays({ year, holidays, workdays }: Year): number {
  const off = new Set(holidays.map(one => one.day))
  const first = calendar.parseDate(`${year}-01-01`) ?? 0
  const after = calendar.parseDate(`${year + 1}-01-01`) ?? 0
  const week = Array.from({ length: after - first }, (_, i) => first + i).filter(day => calendar.weekday(day) <= 5 && !off.has(calendar.isoDate(day)))
  return week.length + workdays.length
}

/** A year's days that differ from the week, by what they are for. */
function Days({ year: { holidays, workdays } }: { readonly year: Year }) {
  const { t } = useTranslation()
  const names = [...new Set([...holidays, ...workdays].map(one => one.name))]
  const short = (days: readonly { readonly day: string; readonly name: string }[], name: string) => days.filter(one => one.name === name).map(one => one.day.slice(5)).join(' ')
  return (
    <table className="plain">
      <thead><tr><th scope="col" /><th scope="col">{t('calendar.holidays')}</th><th scope="col">{t('calendar.workdays')}</th></tr></thead>
      <tbody>{names.map(name => <tr key={name}><th scope="row" lang="zh-CN">{name}</th><td className="figure calendar-days">{short(holidays, name)}</td><td className="figure calendar-days">{short(workdays, name)}</td></tr>)}</tbody>
    </table>
  )
}
