import { useTranslation } from 'react-i18next'
import { wordsOf } from '../../api/problem.ts'
import { useAct } from '../../api/useAnswer.ts'
import { Entry } from '../../ui/Entry.tsx'
import { fieldOf, Refusal } from '../../ui/Refusal.tsx'
import { useDraft } from '../../ui/useDraft.ts'

const EMPTY = { what: '', until: '' }

/** 补正: what, and until when; the clocks stand still meanwhile. */
export function AskSupplement({ opinion, onDone }: { readonly opinion: string; readonly onDone: () => void }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`ask.${opinion}`, EMPTY)
  const { act, acting, problem } = useAct('askSupplement', ['readMatter', 'listMatters'])
  const send = async () => {
    if (await act({ params: { opinion }, body: draft }) === undefined) return
    clear()
    onDone()
  }
  return (
    <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
      <Entry label={t('ask.what')} value={draft.what} onChange={what => set({ what })} rows={2} required autoFocus />
      <Entry label={t('ask.until')} type="date" value={draft.until} onChange={until => set({ until })} problem={fieldOf(problem) === 'until' ? wordsOf(problem) : undefined} hint={t('ask.hint')} required />
      {fieldOf(problem) !== 'until' && <Refusal problem={problem} />}
      <div className="form-acts"><button type="submit" className="button-main" disabled={acting || draft.what.trim() === '' || draft.until === ''}>{t('ask.send')}</button><button type="button" className="act" onClick={onDone}>{t('form.cancel')}</button></div>
    </form>
  )
}
