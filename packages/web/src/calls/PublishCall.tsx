import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { wordsOf } from '../api/problem.ts'
import { useAct } from '../api/useAnswer.ts'
import { loadRules, payingOf, wayOf } from '../matters/rules.ts'
import { nameOf } from '../pack/names.ts'
import { Entry } from '../ui/Entry.tsx'
import { fieldOf, Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'

const EMPTY = { title: '', instruments: '', opensOn: '', closesOn: '', budget: '', criteria: '', materials: '', document: '' }
const FIELDS: ReadonlySet<string | undefined> = new Set(['title', 'opensOn', 'closesOn', 'budget', 'document'])

/** A call: for which instruments, from when to when, which papers, on which document. */
export function PublishCall({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation()
  const program = use(loadRules())
  const { draft, set, clear } = useDraft('call', EMPTY)
  const { act, acting, problem } = useAct('publishCall', ['listCalls'])
  const chosen = draft.instruments.split(' ').filter(one => one !== '')
  const wrong = (name: string) => (fieldOf(problem) === name ? wordsOf(problem) : undefined)
  const budget = /^\d{1,9}$/.test(draft.budget) ? String(BigInt(draft.budget) * 1_000_000n) : undefined
  const badBudget = draft.budget !== '' && budget === undefined
  const send = async () => {
    const [first, ...others] = chosen
    if (first === undefined || badBudget) return
    const done = await act({ body: {
      title: draft.title, instruments: [first, ...others], opensOn: draft.opensOn, closesOn: draft.closesOn, document: draft.document, budget: budget ?? null, criteria: draft.criteria.trim() === '' ? null : draft.criteria,
      materials: draft.materials.split('\n').map(one => one.trim()).filter(one => one !== '').map(one => ({ name: one.replace(/[?？]$/, ''), required: !/[?？]$/.test(one) })),
    } })
    if (done === undefined) return
    clear()
    onDone()
  }
  return (
    <form className="form call-form" onSubmit={event => { event.preventDefault(); void send() }}>
      <Entry label={t('calls.name')} value={draft.title} onChange={title => set({ title })} problem={wrong('title')} required autoFocus />
      <fieldset className="choices call-instruments">
        <legend className="second small">{t('calls.which')}</legend>
        {payingOf(program).filter(one => wayOf(program, one.id) === 'call').map(one => (
          <label key={one.id}><input type="checkbox" checked={chosen.includes(one.id)} onChange={event => set({ instruments: (event.target.checked ? [...chosen, one.id] : chosen.filter(id => id !== one.id)).join(' ') })} /> <span>{t('results.article', { number: one.article })}{nameOf(one)}</span></label>
        ))}
      </fieldset>
      <Entry label={t('calls.opens')} type="date" value={draft.opensOn} onChange={opensOn => set({ opensOn })} problem={wrong('opensOn')} required />
      <Entry label={t('calls.closes')} type="date" value={draft.closesOn} onChange={closesOn => set({ closesOn })} problem={wrong('closesOn')} required />
      <Entry label={t('calls.budget wan')} value={draft.budget} onChange={budget => set({ budget })} problem={badBudget ? t('calls.budget wrong') : wrong('budget')} inputMode="numeric" />
      <Entry label={t('calls.criteria')} value={draft.criteria} onChange={criteria => set({ criteria })} rows={3} />
      <Entry label={t('calls.materials')} hint={t('calls.materials hint')} value={draft.materials} onChange={materials => set({ materials })} rows={3} />
      <Entry label={t('calls.document')} value={draft.document} onChange={document => set({ document })} problem={wrong('document')} required />
      {!FIELDS.has(fieldOf(problem)) && <Refusal problem={problem} />}
      <div className="form-acts"><button type="submit" className="button-main" disabled={acting || chosen.length === 0 || draft.opensOn === '' || draft.closesOn === ''}>{t('calls.publish')}</button><button type="button" className="act" onClick={onDone}>{t('form.cancel')}</button></div>
    </form>
  )
}
