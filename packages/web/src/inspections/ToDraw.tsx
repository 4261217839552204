import { use, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Answer } from '../api/client.ts'
import type { MatterToDraw } from '../api/types.ts'
import { useAct, useAll } from '../api/useAnswer.ts'
import { instrumentName, loadRules, yuan } from '../matters/rules.ts'
import { dayOf } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { figure } from '../ui/fen.ts'
import { Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { percentOf } from './measure.ts'

/** What waits for a draw, by its instrument: a draw takes all of one, nobody chooses among them. */
export function ToDraw({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const { items, error, again } = useAll('listToDraw', {})
  const [done, setDone] = useState<Answer<'drawInspection'>>()
  if (items === undefined) return error === null ? <Skeleton /> : <Refusal problem={error} again={again} />
  return (
    <>
      {done !== undefined && <p className="said" role="status">{t('inspection.drawn', { count: done.drawn, number: done.number, rest: done.rest })} <Link href={`/inspections?tab=draws&open=${done.id}`}>{t('inspection.look')}</Link></p>}
      {items.length === 0 && <p className="list-empty second">{t('inspection.none wait')}</p>}
      {[...new Set(items.map(one => one.instrument))].map(one => <OfInstrument key={one} me={me} instrument={one} items={items.filter(other => other.instrument === one)} onDone={setDone} />)}
    </>
  )
}

interface OfInstrumentProps { readonly me: Me; readonly instrument: string; readonly items: readonly MatterToDraw[]; readonly onDone: (done: Answer<'drawInspection'>) => void }
function OfInstrument({ me, instrument, items, onDone }: OfInstrumentProps) {
  const { t } = useTranslation()
  const name = instrumentName(use(loadRules()), instrument)
  const { act, acting, problem } = useAct('drawInspection', ['listToDraw', 'listInspections', 'listDraws', 'readInspection', 'readMatter'])
  const [first] = items
  const draw = async () => {
    const made = await act({ body: { instrument } })
    if (made !== undefined) onDone(made)
  }
  return (
    <section className="to-draw">
      <h2>{name} <span className="second small">{t('inspection.waiting', { count: items.length })}</span></h2>
      <div className="scroll" tabIndex={0} role="region" aria-label={name}>
        <table className="plain">
          <thead><tr><th scope="col">{t('matters.number')}</th><th scope="col">{t('matters.party')}</th><th scope="col" className="figure">{t('inspection.amount')}</th><th scope="col">{t('inspection.since')}</th><th scope="col">{t('inspection.due')}</th></tr></thead>
          <tbody>{items.map(one => <tr key={one.id}><td className="nowrap"><Link href={`/matters/${one.id}`}>{one.number}</Link></td><td lang="zh-CN">{one.partyName}</td><td className="figure">{figure(one.amount)}</td><td className="nowrap">{dayOf(one.since)}</td><td className="nowrap">{one.dueOn}</td></tr>)}</tbody>
        </table>
      </div>
      {first !== undefined && <p className="second small">{t('inspection.measure', { percent: percentOf(first.sample) })}{first.allFrom !== null && t('inspection.measure all', { amount: yuan(first.allFrom) })}{t('inspection.kept')}</p>}
      <Refusal problem={problem} />
      {may(me, 'drawInspection') && <div className="form-acts"><button type="button" className="button-main" disabled={acting} aria-label={`${t('inspection.draw', { count: items.length })} ${name}`} onClick={() => { void draw() }}>{t('inspection.draw', { count: items.length })}</button></div>}
    </section>
  )
}
