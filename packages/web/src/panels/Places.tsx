import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { PanelPlace } from '../api/types.ts'
import { useAnswer } from '../api/useAnswer.ts'
import { Clock } from '../matters/Clock.tsx'
import { instrumentName, loadRules } from '../matters/rules.ts'
import { Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { PlaceState } from './PanelBlock.tsx'
import './panels.css'

const waits = ({ open, state }: PanelPlace): boolean => open && (state === 'asked' || state === 'declared')

/** What an expert is asked to judge: what waits, then what is over. */
export function Places() {
  const { t } = useTranslation()
  const { answer, error, again } = useAnswer('listPlaces', {})
  if (answer === undefined) return error === null ? <Skeleton /> : <Refusal problem={error} again={again} />
  const over = answer.items.filter(one => !waits(one))
  return (
    <>
      <PlacesTable name={t('places.title')} items={answer.items.filter(waits)} />
      {over.length > 0 && <PlacesTable name={t('places.over')} items={over} />}
    </>
  )
}

function PlacesTable({ name, items }: { readonly name: string; readonly items: readonly PanelPlace[] }) {
  const { t } = useTranslation()
  const program = use(loadRules())
  return (
    <section>
      <h2>{name} <span className="third small">{items.length}</span></h2>
      {items.length === 0 ? <p className="second">{t('places.none')}</p> : (
        <table className="plain places"><tbody>{items.map(one => (
          <tr key={one.id}>
            <td><Link href={`/panel-places/${one.id}`} lang="zh-CN">{one.partyName}</Link> <span className="second panel-said">{instrumentName(program, one.instrument)} · <span className="nowrap">{one.number}</span></span></td>
            <td>{waits(one) && <Clock due={one} />}</td><td className="nowrap"><PlaceState state={one.state} /></td>
          </tr>
        ))}</tbody></table>
      )}
    </section>
  )
}
