import { useTranslation } from 'react-i18next'
import { calendar } from '@lizhu/feel'
import type { Answer } from '../api/client.ts'
import { useAnswer } from '../api/useAnswer.ts'
import { todayInChina } from '../record/slot.ts'

export interface Due { readonly dueOn: string | null; readonly provisional: boolean; readonly stopped: boolean }

/** 还有 3 个工作日 · 11-27; a clock that stands still says so, and so does a day that the calendar does not reach. */
export function Clock({ due: { dueOn, provisional, stopped } }: { readonly due: Due }) {
  const { t } = useTranslation()
  const { answer } = useAnswer('readCalendar', {})
  if (stopped) return <span className="nowrap second">{t('clock.stopped')}</span>
  if (dueOn === null) return null
  // The day is known before the calendar that counts up to it.
  if (answer === undefined) return <span className="nowrap">{shortDay(dueOn)}</span>
  const left = workingDaysUntil(answer, dueOn)
  return (
    <span className={left < 0 ? 'nowrap now' : 'nowrap'} title={dueOn}>
      {left < 0 ? t('clock.over', { count: -left }) : left === 0 ? t('clock.today') : t('clock.left', { count: left })} · {shortDay(dueOn)}{provisional && <span className="third">{t('clock.provisional')}</span>}
    </span>
  )
}

/** The year stands where it is another one. */
export const shortDay = (day: string): string => (day.slice(0, 4) === todayInChina().slice(0, 4) ? day.slice(5) : day)

/** Working days after today up to a day; below zero, those since. */
function workingDaysUntil({ years }: Answer<'readCalendar'>, day: string): number {
  const off = new Set(years.flatMap(one => one.holidays.map(holiday => holiday.day)))
  const on = new Set(years.flatMap(one => one.workdays.map(workday => workday.day)))
  const [now, end] = [calendar.parseDate(todayInChina()) ?? 0, calendar.parseDate(day) ?? 0]
  const works = (number: number): boolean => { const text = calendar.isoDate(number); return on.has(text) || (!off.has(text) && calendar.weekday(number) <= 5) }
  const [from, to] = [Math.min(now, end), Math.max(now, end)]
  const count = Array.from({ length: to - from }, (_, i) => from + i + 1).filter(works).length
  return end < now ? -Math.max(1, count) : count
}
