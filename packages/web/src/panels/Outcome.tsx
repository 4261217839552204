import { useTranslation } from 'react-i18next'
import type { MatterRead } from '../api/types.ts'
import { useAnswer } from '../api/useAnswer.ts'
import { may, type Me } from '../session/me.ts'
import { PointsTable } from './PointsTable.tsx'
import { AskRecusal } from './Recusals.tsx'
import './panels.css'

/** Expert review to its applicant: that experts were drawn; who, once it is over; what they said, once it is decided. */
export function Outcome({ me, matter }: { readonly me: Me; readonly matter: MatterRead }) {
  const { t } = useTranslation()
  const { answer } = useAnswer('listPanelOutcomes', { params: { matter: matter.id } }, may(me, 'listPanelOutcomes') && matter.opinions.some(one => one.kind === 'experts'))
  const [last] = answer?.items ?? []
  if (answer === undefined || last === undefined) return null
  return (
    <section className="panel">
      <h2>{t('step.experts')}</h2>
      <p>{t('panel.drawn for you', { day: last.drawnOn, experts: last.experts })} {last.people.length === 0 && <span className="second">{t('panel.names later')}</span>}</p>
      {last.people.length > 0 && <ul>{last.people.map(one => <li key={one.name}>{one.name} <span className="second small" lang="zh-CN">{one.title} · {one.employer}</span></li>)}</ul>}
      {last.people.length > 0 && last.points === null && <p className="second small">{t('panel.points later')}</p>}
      {last.points !== null && <PointsTable sheet={last.sheet} pass={last.pass} judged={last.scores.map((one, i) => ({ name: t('panel.nth', { number: i + 1 }), ...one }))} />}
      {answer.requests.map(one => <p key={one.id} className="small">{t('recusal.asked', { whom: one.whom })} {one.outcome === null ? <span className="second">{t('recusal.open')}</span> : <><b>{t(`recusal.${one.outcome}`)}</b> <span className="second">{one.answer}</span></>}</p>)}
      {matter.step === 'experts' && may(me, 'askRecusal') && <AskRecusal matter={matter.id} />}
    </section>
  )
}
