import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf, type Answer } from '../api/client.ts'
import type { MatterRead } from '../api/types.ts'
import { useAct, useAnswer } from '../api/useAnswer.ts'
import { loadRules } from '../matters/rules.ts'
import { namesOf } from '../pack/names.ts'
import { dayOf } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { Entry } from '../ui/Entry.tsx'
import { EvidenceEntry } from '../ui/EvidenceEntry.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'
import './evaluation.css'

const OUTCOMES = ['reached', 'partly', 'not'] as const

/** What came of the money once it was paid: until when its unit says so, and what it said. */
export function Evaluation({ me, matter }: { readonly me: Me; readonly matter: MatterRead }) {
  const { t } = useTranslation()
  const names = namesOf(use(loadRules()))
  const { answer } = useAnswer('readEvaluation', { params: { matter: matter.id } }, matter.state === 'approved' && may(me, 'readEvaluation'))
  if (answer?.due !== true) return null
  const { items, mine, dueOn, provisional, organisation } = answer
  const writes = mine && may(me, 'recordEvaluation')
  const [last] = items
  return (
    <section className="evaluation">
      <h2>{t('evaluation.title')}</h2>
      {last === undefined && <p>{t('evaluation.due', { unit: organisation === null ? '' : names.unit(organisation), day: dueOn ?? '' })}{provisional && t('publicity.provisional')}</p>}
      {items.map(one => <Said key={one.id} said={one} />)}
      {last?.outcome === 'not' && may(me, 'demandRecovery') && <p className="now small">{t('evaluation.recover')}</p>}
      {writes && <details><summary className="act">{t(last === undefined ? 'evaluation.say' : 'evaluation.correct')}</summary><Say matter={matter.id} /></details>}
    </section>
  )
}

function Said({ said: { outcome, figures, evidence, by, at } }: { readonly said: Answer<'readEvaluation'>['items'][number] }) {
  const { t } = useTranslation()
  return (
    <div>
      <p><b className={outcome === 'reached' ? 'green' : outcome === 'partly' ? 'amber' : 'now'}>{t(`evaluation.${outcome}`)}</b> <span className="second small">{by} <span className="figure">{dayOf(at)}</span></span></p>
      <p className="evaluation-figures">{figures}</p>
      {evidence !== null && <p className="small"><a href={addressOf('downloadFile', { params: { hash: evidence } })}>{t('evaluation.evidence')}</a></p>}
    </div>
  )
}

const EMPTY = { outcome: 'reached', figures: '', evidence: '' }
function Say({ matter }: { readonly matter: string }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`evaluation.${matter}`, EMPTY)
  const { act, acting, problem } = useAct('recordEvaluation', ['readEvaluation', 'readMatter', 'listMatters'])
  const send = async () => {
    const outcome = OUTCOMES.find(one => one === draft.outcome) ?? 'reached'
    if (await act({ params: { matter }, body: { outcome, figures: draft.figures, evidence: draft.evidence === '' ? null : draft.evidence } }) !== undefined) clear()
  }
  return (
    <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
      <Entry label={t('evaluation.outcome')} value={draft.outcome} onChange={outcome => set({ outcome })} choices={OUTCOMES.map(one => ({ value: one, name: t(`evaluation.${one}`) }))} />
      <Entry label={t('evaluation.figures')} hint={t('evaluation.figures hint')} value={draft.figures} onChange={figures => set({ figures })} rows={3} required />
      <EvidenceEntry value={draft.evidence} onChange={evidence => set({ evidence })} />
      <Refusal problem={problem} />
      <div className="form-acts"><button type="submit" className="button-plain" disabled={acting || draft.figures.trim() === ''}>{t('evaluation.say')}</button></div>
    </form>
  )
}
