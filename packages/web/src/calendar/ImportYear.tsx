import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Failed, wordsOf } from '../api/problem.ts'
import { useAct } from '../api/useAnswer.ts'
import type { Answer } from '../api/client.ts'
import { todayInChina } from '../record/slot.ts'
import { Entry } from '../ui/Entry.tsx'
import { fieldOf, Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'

const EMPTY = { year: '', source: '', file: '', text: '' }

/** A year's list as it was published, from a file; a year that is there is replaced only by whoever says so. */
export function ImportYear() {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft('calendar', EMPTY)
  const { act, acting, problem } = useAct('importCalendar', ['readCalendar', 'readMatter', 'listMatters'])
  const [done, setDone] = useState<Answer<'importCalendar'>>()
  const year = draft.year === '' ? String(Number(todayInChina().slice(0, 4)) + 1) : draft.year
  const known = problem instanceof Failed && problem.problem.code === 'calendar-known'
  const wrong = (name: string) => (!known && fieldOf(problem) === name ? wordsOf(problem) : undefined)
  const take = async (file: File | undefined) => { if (file !== undefined) set({ file: file.name, text: await file.text() }) }
  const send = async (replace: boolean) => {
    const answer = await act({ body: { year: Number(year), source: draft.source, file: draft.file, text: draft.text, replace } })
    if (answer === undefined) return
    setDone(answer)
    clear()
  }
  const lacking = acting || draft.text === '' || draft.source.trim() === '' || !/^\d{4}$/.test(year)
  return (
    <form className="form screen" onSubmit={event => { event.preventDefault(); void send(false) }}>
      <h2>{t('calendar.import')}</h2>
      <Entry label={t('calendar.year')} value={year} onChange={year => set({ year })} inputMode="numeric" problem={wrong('year')} required />
      <Entry label={t('calendar.source')} hint={t('calendar.source hint')} value={draft.source} onChange={source => set({ source })} problem={wrong('source')} required />
      <p className="entry">
        <label>{t('calendar.file')} <input type="file" accept=".csv,.yaml,.yml,.json" onChange={event => { void take(event.target.files?.[0]) }} /></label>
        <span className="entry-hint third small">{draft.file === '' ? t('calendar.file hint') : t('calendar.file here', { file: draft.file })}</span>
        {wrong('text') !== undefined && <span className="entry-problem small" role="alert">{wrong('text')}</span>}
      </p>
      {!['year', 'source', 'text'].includes(fieldOf(problem) ?? '') && <Refusal problem={problem} />}
      {known && <p className="now" role="alert">{wordsOf(problem)}</p>}
      {done !== undefined && <p className="said" role="status">{t('calendar.done', { year: done.year, days: done.days, settled: done.settled, moved: done.moved })}</p>}
      <div className="form-acts">
        <button type="submit" className="button-main" disabled={lacking}>{t('calendar.import do')}</button>
        {known && <button type="button" className="button-plain" disabled={lacking} onClick={() => { void send(true) }}>{t('calendar.replace')}</button>}
      </div>
    </form>
  )
}
