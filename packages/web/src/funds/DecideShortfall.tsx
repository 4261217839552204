import { useTranslation } from 'react-i18next'
import { useAct } from '../api/useAnswer.ts'
import type { Budget, Matter } from '../api/types.ts'
import { Entry } from '../ui/Entry.tsx'
import { figure, sum } from '../ui/fen.ts'
import { Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'

const CHOICES = ['queue', 'next year', 'pro rata'] as const
const EMPTY = { id: '', choice: '', reason: '', document: '' }

/** More is wanted than there is: a person decides, with the reason. What pro rata makes of each award is shown before. */
export function DecideShortfall({ budget, matters, onDone }: { readonly budget: Budget; readonly matters: readonly Matter[]; readonly onDone: () => void }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`shortfall.${budget.budget}`, EMPTY)
  const { act, acting, problem } = useAct('decideShortfall', ['listShortfalls', 'listMatters', 'readMatter'])
  const choice = CHOICES.find(one => one === draft.choice)
  const [first, ...others] = matters.flatMap(one => (one.award === null ? [] : [one.award]))
  const wanted = BigInt(sum(matters.map(one => one.amount ?? '0')))
  const part = ({ amount }: Matter): string => (amount === null || wanted === 0n ? '0' : String(BigInt(amount) * BigInt(budget.available) / wanted))
  const send = async () => {
    if (choice === undefined || first === undefined) return
    const id = draft.id === '' ? crypto.randomUUID() : draft.id
    set({ id })
    if (await act({ params: { budget: budget.budget }, body: { id, awards: [first, ...others], choice, reason: draft.reason, document: draft.document } }) === undefined) return
    clear()
    onDone()
  }
  return (
    <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
      <h3>{t('shortfall.title')}</h3>
      <fieldset className="choices">
        <legend className="second small">{t('shortfall.choice')}</legend>
        {CHOICES.map(one => <label key={one}><input type="radio" name="shortfall" checked={choice === one} onChange={() => set({ choice: one })} /> {t(`shortfall.${one}`)} <span className="second small">{t(`shortfall.${one} text`)}</span></label>)}
      </fieldset>
      {choice === 'pro rata' && (
        <table className="plain">
          <thead><tr><th scope="col">{t('matters.party')}</th><th scope="col" className="figure">{t('shortfall.wanted')}</th><th scope="col" className="figure">{t('shortfall.becomes')}</th></tr></thead>
          <tbody>{matters.map(one => <tr key={one.id}><td lang="zh-CN">{one.partyName}</td><td className="figure">{figure(one.amount ?? '0')}</td><td className="figure">{figure(part(one))}</td></tr>)}</tbody>
        </table>
      )}
      <Entry label={t('shortfall.reason')} value={draft.reason} onChange={reason => set({ reason })} rows={2} required />
      <Entry label={t('shortfall.document')} value={draft.document} onChange={document => set({ document })} required />
      <Refusal problem={problem} />
      <div className="form-acts"><button type="submit" className="button-main" disabled={acting || choice === undefined || first === undefined || draft.reason.trim() === '' || draft.document.trim() === ''}>{t('shortfall.go')}</button></div>
    </form>
  )
}
