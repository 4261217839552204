import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/useAnswer.ts'
import type { MatterRead, Opinion } from '../../api/types.ts'
import { may, type Me } from '../../session/me.ts'
import { Entry } from '../../ui/Entry.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { useDraft } from '../../ui/useDraft.ts'

const EMPTY = { phrase: '', reason: '' }

/** Against: which phrase, and why; as the opinion of one’s unit, or to end the matter. */
export function Against({ me, matter, seat, onDone }: { readonly me: Me; readonly matter: MatterRead; readonly seat: Opinion | undefined; readonly onDone: () => void }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`against.${matter.id}`, EMPTY)
  const opinion = useAct('giveOpinion', ['readMatter', 'listMatters'])
  const rejection = useAct('rejectMatter', ['readMatter', 'listMatters'])
  const { assessment } = matter
  const said = { phrase: draft.phrase === '' ? null : draft.phrase, reason: draft.reason }
  const finish = (done: unknown) => { if (done !== undefined) { clear(); onDone() } }
  const oppose = async () => { if (seat !== undefined && assessment !== null) finish(await opinion.act({ params: { opinion: seat.id }, body: { verdict: 'against', ...said, assessment: assessment.id } })) }
  const reject = async () => { finish(await rejection.act({ params: { matter: matter.id }, body: said })) }
  const empty = draft.reason.trim() === ''
  return (
    <form className="form" onSubmit={event => event.preventDefault()}>
      <Entry label={t('against.phrase')} value={draft.phrase} onChange={phrase => set({ phrase })} choices={[{ value: '', name: t('against.no phrase') }, ...(assessment?.phrases ?? []).flatMap(one => (one.words === null ? [] : [{ value: one.id, name: one.words }]))]} />
      <Entry label={t('against.reason')} value={draft.reason} onChange={reason => set({ reason })} rows={2} required />
      <Refusal problem={opinion.problem ?? rejection.problem} />
      <div className="form-acts">
        {seat !== undefined && <button type="button" className="button-main" disabled={empty || opinion.acting} onClick={() => { void oppose() }}>{t('against.oppose')}</button>}
        {may(me, 'rejectMatter') && <button type="button" className="button-plain" disabled={empty || rejection.acting} onClick={() => { void reject() }}>{t('against.reject')}</button>}
        <button type="button" className="act" onClick={onDone}>{t('form.cancel')}</button>
      </div>
    </form>
  )
}
