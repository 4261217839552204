import { use, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { wordsOf } from '../api/problem.ts'
import type { Answer } from '../api/client.ts'
import type { MatterToPublish } from '../api/types.ts'
import { useAct, useAll } from '../api/useAnswer.ts'
import { instrumentName, loadRules } from '../matters/rules.ts'
import { may, type Me } from '../session/me.ts'
import { Entry } from '../ui/Entry.tsx'
import { figure, sum } from '../ui/fen.ts'
import { fieldOf, Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useDraft } from '../ui/useDraft.ts'

const EMPTY = { title: '', chosen: '' }
const STALE = ['listToPublish', 'listPublished', 'listMatters', 'readMatter', 'listPublicities'] as const
const fit = ({ changed, amount }: MatterToPublish): boolean => !changed && amount !== null

/** Matters that wait: some are chosen, each keeps its amount, and are published together under a title. */
export function ToPublish({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const program = use(loadRules())
  const { items, error, again } = useAll('listToPublish', {})
  const { draft, set, clear } = useDraft('publicity', EMPTY)
  const { act, acting, problem } = useAct('openPublicity', STALE)
  const [done, setDone] = useState<Answer<'openPublicity'>>()
  if (items === undefined) return error === null ? <Skeleton /> : <Refusal problem={error} again={again} />
  const ids = new Set(draft.chosen.split(' '))
  const chosen = items.filter(one => ids.has(one.id) && fit(one))
  const choose = (next: readonly MatterToPublish[]) => set({ chosen: next.map(one => one.id).join(' ') })
  const [first] = chosen
  // The law's own language: a publicity is an official act.
  const suggested = first === undefined ? '' : t('publicity.default', { instrument: [...new Set(chosen.map(one => program.instruments.find(other => other.id === one.instrument)?.name ?? one.instrument))].join('、') })
  const title = draft.title === '' ? suggested : draft.title
  const send = async () => {
    if (first === undefined) return
    const answer = await act({ body: { title, matters: [first.id, ...chosen.slice(1).map(one => one.id)] } })
    setDone(answer)
    if (answer !== undefined) clear()
  }
  return (
    <>
      {done !== undefined && <p className="said" role="status">{t('publicity.published', { count: done.matters, day: done.dueOn ?? '' })}{done.provisional && t('publicity.provisional')} <Link href={`/publicities?tab=open&open=${done.id}`}>{t('publicity.look')}</Link></p>}
      {items.length === 0 ? <p className="list-empty second">{t('publicity.none wait')}</p> : (
        <form onSubmit={event => { event.preventDefault(); void send() }}>
          <div className="scroll" tabIndex={0} role="region" aria-label={t('publicity.tab.wait')}>
            <table className="plain">
              <thead><tr>
                <th scope="col"><input type="checkbox" aria-label={t('publicity.all')} checked={chosen.length > 0 && chosen.length === items.filter(fit).length} onChange={event => choose(event.target.checked ? items.filter(fit) : [])} /></th>
                <th scope="col">{t('matters.number')}</th><th scope="col">{t('matters.party')}</th><th scope="col">{t('matters.instrument')}</th><th scope="col" className="figure">{t('publicity.amounts')}</th><th scope="col" className="figure">{t('publicity.days')}</th><th scope="col">{t('publicity.again')}</th>
              </tr></thead>
              <tbody>
                {items.map(one => (
                  <tr key={one.id}>
                    <td><input type="checkbox" aria-label={t('publicity.choose', { number: one.number })} disabled={!fit(one)} checked={chosen.includes(one)} onChange={event => choose(event.target.checked ? [...chosen, one] : chosen.filter(other => other !== one))} /></td>
                    <td className="nowrap"><Link href={`/matters/${one.id}`}>{one.number}</Link></td><td lang="zh-CN">{one.partyName}</td><td>{instrumentName(program, one.instrument)}<span className="second">{t('results.article', { number: one.article })}</span></td>
                    <td className="figure">{one.amount === null ? <span className="lack">{t('matter.no amount')}</span> : figure(one.amount)}</td><td className="figure">{one.workingDays === null ? '' : t('steps.days', { count: one.workingDays })}</td>
                    <td>{one.changed ? <Link href={`/matters/${one.id}`} className="now">{t('publicity.change first')}</Link> : one.again !== null && t(`publicity.again.${one.again}`)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {may(me, 'openPublicity') && (
            <div className="form publish-form">
              <Entry label={t('publicity.name')} hint={t('publicity.name hint')} value={title} onChange={next => set({ title: next })} problem={fieldOf(problem) === 'title' ? wordsOf(problem) : undefined} required />
              <p className="second small">{t('publicity.frozen')}</p>
              {fieldOf(problem) !== 'title' && <Refusal problem={problem} />}
              <div className="form-acts"><button type="submit" className="button-main" disabled={acting || chosen.length === 0 || title.trim() === ''}>{t('publicity.publish')}</button><span>{t('publicity.chosen', { count: chosen.length, sum: figure(sum(chosen.map(one => one.amount ?? '0'))) })}</span></div>
            </div>
          )}
        </form>
      )}
    </>
  )
}
