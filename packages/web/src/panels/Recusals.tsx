import { useTranslation } from 'react-i18next'
import type { Panel } from '../api/types.ts'
import { useAct } from '../api/useAnswer.ts'
import { timeOf } from '../record/slot.ts'
import { Entry } from '../ui/Entry.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'
import { STALE } from './usePanels.ts'

type Request = Panel['requests'][number]
const EMPTY_ASK = { whom: '', reason: '' }
const EMPTY = { answer: '', place: '' }

/** Asks that somebody stands aside: of a place that one sees, or of whoever it may be. */
export function AskRecusal({ matter, place, name }: { readonly matter: string; readonly place?: string; readonly name?: string }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`recusal.${matter}.${place ?? ''}`, EMPTY_ASK)
  const { act, acting, problem } = useAct('askRecusal', STALE)
  const whom = name ?? draft.whom
  const send = async () => {
    if (await act({ params: { matter }, body: { place: place ?? null, whom, reason: draft.reason } }) !== undefined) clear()
  }
  return (
    <details className="panel-ask"><summary className="act small" aria-label={name === undefined ? undefined : `${t('recusal.ask')} ${name}`}>{t('recusal.ask')}</summary>
      <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
        {name === undefined && <Entry label={t('recusal.whom')} hint={t('recusal.whom hint')} value={draft.whom} onChange={value => set({ whom: value })} required />}
        <Entry label={t('recusal.reason')} value={draft.reason} onChange={reason => set({ reason })} rows={2} required />
        <Refusal problem={problem} />
        <div className="form-acts"><button type="submit" className="button-plain" disabled={acting || whom.trim() === '' || draft.reason.trim() === ''}>{t('recusal.send')}</button></div>
      </form>
    </details>
  )
}

/** What was asked, and what the head of the unit decided of it or is to decide. */
export function Recusals({ panel, decides }: { readonly panel: Panel; readonly decides: boolean }) {
  const { t } = useTranslation()
  if (panel.requests.length === 0) return null
  return (
    <ul className="panel-requests">{panel.requests.map(one => (
      <li key={one.id}>
        <p>{t(one.byParty ? 'recusal.by party' : 'recusal.by unit')} <b>{one.whom}</b> <span className="second">{one.reason}</span> <span className="third small nowrap">{timeOf(one.raisedAt).slice(5)}</span></p>
        {one.outcome === null ? <p className="now small">{t('recusal.open')}</p> : <p className="second small"><b>{t(`recusal.${one.outcome}`)}</b> {one.answer} · {one.answeredBy}</p>}
        {one.outcome === null && decides && <Answer request={one} panel={panel} />}
      </li>
    ))}</ul>
  )
}

function Answer({ request, panel }: { readonly request: Request; readonly panel: Panel }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`recusal.${request.id}`, EMPTY)
  const { act, acting, problem } = useAct('answerRecusal', STALE)
  const live = panel.places.filter(one => one.state !== 'recused')
  const place = request.place ?? (draft.place === '' ? null : draft.place)
  const send = async (outcome: 'upheld' | 'dismissed') => {
    if (await act({ params: { recusal: request.id }, body: { outcome, place: outcome === 'upheld' ? place : null, answer: draft.answer } }) !== undefined) clear()
  }
  return (
    <form className="form" onSubmit={event => event.preventDefault()}>
      {request.place === null && <Entry label={t('recusal.place')} value={draft.place} onChange={value => set({ place: value })} choices={[{ value: '', name: t('recusal.nobody') }, ...live.map(one => ({ value: one.id, name: `${one.name} · ${one.employer}` }))]} />}
      <Entry label={t('recusal.answer')} value={draft.answer} onChange={answer => set({ answer })} rows={2} required />
      <Refusal problem={problem} />
      <div className="form-acts">
        <button type="button" className="button-plain" disabled={acting || draft.answer.trim() === '' || place === null} onClick={() => { void send('upheld') }}>{t('recusal.uphold')}</button>
        <button type="button" className="button-plain" disabled={acting || draft.answer.trim() === ''} onClick={() => { void send('dismissed') }}>{t('recusal.dismiss')}</button>
      </div>
    </form>
  )
}
