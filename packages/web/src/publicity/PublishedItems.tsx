import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Answer } from '../api/client.ts'
import { useAct, useAnswer } from '../api/useAnswer.ts'
import { instrumentName, loadRules } from '../matters/rules.ts'
import { stepName } from '../matters/words.tsx'
import { wordFor } from '../i18n/language.ts'
import { may, type Me } from '../session/me.ts'
import { figure, sum } from '../ui/fen.ts'
import { Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'

type Read = Answer<'readPublished'>
type Item = Read['items'][number]

/** The matters of one publicity: where each stands and what keeps it; whoever published it lets those go on that nobody objects to. */
export function PublishedItems({ me, publicity, onEnded }: { readonly me: Me; readonly publicity: string; readonly onEnded: (title: string, done: Answer<'endPublicity'>) => void }) {
  const { t } = useTranslation()
  const program = use(loadRules())
  const { answer, error, again } = useAnswer('readPublished', { params: { publicity } })
  if (answer === undefined) return error === null ? <Skeleton /> : <Refusal problem={error} again={again} />
  return (
    <div className="published">
      {answer.provisional && answer.endedOn === null && <p className="amber small">{t('publicity.provisional text')}</p>}
      <div className="scroll" tabIndex={0} role="region" aria-label={answer.title}>
        <table className="plain">
          <thead><tr><th scope="col" className="figure">{t('public.number')}</th><th scope="col">{t('matters.number')}</th><th scope="col">{t('matters.party')}</th><th scope="col">{t('matters.instrument')}</th><th scope="col" className="figure">{t('publicity.amounts')}</th><th scope="col">{t('publicity.state')}</th></tr></thead>
          <tbody>
            {answer.items.map(one => (
              <tr key={one.matter}>
                <td className="figure">{one.number}</td><td className="nowrap"><Link href={`/matters/${one.matter}`}>{one.matterNumber}</Link></td><td lang="zh-CN">{one.partyName}</td><td>{instrumentName(program, one.instrument)}</td><td className="figure">{figure(one.amount)}</td>
                <td><Standing item={one} />{one.objections > 0 && <> · <Link href={`/publicities?tab=objections&publicity=${publicity}`}>{t('publicity.tab.objections')} {one.objections}</Link></>}</td>
              </tr>
            ))}
          </tbody>
          {answer.items.length > 1 && <tfoot><tr><td /><td colSpan={3}>{t('public.sum')}</td><td className="figure">{figure(sum(answer.items.map(one => one.amount)))}</td><td /></tr></tfoot>}
        </table>
      </div>
      {answer.endedOn === null && <End me={me} publicity={answer} onDone={done => onEnded(answer.title, done)} />}
      <p className="small"><Link href={`/public/${me.tenant.tenant}/publicities/${publicity}`}>{t('publicity.public page')}</Link></p>
    </div>
  )
}

function Standing({ item: { waiting, why, state, step } }: { readonly item: Item }) {
  const { t } = useTranslation()
  if (waiting) return why === null ? <span className="green">{t('publicity.ready')}</span> : <span className={why === 'runs' ? 'second' : 'now'}>{t(`publicity.why.${why}`)}</span>
  return <span className="second">{state === 'in review' && step !== null ? stepName(step) : wordFor(`matter.state.${state}`) ?? state}</span>
}

function End({ me, publicity, onDone }: { readonly me: Me; readonly publicity: Read; readonly onDone: (done: Answer<'endPublicity'>) => void }) {
  const { t } = useTranslation()
  const { act, acting, problem } = useAct('endPublicity', ['readPublished', 'listPublished', 'listToPublish', 'listMatters', 'readMatter', 'listPublicities', 'readPublicity'])
  if (!may(me, 'endPublicity')) return null
  if (!publicity.mine) return <p className="second small">{t('publicity.others')}</p>
  const rest = publicity.waiting === 0
  const end = async () => {
    const done = await act({ params: { publicity: publicity.id } })
    if (done !== undefined) onDone(done)
  }
  return (
    <>
      <Refusal problem={problem} />
      <div className="form-acts">
        <button type="button" className="button-main" disabled={acting || !rest && !publicity.over} onClick={() => { void end() }}>{t(rest ? 'publicity.end rest' : 'publicity.end')}</button>
        {!rest && !publicity.over && publicity.dueOn !== null && <span className="second small">{t('publicity.not over', { day: publicity.dueOn })}</span>}
      </div>
    </>
  )
}

/** What went on, and what was set aside with why. */
export function Ended({ title, done }: { readonly title: string; readonly done: Answer<'endPublicity'> }) {
  const { t } = useTranslation()
  return (
    <div role="status" className="publicity-ended">
      <p><span lang="zh-CN">{title}</span> <span className="green">{t('publicity.done', { count: done.completed })}</span>{done.held.length > 0 && <span className="now"> {t('publicity.held', { count: done.held.length })}</span>}</p>
      {done.held.length > 0 && <ul>{done.held.map(one => <li key={one.matter}><Link href={`/matters/${one.matter}`}>{one.number}</Link> {t(`publicity.why.${one.why}`)}</li>)}</ul>}
    </div>
  )
}
