import { useTranslation } from 'react-i18next'
import { useAct } from '../api/useAnswer.ts'
import type { Calendar } from '../api/types.ts'
import { may, type Me } from '../session/me.ts'
import { Entry } from '../ui/Entry.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'

const COUNTS = ['event day not counted', 'event day counted'] as const
const EMPTY = { count: '', document: '' }

/** Whether the day of the event is counted; whoever is entitled sets it otherwise, on a document, for clocks that begin from then on. */
export function DayCount({ me, now }: { readonly me: Me; readonly now: Calendar['dayCount'] }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft('day-count', EMPTY)
  const { act, acting, problem } = useAct('setDayCount', ['readCalendar'])
  const count = COUNTS.find(one => one === draft.count) ?? now
  const send = async () => { if (await act({ body: { dayCount: count, document: draft.document } }) !== undefined) clear() }
  return (
    <section className="form">
      <h2>{t('calendar.count')}</h2>
      <p><b>{t(`calendar.${now}`)}</b></p>
      <p className="second small">{t('calendar.count text')}</p>
      {may(me, 'setDayCount') && (
        <form className="screen" onSubmit={event => { event.preventDefault(); void send() }}>
          <Entry label={t('calendar.count set')} value={count} onChange={count => set({ count })} choices={COUNTS.map(one => ({ value: one, name: t(`calendar.${one}`) }))} />
          <Entry label={t('calendar.document')} value={draft.document} onChange={document => set({ document })} required />
          <Refusal problem={problem} />
          <div className="form-acts"><button type="submit" className="button-plain" disabled={acting || count === now || draft.document.trim() === ''}>{t('form.save')}</button></div>
        </form>
      )}
    </section>
  )
}
