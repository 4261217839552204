import { useTranslation } from 'react-i18next'
import type { Objection } from '../api/types.ts'
import { useAct, useAnswer } from '../api/useAnswer.ts'
import { standing, stepName } from '../matters/words.tsx'
import { may, type Me } from '../session/me.ts'
import { Entry } from '../ui/Entry.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'

const EMPTY = { back: '', reason: '' }
const STALE = ['readMatter', 'listMatters', 'listPublished', 'readPublished', 'listToPublish'] as const

/** After an objection is upheld somebody says what becomes of the matter: back to a step, or rejected. Published anew, it is another publicity. */
export function AfterUpheld({ me, objection }: { readonly me: Me; readonly objection: Objection }) {
  const { t } = useTranslation()
  const { answer: matter, error, again } = useAnswer('readMatter', { params: { matter: objection.matter } })
  const { draft, set, clear } = useDraft(`upheld.${objection.id}`, EMPTY)
  const back = useAct('seeChange', STALE)
  const rejection = useAct('rejectMatter', STALE)
  if (matter === undefined) return <Refusal problem={error} again={again} />
  if (matter.state !== 'in review' || matter.step !== 'publicity') return <p className="second">{t('objection.gone on', { standing: standing(matter, t) })}</p>
  const steps = matter.steps.slice(0, matter.stepNumber ?? 0)
  const to = draft.back === '' ? String(steps.length - 1) : draft.back
  const reason = draft.reason === '' ? t('objection.default', { answer: (objection.answer ?? '').slice(0, 900) }) : draft.reason
  const finish = (done: unknown) => { if (done !== undefined) clear() }
  const sendBack = async () => { if (matter.assessment !== null) finish(await back.act({ params: { matter: matter.id }, body: { assessment: matter.assessment.id, back: Number(to), reason } })) }
  return (
    <form className="form" onSubmit={event => event.preventDefault()}>
      <p>{t('objection.next')}</p>
      <Entry label={t('change.next')} value={to} onChange={next => set({ back: next })} choices={steps.map((one, i) => ({ value: String(i), name: t('objection.back', { step: stepName(one.step) }) }))} />
      <Entry label={t('objection.reason')} value={reason} onChange={next => set({ reason: next })} rows={2} required />
      <Refusal problem={back.problem ?? rejection.problem} />
      <div className="form-acts">
        <button type="button" className="button-main" disabled={back.acting || reason.trim() === ''} onClick={() => { void sendBack() }}>{t('objection.send back')}</button>
        {may(me, 'rejectMatter') && <button type="button" className="button-plain" disabled={rejection.acting || reason.trim() === ''} onClick={() => { void rejection.act({ params: { matter: matter.id }, body: { reason } }).then(finish) }}>{t('objection.reject')}</button>}
      </div>
    </form>
  )
}
