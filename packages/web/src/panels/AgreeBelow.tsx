import { useTranslation } from 'react-i18next'
import { useAct } from '../api/useAnswer.ts'
import { Entry } from '../ui/Entry.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'
import { STALE } from './usePanels.ts'

const EMPTY = { reason: '' }

/** The experts advise, the unit decides: against their mean it says why. */
export function AgreeBelow({ opinion, assessment, onDone }: { readonly opinion: string; readonly assessment: string; readonly onDone: () => void }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`below.${opinion}`, EMPTY)
  const { act, acting, problem } = useAct('giveOpinion', STALE)
  const send = async () => {
    if (await act({ params: { opinion }, body: { verdict: 'agreed', assessment, reason: draft.reason } }) === undefined) return
    clear()
    onDone()
  }
  return (
    <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
      <Entry label={t('panel.why agree')} hint={t('panel.why agree hint')} value={draft.reason} onChange={reason => set({ reason })} rows={2} required autoFocus />
      <Refusal problem={problem} />
      <div className="form-acts"><button type="submit" className="button-main" disabled={acting || draft.reason.trim() === ''}>{t('panel.agree all the same')}</button><button type="button" className="act" onClick={onDone}>{t('form.cancel')}</button></div>
    </form>
  )
}
