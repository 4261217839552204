import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { PanelPlaceRead } from '../api/types.ts'
import { useAct } from '../api/useAnswer.ts'
import { Entry } from '../ui/Entry.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'
import { criterionName, mostOf } from './points.ts'

/** The sheet: whole points for each criterion up to its most, and one comment on all of it; sent once. */
export function Sheet({ place }: { readonly place: PanelPlaceRead }) {
  const { t } = useTranslation()
  const { sheet } = place
  const empty = useMemo(() => Object.fromEntries<string>(['comment', ...sheet.flatMap((_, i) => [`points${i}`, `comment${i}`])].map(name => [name, ''])), [sheet])
  const { draft, set, clear } = useDraft<Record<string, string>>(`sheet.${place.id}`, empty)
  const { act, acting, problem } = useAct('scorePlace', ['listPlaces', 'readPlace'])
  const said = sheet.map(({ most }, i) => pointsIn(draft[`points${i}`] ?? '', most))
  const known = said.filter(one => typeof one === 'number')
  const send = async () => {
    if (await act({ params: { place: place.id }, body: { scores: known.map((points, criterion) => ({ criterion, points, comment: draft[`comment${criterion}`] ?? '' })), comment: draft['comment'] ?? '' } }) !== undefined) clear()
  }
  return (
    <form onSubmit={event => { event.preventDefault(); void send() }}>
      <h2>{t('sheet.title')} <span className="third small">{t('panel.most', { most: mostOf(sheet) })}</span></h2>
      {sheet.map((one, i) => (
        <fieldset key={one.criterion} className="place-criterion">
          <legend>{criterionName(one)} <span className="second small nowrap">{t('sheet.range', { most: one.most })}</span></legend>
          <Entry label={t('sheet.points')} inputMode="numeric" value={draft[`points${i}`] ?? ''} onChange={value => set({ [`points${i}`]: value })} problem={said[i] === 'wrong' ? t('sheet.wrong', { most: one.most }) : undefined} required />
          <Entry label={t('sheet.comment')} value={draft[`comment${i}`] ?? ''} onChange={value => set({ [`comment${i}`]: value })} />
        </fieldset>
      ))}
      {sheet.length > 0 && <p className="place-total" role="status">{t('panel.total')} <b>{known.reduce((sum, one) => sum + one, 0)}</b> <span className="third small">/ {mostOf(sheet)}</span></p>}
      <Entry label={t('sheet.whole')} value={draft['comment'] ?? ''} onChange={comment => set({ comment })} rows={4} required />
      <p className="second small">{t('sheet.once')}</p>
      <Refusal problem={problem} />
      <div className="form-acts"><button type="submit" className="button-main" disabled={acting || known.length !== sheet.length || (draft['comment'] ?? '').trim() === ''}>{t('sheet.send')}</button></div>
    </form>
  )
}

/** Whole points up to the most; nothing yet, or no such points. */
function pointsIn(text: string, most: number): number | 'wrong' | undefined {
  if (text.trim() === '') return undefined
  return /^\d{1,4}$/.test(text.trim()) && Number(text) <= most ? Number(text) : 'wrong'
}
