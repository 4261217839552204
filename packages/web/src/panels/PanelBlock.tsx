import { useTranslation } from 'react-i18next'
import type { MatterRead, Panel } from '../api/types.ts'
import { useAct } from '../api/useAnswer.ts'
import { dayOf } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { Mark, type MarkName } from '../ui/Mark.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { DrawRecord } from './DrawRecord.tsx'
import { PointsTable } from './PointsTable.tsx'
import { AskRecusal, Recusals } from './Recusals.tsx'
import { STALE, usePanels } from './usePanels.ts'
import './panels.css'

/** The expert review of a matter: who was drawn and how, who stood aside, what they scored. */
export function PanelBlock({ me, matter }: { readonly me: Me; readonly matter: MatterRead }) {
  const { t } = useTranslation()
  const { answer, error, again } = usePanels(me, matter)
  if (answer === undefined) return <Refusal problem={error} again={again} />
  const { items, wanted } = answer
  if (items.length === 0 && wanted === null) return null
  const mine = matter.opinions.some(one => one.kind === 'experts' && one.mine)
  return (
    <section className="panel" id="panel">
      <h2>{t('step.experts')}</h2>
      {wanted !== null && wanted !== 'facts' && <p className="now">{t(`panel.wanted.${wanted}`)}</p>}
      {wanted !== null && mine && may(me, 'drawPanel') && <DrawOne matter={matter.id} again={wanted === 'facts'} />}
      {items.map((one, i) => <OnePanel key={one.id} me={me} matter={matter} panel={one} live={i === 0 && mine} />)}
    </section>
  )
}

function DrawOne({ matter, again }: { readonly matter: string; readonly again: boolean }) {
  const { t } = useTranslation()
  const { act, acting, problem } = useAct('drawPanel', STALE)
  return (
    <>
      {again && <p className="second small">{t('panel.wanted.facts')}</p>}
      <Refusal problem={problem} />
      <div className="form-acts"><button type="button" className={again ? 'button-plain' : 'button-main'} disabled={acting} onClick={() => { void act({ body: { matters: [matter] } }) }}>{t(again ? 'panel.draw again' : 'panel.draw')}</button></div>
    </>
  )
}

function OnePanel({ me, matter, panel, live }: { readonly me: Me; readonly matter: MatterRead; readonly panel: Panel; readonly live: boolean }) {
  const { t } = useTranslation()
  const counting = panel.places.filter(one => one.state === 'scored')
  const heads = me.roles.some(one => one.role === 'head' && one.organisation?.id === panel.organisation)
  return (
    <>
      <p className="small">{t('panel.drawn', { day: dayOf(panel.drawnAt), by: panel.drawnBy, count: panel.pool.length })}{panel.together > 1 && ` ${t('panel.together', { count: panel.together })}`}</p>
      <ol className="panel-places">{panel.places.map(one => (
        <li key={one.id} className={one.state === 'recused' ? 'second' : undefined}>
          <p className="opinion-head"><span>{t('panel.place', { number: one.number })} <b>{one.name}</b> <span className="second small" lang="zh-CN">{one.title} · {one.employer}</span></span><PlaceState state={one.state} /></p>
          {one.state === 'recused' && <p className="second small">{t(isConflict(one.reason) ? `panel.why.${one.reason}` : 'panel.left', { reason: one.reason ?? '' })}</p>}
          {live && one.state !== 'recused' && may(me, 'askRecusal') && matter.step === 'experts' && <AskRecusal matter={matter.id} place={one.id} name={one.name} />}
        </li>
      ))}</ol>
      <Recusals panel={panel} decides={live && heads && may(me, 'answerRecusal')} />
      {panel.scored ? <PointsTable sheet={panel.sheet} pass={panel.pass} judged={counting.map(one => ({ name: one.name, comment: one.comment ?? '', points: one.scores }))} /> : <p className="second small">{t('panel.scored', { scored: counting.length, experts: panel.experts })}</p>}
      <DrawRecord panel={panel} />
    </>
  )
}

type Place = Panel['places'][number]
type Conflict = NonNullable<Panel['pool'][number]['why']>
const CONFLICTS: ReadonlySet<string> = new Set<Conflict>(['employer', 'member', 'duty', 'left'])
const isConflict = (reason: string | null): reason is Conflict => reason !== null && CONFLICTS.has(reason)

const MARKS: Readonly<Record<Place['state'], MarkName>> = { asked: 'unknown', declared: 'undecided', scored: 'eligible', recused: 'ineligible' }
/** How far somebody is, as a word with its mark. */
export function PlaceState({ state }: { readonly state: Place['state'] }) {
  const { t } = useTranslation()
  return <span className={`state state-${MARKS[state]}`}><Mark name={MARKS[state]} />{t(`place.${state}`)}</span>
}
