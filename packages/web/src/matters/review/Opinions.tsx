import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/useAnswer.ts'
import type { MatterRead, Opinion } from '../../api/types.ts'
import { loadPlaces } from '../../pack/load.ts'
import { namesOf } from '../../pack/names.ts'
import { timeOf } from '../../record/slot.ts'
import { may, type Me } from '../../session/me.ts'
import { Entry } from '../../ui/Entry.tsx'
import { Mark } from '../../ui/Mark.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { useDraft } from '../../ui/useDraft.ts'
import { Clock } from '../Clock.tsx'
import { loadRules } from '../rules.ts'
import { seatName, stepName } from '../words.tsx'

/** What each unit says, step by step, the present one first; all at once, none waiting for another. */
export function Opinions({ me, matter }: { readonly me: Me; readonly matter: MatterRead }) {
  const { t } = useTranslation()
  const { opinions, steps, stepNumber } = matter
  const numbers = [...new Set(opinions.map(one => one.step))].sort((a, b) => b - a)
  return (
    <>
      {numbers.map(number => {
        const own = opinions.filter(one => one.step === number)
        return (
          <section key={number}>
            <h2>{stepName(steps[number]?.step ?? '')} <span className="second small">{number === stepNumber && own.length > 1 ? t('opinions.at once') : ''}</span><span className="review-count small">{t('opinions.given', { given: own.filter(one => one.state !== 'open').length, all: own.length })}</span></h2>
            <ul className="opinions">{own.map(one => <Seat key={one.id} me={me} opinion={one} now={number === stepNumber} phrases={matter.assessment?.phrases ?? []} />)}</ul>
          </section>
        )
      })}
    </>
  )
}

function Seat({ me, opinion, now, phrases }: { readonly me: Me; readonly opinion: Opinion; readonly now: boolean; readonly phrases: NonNullable<MatterRead['assessment']>['phrases'] }) {
  const { t } = useTranslation()
  const names = namesOf(use(loadRules()))
  const places = use(loadPlaces())
  const last = opinion.state === 'open' ? undefined : opinion.given.at(-1)
  const word = last === undefined ? undefined : last.verdict === 'agreed' ? (last.before ? 'before' : 'agreed') : 'against'
  const phrase = phrases.find(one => one.id === last?.phrase)
  return (
    <li>
      <p className="opinion-head"><b>{seatName(opinion, names, places)}</b>{opinion.mine && <span className="opinion-mine small">{t('opinions.mine')}</span>}
        {word === undefined ? <span className="small"><Clock due={opinion} /></span> : <span className={`state state-${word === 'agreed' ? 'eligible' : word === 'before' ? 'undecided' : 'ineligible'}`}><Mark name={word === 'agreed' ? 'eligible' : word === 'before' ? 'undecided' : 'ineligible'} />{t(`opinions.${word}`)}</span>}
      </p>
      {last !== undefined && <p className="second small">{timeOf(last.at).slice(5)} {last.by}{last.deputy && ` ${t('opinions.deputy', { unit: seatName(opinion, names, places) })}`}</p>}
      {phrase?.words !== undefined && phrase.words !== null && <p className="law-inline" lang="zh-CN">{phrase.words}</p>}
      {last?.reason !== undefined && last.reason !== null && <p className="small">{last.reason}</p>}
      {now && opinion.state !== 'open' && may(me, 'askAgain') && <Again opinion={opinion.id} />}
    </li>
  )
}

const EMPTY = { reason: '' }
function Again({ opinion }: { readonly opinion: string }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`again.${opinion}`, EMPTY)
  const { act, acting, problem } = useAct('askAgain', ['readMatter'])
  const send = async () => {
    if (await act({ params: { opinion }, body: { reason: draft.reason } }) !== undefined) clear()
  }
  return (
    <details><summary className="act small">{t('opinions.again')}</summary>
      <form onSubmit={event => { event.preventDefault(); void send() }}>
        <Entry label={t('opinions.why again')} value={draft.reason} onChange={reason => set({ reason })} required />
        <Refusal problem={problem} />
        <div className="form-acts"><button type="submit" className="button-plain" disabled={acting}>{t('opinions.ask')}</button></div>
      </form>
    </details>
  )
}
