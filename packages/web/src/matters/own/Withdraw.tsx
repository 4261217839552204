import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/useAnswer.ts'
import type { MatterRead } from '../../api/types.ts'
import { Entry } from '../../ui/Entry.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { useDraft } from '../../ui/useDraft.ts'

const EMPTY = { reason: '' }

/** Takes an application back; what was only put to the enterprise it declines. */
export function Withdraw({ matter }: { readonly matter: MatterRead }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`withdraw.${matter.id}`, EMPTY)
  const { act, acting, problem } = useAct('withdrawMatter', ['readMatter', 'listMatters', 'listProposals', 'listProposed'])
  const send = async () => {
    if (await act({ params: { matter: matter.id }, body: { reason: draft.reason.trim() === '' ? null : draft.reason } }) !== undefined) clear()
  }
  const offered = matter.state === 'proposed'
  return (
    <details className="withdraw">
      <summary className="act second">{t(offered ? 'withdraw.decline title' : 'withdraw.title')}</summary>
      <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
        <p className="second small">{t(offered ? 'withdraw.decline text' : 'withdraw.text')}</p>
        <Entry label={t('withdraw.reason')} value={draft.reason} onChange={reason => set({ reason })} rows={2} />
        <Refusal problem={problem} />
        <div className="form-acts"><button type="submit" className="button-plain" disabled={acting}>{t(offered ? 'withdraw.decline' : 'withdraw.go')}</button></div>
      </form>
    </details>
  )
}
