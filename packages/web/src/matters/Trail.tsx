import { use } from 'react'
import { useTranslation } from 'react-i18next'
import type { MatterRead } from '../api/types.ts'
import { loadPlaces } from '../pack/load.ts'
import { namesOf } from '../pack/names.ts'
import { timeOf } from '../record/slot.ts'
import { loadRules, yuan } from './rules.ts'
import { eventName, seatName, stepName } from './words.tsx'

/** All that happened, the latest first. */
export function Trail({ matter }: { readonly matter: MatterRead }) {
  const { t } = useTranslation()
  const names = namesOf(use(loadRules()))
  const places = use(loadPlaces())
  return (
    <section>
      <h2>{t('trail.title')}</h2>
      <ol className="trail">
        {[...matter.events].reverse().map(({ kind, person, organisation, at, note }) => (
          <li key={`${at} ${kind}`}>
            <time dateTime={at} className="figure second nowrap">{timeOf(at).slice(5)}</time>
            <span>
              {note['back'] === undefined ? eventName(kind) : t('trail.back', { step: stepName(note['back']) })}{note['step'] !== undefined && ` ${stepName(note['step'])}`}
              <span className="second"> {[seatName({ organisation: note['organisation'] ?? (note['area'] === undefined ? organisation : null), area: note['area'] ?? null }, names, places), person ?? '', ...note['together'] === undefined ? [] : [t('trail.together', { count: Number(note['together']) })]].filter(part => part !== '').join(' ')}</span>
              {note['draw'] !== undefined && <> {t('trail.draw', { number: note['draw'] })}</>}{note['day'] !== undefined && <> <span className="figure">{note['day']}</span></>}
              {note['amount'] !== undefined && <> {yuan(note['amount'])}</>}
              {[note['what'], note['answer'], note['reason'], note['document']].filter(part => part !== undefined).map(part => <span key={part} className="second trail-note">{part}</span>)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
