import { useTranslation } from 'react-i18next'
import type { MatterRead } from '../../api/types.ts'
import { dayOf } from '../../record/slot.ts'
import { Exact } from '../words.tsx'

/** How it ended: the amount and the document, or the phrase and the reason. */
export function Decision({ matter }: { readonly matter: MatterRead }) {
  const { t } = useTranslation()
  const { state, events, assessment } = matter
  const last = events.findLast(one => one.kind === state)
  const phrase = assessment?.phrases.find(one => one.id === last?.note['phrase'])
  return (
    <section>
      <h2>{t('decision.title')}</h2>
      <p><b>{t(`matter.state.${state}`)}</b> {last !== undefined && <span className="figure">{dayOf(last.at)}</span>}</p>
      {state === 'approved' && <p><Exact matter={matter} /></p>}
      {last?.note['document'] !== undefined && <p className="second">{t('decision.document')} <span lang="zh-CN">{last.note['document']}</span></p>}
      {phrase?.words !== undefined && phrase.words !== null && <p className="law">{phrase.words}</p>}
      {last?.note['reason'] !== undefined && <p>{last.note['reason']}</p>}
      {state === 'rejected' && <p className="second small">{t('decision.object')}</p>}
    </section>
  )
}
