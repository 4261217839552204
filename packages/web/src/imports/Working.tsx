import { useEffect, useRef } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { useAct } from '../api/useAnswer.ts'
import { Refusal } from '../ui/Refusal.tsx'

/** How far work in the background is, how fast it goes and how long it still takes; it goes on when the page is left. */
export function Working({ job: id, onEnd }: { readonly job: string; readonly onEnd: () => void }) {
  const { t } = useTranslation()
  const { data: job, error } = useQuery({ queryKey: ['readJob', id], queryFn: ({ signal }) => call('readJob', { params: { job: id }, signal }), refetchInterval: query => (isOver(query.state.data?.state) ? false : 500) })
  const stop = useAct('stopJob', ['readJob'])
  const over = isOver(job?.state)
  const end = useRef(onEnd)
  useEffect(() => { end.current = onEnd }, [onEnd])
  useEffect(() => { if (over) end.current() }, [over])
  if (job === undefined) return <Refusal problem={error} />
  const seconds = job.startedAt === null ? 0 : (Date.now() - Date.parse(job.startedAt)) / 1000
  const rate = seconds > 0 ? job.done / seconds : 0
  const left = job.total === null || rate === 0 ? undefined : Math.max(0, Math.round((job.total - job.done) / rate))
  return (
    <div className="working" role="status">
      <progress aria-label={t('imports.progress')} {...(job.total === null ? {} : { value: job.done, max: Math.max(1, job.total) })} />
      <span className="figure">{job.done.toLocaleString('en-US')}{job.total === null ? '' : ` / ${job.total.toLocaleString('en-US')}`}</span>
      {rate > 0 && <span className="second">{t('imports.rate', { rate: Math.round(rate).toLocaleString('en-US') })}</span>}
      {left !== undefined && <span className="second">{t('imports.left', { count: left })}</span>}
      {!over && <button type="button" className="act" disabled={stop.acting} onClick={() => { void stop.act({ params: { job: id } }) }}>{t('imports.stop')}</button>}
      <span className="third small">{t('imports.goes on')}</span>
      <Refusal problem={stop.problem} />
    </div>
  )
}

const isOver = (state: string | undefined): boolean => state === 'done' || state === 'failed' || state === 'stopped'
