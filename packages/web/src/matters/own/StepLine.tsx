import { use } from 'react'
import { useTranslation } from 'react-i18next'
import type { MatterRead } from '../../api/types.ts'
import { language } from '../../i18n/language.ts'
import { loadPlaces } from '../../pack/load.ts'
import { namesOf } from '../../pack/names.ts'
import { dayOf } from '../../record/slot.ts'
import { shortDay } from '../Clock.tsx'
import { loadRules } from '../rules.ts'
import { seatName, stepName } from '../words.tsx'

/** A line of steps: those taken with their day, that at which it stands, and what is promised of the others. */
export function StepLine({ matter }: { readonly matter: MatterRead }) {
  const { t } = useTranslation()
  const names = namesOf(use(loadRules()))
  const places = use(loadPlaces())
  const { steps, opinions, state, submittedAt, dueOn, stopped } = matter
  const over = state === 'rejected' || state === 'withdrawn'
  const at = matter.stepNumber ?? (state === 'approved' ? steps.length : over && submittedAt !== null ? lastStep(matter) : -1)
  const left = daysLeft(matter)
  const when = (i: number): string => {
    if (i < at) return left.get(i) === undefined ? '' : shortDay(left.get(i) ?? '')
    if (over) return i === at ? `${t('steps.ended')} ${shortDay(dayOf(matter.events.at(-1)?.at ?? ''))}` : ''
    if (i === at) return stopped || state === 'supplement' ? t('clock.stopped') : dueOn === null ? '' : t('steps.by', { day: shortDay(dueOn) })
    const days = steps[i]?.workingDays ?? null
    return days === null ? '' : t('steps.days', { count: days })
  }
  const seats = (i: number): string => opinions.filter(one => one.step === i).map(one => seatName(one, names, places)).join(language() === 'zh' ? '、' : ', ')
  return (
    <section>
      <h2>{t('steps.title')}</h2>
      <ol className="step-line">
        <li className={submittedAt === null ? 'step-now' : 'step-done'} aria-current={submittedAt === null ? 'step' : undefined}><span>{t('steps.submitted')}</span><span className="figure">{submittedAt === null ? '' : shortDay(dayOf(submittedAt))}</span></li>
        {steps.map((one, i) => (
          <li key={one.step} className={i < at ? 'step-done' : i === at ? over ? 'step-over' : 'step-now' : ''} aria-current={i === at && !over ? 'step' : undefined}>
            <span>{stepName(one.step)} <span className="second small">{seats(i)}</span></span><span className="figure nowrap">{when(i)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** The step at which it stood when it was over: the last it went on to, or was sent back to. */
function lastStep({ steps, events }: MatterRead): number {
  const reached = events.findLast(one => one.kind === 'step' || one.note['back'] !== undefined)
  return reached === undefined ? 0 : Math.max(0, steps.findIndex(one => one.step === (reached.note['back'] ?? reached.note['step'])))
}

/** By step, the day on which it was left for the next; of one that was gone back to, the last time. */
function daysLeft({ steps, events, state }: MatterRead): ReadonlyMap<number, string> {
  const days = new Map<number, string>()
  for (const { kind, note, at } of events) {
    const reached = kind === 'step' ? steps.findIndex(one => one.step === note['step']) : kind === 'approved' && state === 'approved' ? steps.length : -1
    if (reached > 0) days.set(reached - 1, dayOf(at))
  }
  return days
}
