import { useTranslation } from 'react-i18next'
import { wordsOf } from '../../api/problem.ts'
import { useAct } from '../../api/useAnswer.ts'
import type { MatterRead } from '../../api/types.ts'
import { fieldOf, Refusal } from '../../ui/Refusal.tsx'
import { useDraft } from '../../ui/useDraft.ts'
import { yuan } from '../rules.ts'

const EMPTY = { amount: '', reason: '' }

/** Under a ceiling somebody decides an amount, with the reason; the box starts empty. */
export function Amount({ matter }: { readonly matter: MatterRead }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`amount.${matter.id}`, EMPTY)
  const { act, acting, problem } = useAct('decideAmount', ['readMatter', 'listMatters'])
  const most = matter.assessment?.most ?? null
  if (matter.state !== 'in review' || matter.award === null || matter.how === null || matter.how === 'exact' || most === null) return null
  const fen = fenOf(draft.amount)
  const tooMuch = fen !== undefined && BigInt(fen) > BigInt(most)
  const send = async () => {
    if (fen !== undefined && await act({ params: { matter: matter.id }, body: { amount: fen, reason: draft.reason } }) !== undefined) clear()
  }
  return (
    <form className="review-amount" onSubmit={event => { event.preventDefault(); void send() }}>
      <label>{t('amount.label')} <input inputMode="decimal" autoComplete="off" value={draft.amount} placeholder={matter.amount === null ? t('amount.empty', { most: yuan(most) }) : yuan(matter.amount)} aria-invalid={tooMuch} onChange={event => set({ amount: event.target.value })} /></label>
      {draft.amount !== '' && <label>{t('amount.reason')} <input value={draft.reason} required autoComplete="off" onChange={event => set({ reason: event.target.value })} /></label>}
      {draft.amount !== '' && <button type="submit" className="button-plain" disabled={acting || fen === undefined || tooMuch || draft.reason.trim() === ''}>{t('amount.decide')}</button>}
      {tooMuch && <span className="now small" role="alert">{t('amount.too much', { most: yuan(most) })}</span>}
      {draft.amount !== '' && fen === undefined && <span className="now small" role="alert">{t('amount.none')}</span>}
      {fieldOf(problem) === 'amount' ? <span className="now small" role="alert">{wordsOf(problem)}</span> : <Refusal problem={problem} />}
    </form>
  )
}

/** Yuan as typed, to the fen; undefined where it is no amount. */
function fenOf(text: string): string | undefined {
  const found = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(text.replaceAll(/[,，\s]/g, ''))
  return found === null ? undefined : String(BigInt(`${found[1] ?? ''}${(found[2] ?? '').padEnd(2, '0')}`))
}
