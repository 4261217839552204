import { useTranslation } from 'react-i18next'
import type { MatterRead } from '../api/types.ts'
import { useAnswer } from '../api/useAnswer.ts'
import { may, type Me } from '../session/me.ts'
import { isBelow, totalOf } from './points.ts'

/** What changes when something is done at an expert review. */
export const STALE = ['listPanels', 'listPanelOutcomes', 'listPanelWork', 'readMatter', 'listMatters', 'listExperts'] as const

/** The panels of a matter that comes or came to its expert review. */
export const usePanels = (me: Me, matter: MatterRead) => useAnswer('listPanels', { params: { matter: matter.id } }, may(me, 'listPanels') && matter.opinions.some(one => one.kind === 'experts'))

/** Why the unit may not agree at its expert review yet, in words; and whether it must say why it agrees. */
export function usePanelLacks(me: Me, matter: MatterRead): { readonly wanting: readonly string[]; readonly below: boolean } {
  const { t } = useTranslation()
  const { answer } = usePanels(me, matter)
  const [panel] = answer?.items ?? []
  const points = panel?.scored === true ? panel.places.filter(one => one.state === 'scored').reduce((sum, one) => sum + totalOf(one.scores), 0) : undefined
  return { wanting: answer === undefined || answer.lacks === null ? [] : [t(`panel.lacks.${answer.lacks}`)], below: matter.step === 'experts' && panel !== undefined && points !== undefined && isBelow(points, panel.experts, panel.pass) }
}
