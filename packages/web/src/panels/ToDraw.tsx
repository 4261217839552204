import { use, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Answer } from '../api/client.ts'
import type { PanelWork } from '../api/types.ts'
import { useAct, useAll } from '../api/useAnswer.ts'
import { instrumentName, loadRules } from '../matters/rules.ts'
import { figure } from '../ui/fen.ts'
import { Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { STALE } from './usePanels.ts'

/** What waits for a draw: one panel for those that are chosen, all of one instrument. */
export function ToDraw() {
  const { t } = useTranslation()
  const program = use(loadRules())
  const { items, error, again } = useAll('listPanelWork', { query: { view: 'waiting' } })
  const { act, acting, problem } = useAct('drawPanel', STALE)
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const [done, setDone] = useState<Answer<'drawPanel'>>()
  if (items === undefined) return error === null ? <Skeleton /> : <Refusal problem={error} again={again} />
  const chosen = items.filter(one => ids.has(one.id) && !one.changed)
  const [first] = chosen
  const fit = (one: PanelWork) => !one.changed && (first === undefined || first.instrument === one.instrument)
  const toggle = ({ id }: PanelWork) => setIds(new Set(ids.has(id) ? [...ids].filter(one => one !== id) : [...ids, id]))
  const send = async () => {
    if (first === undefined) return
    const made = await act({ body: { matters: [first.id, ...chosen.slice(1).map(one => one.id)] } })
    setDone(made)
    if (made !== undefined) setIds(new Set())
  }
  return (
    <>
      {done !== undefined && <p className="said" role="status">{t('panel.done', { count: done.matters })} <Link href="/panels?tab=running">{t('panel.look')}</Link></p>}
      {items.length === 0 ? <p className="list-empty second">{t('panel.none.waiting')}</p> : (
        <form onSubmit={event => { event.preventDefault(); void send() }}>
          <div className="scroll" tabIndex={0} role="region" aria-label={t('panel.tab.waiting')}>
            <table className="plain">
              <thead><tr><th scope="col"><span className="hidden">{t('panel.choose')}</span></th><th scope="col">{t('matters.number')}</th><th scope="col">{t('matters.party')}</th><th scope="col">{t('matters.instrument')}</th><th scope="col" className="figure">{t('panel.amount')}</th><th scope="col" className="figure">{t('panel.experts')}</th><th scope="col">{t('panel.due')}</th><th scope="col">{t('panel.note')}</th></tr></thead>
              <tbody>{items.map(one => (
                <tr key={one.id}>
                  <td><input type="checkbox" aria-label={`${t('panel.choose')} ${one.number ?? ''}`} disabled={!fit(one)} checked={chosen.includes(one)} onChange={() => toggle(one)} /></td>
                  <td className="nowrap"><Link href={`/matters/${one.id}`}>{one.number}</Link></td><td lang="zh-CN">{one.partyName}</td><td>{instrumentName(program, one.instrument)}</td><td className="figure">{one.most === null ? '' : figure(one.most)}</td><td className="figure">{one.experts}</td><td className="nowrap">{one.dueOn}</td>
                  <td>{one.changed ? <Link href={`/matters/${one.id}`} className="now">{t('panel.change first')}</Link> : one.why === 'short' && <span className="now">{t('panel.short')}</span>}</td>
                </tr>
              ))}</tbody>
            </table>
          </div>
          <div className="panel-form">
            <p className="second small">{t('panel.rule')}</p>
            <Refusal problem={problem} />
            <div className="form-acts"><button type="submit" className="button-main" disabled={acting || chosen.length === 0}>{t('panel.draw chosen', { count: chosen.length })}</button></div>
          </div>
        </form>
      )}
    </>
  )
}
