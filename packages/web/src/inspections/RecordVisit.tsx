import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { MatterRead } from '../api/types.ts'
import { useAct } from '../api/useAnswer.ts'
import { todayInChina } from '../record/slot.ts'
import { Entry } from '../ui/Entry.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'
import { Photographs, photosIn } from './Photographs.tsx'
import { Told } from './Told.tsx'

const FOUND = ['as found', 'not as found', 'not looked at'] as const
const OUTCOMES = ['as told', 'not as told'] as const

/** What was found on site, filled in on a phone: each phrase beside what was told, photographs, the representative’s words, the outcome. */
export function RecordVisit({ matter, visit }: { readonly matter: MatterRead; readonly visit: string }) {
  const { t } = useTranslation()
  const { assessment } = matter
  const phrases = useMemo(() => assessment?.phrases ?? [], [assessment])
  const empty = useMemo((): Record<string, string> => ({ day: todayInChina(), photos: '', statement: '', note: '', outcome: '', ...Object.fromEntries(phrases.flatMap(one => [[`found ${one.id}`, ''], [`note ${one.id}`, '']])) }), [phrases])
  const { draft, set, clear } = useDraft(`record.${visit}`, empty)
  const { act, acting, problem } = useAct('recordVisit', ['readInspection', 'listInspections', 'readMatter'])
  const of = (key: string) => draft[key] ?? ''
  const foundOf = (phrase: string) => FOUND.find(one => one === of(`found ${phrase}`))
  const findings = phrases.flatMap(({ id: phrase }) => { const found = foundOf(phrase); return found === undefined ? [] : [{ phrase, found, note: textOr(of(`note ${phrase}`)) }] })
  const [finding, ...otherFindings] = findings
  const [photo, ...otherPhotos] = photosIn(of('photos'))
  const outcome = OUTCOMES.find(one => one === of('outcome'))
  const ready = assessment !== null && finding !== undefined && findings.length === phrases.length && photo !== undefined && outcome !== undefined && of('day') !== '' && of('statement').trim() !== ''
  const send = async () => {
    if (!ready) return
    const done = await act({ params: { visit }, body: { assessment: assessment.id, visitedOn: of('day'), findings: [finding, ...otherFindings], photos: [photo, ...otherPhotos], statement: of('statement'), note: textOr(of('note')), outcome } })
    if (done !== undefined) clear()
  }
  return (
    <form className="visit-form" onSubmit={event => { event.preventDefault(); void send() }}>
      <h3>{t('visit.record')}</h3>
      <Entry label={t('visit.visited')} type="date" value={of('day')} onChange={day => set({ day })} required />
      {phrases.map((one, i) => (
        <fieldset key={one.id} className="finding">
          <legend><Told phrase={one} /></legend>
          <div className="finding-choices">{FOUND.map(found => <label key={found}><input type="radio" name={`${visit} ${i}`} checked={foundOf(one.id) === found} onChange={() => set({ [`found ${one.id}`]: found })} /> {t(`visit.${found}`)}</label>)}</div>
          <input type="text" aria-label={t('visit.note of', { words: one.words ?? String(i + 1) })} placeholder={t('visit.note')} value={of(`note ${one.id}`)} onChange={event => set({ [`note ${one.id}`]: event.target.value })} />
        </fieldset>
      ))}
      <Photographs value={of('photos')} onChange={photos => set({ photos })} />
      <Entry label={t('visit.statement')} hint={t('visit.statement hint')} value={of('statement')} onChange={statement => set({ statement })} rows={3} required />
      <Entry label={t('visit.more')} value={of('note')} onChange={note => set({ note })} rows={2} />
      <fieldset className="finding"><legend>{t('visit.outcome')}</legend>
        <div className="finding-choices">{OUTCOMES.map(one => <label key={one}><input type="radio" name={`${visit} outcome`} checked={outcome === one} onChange={() => set({ outcome: one })} /> {t(`visit.${one}`)}</label>)}</div>
      </fieldset>
      <Refusal problem={problem} />
      <div className="form-acts"><button type="submit" className="button-main" disabled={acting || !ready}>{t('visit.sign')}</button>{!ready && <span className="second small">{t('visit.wanting')}</span>}</div>
    </form>
  )
}

const textOr = (text: string): string | null => (text.trim() === '' ? null : text)
