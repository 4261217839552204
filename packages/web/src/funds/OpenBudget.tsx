import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { wordsOf } from '../api/problem.ts'
import { useAct } from '../api/useAnswer.ts'
import { instrumentName, loadRules, payingOf } from '../matters/rules.ts'
import { Entry } from '../ui/Entry.tsx'
import { fieldOf, Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'

const EMPTY = { id: '', fund: '', year: '', source: '', instrument: '', code: '', name: '' }

/** A line of the budget: of which fund and year, from where, for which instrument. */
export function OpenBudget({ year, onDone }: { readonly year: string; readonly onDone: () => void }) {
  const { t } = useTranslation()
  const program = use(loadRules())
  const [, navigate] = useLocation()
  const { draft, set, clear } = useDraft('budget', EMPTY)
  const { act, acting, problem } = useAct('openBudget', ['listBudgets'])
  const fund = draft.fund === '' ? program.funds[0]?.id ?? '' : draft.fund
  const field = fieldOf(problem)
  const wrong = (name: string) => (field === name ? wordsOf(problem) : undefined)
  const text = (key: 'code' | 'name' | 'instrument') => (draft[key].trim() === '' ? {} : { [key]: draft[key].trim() })
  const send = async () => {
    // The same line again, after an answer that was lost, is the same line.
    const id = draft.id === '' ? crypto.randomUUID() : draft.id
    set({ id })
    const made = await act({ body: { id, fund, year: Number(draft.year === '' ? year : draft.year), source: draft.source.trim(), ...text('instrument'), ...text('code'), ...text('name') } })
    if (made === undefined) return
    clear()
    onDone()
    navigate(`/funds/${made.budget}`)
  }
  return (
    <form className="form funds-act" onSubmit={event => { event.preventDefault(); void send() }}>
      <Entry label={t('funds.fund')} value={fund} onChange={one => set({ fund: one })} problem={wrong('fund')} choices={program.funds.map(one => ({ value: one.id, name: one.name }))} />
      <Entry label={t('funds.of year')} value={draft.year === '' ? year : draft.year} onChange={one => set({ year: one })} problem={wrong('year')} inputMode="numeric" required />
      <Entry label={t('funds.source')} hint={t('funds.source hint')} value={draft.source} onChange={source => set({ source })} problem={wrong('source')} required autoFocus />
      <Entry label={t('funds.for')} value={draft.instrument} onChange={instrument => set({ instrument })} choices={[{ value: '', name: t('funds.any') }, ...payingOf(program).map(one => ({ value: one.id, name: `${t('results.article', { number: one.article })}${instrumentName(program, one.id)}` }))]} />
      <Entry label={t('funds.code optional')} value={draft.code} onChange={code => set({ code })} problem={wrong('code')} />
      <Entry label={t('funds.name optional')} value={draft.name} onChange={name => set({ name })} problem={wrong('name')} />
      {!['fund', 'year', 'source', 'code', 'name'].includes(field ?? '') && <Refusal problem={problem} />}
      <div className="form-acts"><button type="submit" className="button-main" disabled={acting || draft.source.trim() === ''}>{t('funds.open go')}</button><button type="button" className="act" onClick={onDone}>{t('form.cancel')}</button></div>
    </form>
  )
}
