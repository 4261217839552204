import { use } from 'react'
import { useTranslation } from 'react-i18next'
import type { MatterRead } from '../../api/types.ts'
import { language } from '../../i18n/language.ts'
import { loadPlaces } from '../../pack/load.ts'
import { namesOf } from '../../pack/names.ts'
import { Clock } from '../Clock.tsx'
import { loadRules } from '../rules.ts'
import { seatName, stepName } from '../words.tsx'

/** What the enterprise has to do now, usually nothing; and who has it. */
export function Now({ matter }: { readonly matter: MatterRead }) {
  const { t } = useTranslation()
  const names = namesOf(use(loadRules()))
  const places = use(loadPlaces())
  const { state, step, stepNumber, supplements } = matter
  const open = supplements.filter(one => one.answeredAt === null)
  const seats = matter.opinions.filter(one => one.step === stepNumber && one.state === 'open')
  const todo = state === 'draft' || state === 'proposed' || state === 'supplement'
  return (
    <div className={todo ? 'own-now own-todo' : 'own-now'} role="status">
      <b>{t(`now.${state}`)}</b>
      {state === 'supplement' && open.map(one => <p key={one.id}>{t('now.until', { unit: seatName(one.askedBy, names, places), day: one.until })}</p>)}
      {state === 'in review' && step !== null && <p>{t('now.with', { units: seats.map(one => seatName(one, names, places)).join(language() === 'zh' ? '、' : ', ') || t('now.approvers'), step: stepName(step) })} <Clock due={matter} /></p>}
    </div>
  )
}
