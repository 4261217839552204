import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { addressOf } from '../api/client.ts'
import type { PanelPlaceRead } from '../api/types.ts'
import { useAct, useAnswer } from '../api/useAnswer.ts'
import { useTitle } from '../app/title.ts'
import { Clock } from '../matters/Clock.tsx'
import { Phrases } from '../matters/Phrases.tsx'
import { instrumentName, loadRules, yuan } from '../matters/rules.ts'
import { namesOf } from '../pack/names.ts'
import type { Me } from '../session/me.ts'
import { Entry } from '../ui/Entry.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useDraft } from '../ui/useDraft.ts'
import { PlaceState } from './PanelBlock.tsx'
import { PointsTable } from './PointsTable.tsx'
import { Sheet } from './Sheet.tsx'
import './panels.css'

const STALE = ['listPlaces', 'readPlace'] as const

/** One matter that an expert judges: first their interests, then the file beside the sheet, then what was said. */
export default function PlacePage({ me, place }: { readonly me: Me; readonly place: string }) {
  const { t } = useTranslation()
  const program = use(loadRules())
  const { answer, error, again } = useAnswer('readPlace', { params: { place } })
  useTitle(answer?.partyName ?? t('places.title'))
  if (answer === undefined) return error === null ? <Skeleton /> : <div className="page"><h1>{t('places.title')}</h1><Refusal problem={error} again={again} /></div>
  const { state, open } = answer
  return (
    <div className="page place">
      <div className="page-head">
        <h1 lang="zh-CN">{answer.partyName}</h1>{me.tenant.demo && <span className="demo">{t('demo')}</span>}
        <span className="page-acts small"><Link href="/home">{t('places.title')}</Link></span>
      </div>
      <p className="second">{instrumentName(program, answer.instrument)}{t('results.article', { number: answer.article })} · <span className="nowrap">{answer.number}</span> · {namesOf(program).unit(answer.organisation)} {open && state !== 'scored' && state !== 'recused' && <Clock due={answer} />} <PlaceState state={state} /></p>
      {!open && state !== 'scored' && state !== 'recused' && <p className="second">{t('place.closed')}</p>}
      {state === 'recused' && <p className="second">{t('place.left text')}</p>}
      {state === 'asked' && open && <Declare place={answer} />}
      {answer.file !== null && (
        <div className="place-columns">
          <File place={answer} file={answer.file} />
          <div>
            {state === 'declared' && open && <><Sheet place={answer} /><Leave place={answer.id} /></>}
            {state === 'scored' && <Said place={answer} />}
          </div>
        </div>
      )}
    </div>
  )
}

const EMPTY = { declared: '' }
function Declare({ place }: { readonly place: PanelPlaceRead }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`declare.${place.id}`, EMPTY)
  const { act, acting, problem } = useAct('declareNoInterest', STALE)
  const send = async () => {
    if (await act({ params: { place: place.id }, body: { declared: true } }) !== undefined) clear()
  }
  return (
    <section className="place-declare">
      <h2>{t('place.first')}</h2>
      <p>{t('place.interests', { party: place.partyName })}</p>
      <form onSubmit={event => { event.preventDefault(); void send() }}>
        <label className="place-pledge"><input type="checkbox" checked={draft.declared !== ''} onChange={event => set({ declared: event.target.checked ? 'yes' : '' })} /> <span>{t('place.pledge')}</span></label>
        <Refusal problem={problem} />
        <div className="form-acts"><button type="submit" className="button-main" disabled={acting || draft.declared === ''}>{t('place.take')}</button></div>
      </form>
      <Leave place={place.id} />
    </section>
  )
}

const NO_REASON = { reason: '' }
function Leave({ place }: { readonly place: string }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`leave.${place}`, NO_REASON)
  const { act, acting, problem } = useAct('leavePlace', STALE)
  const send = async () => {
    if (await act({ params: { place }, body: { reason: draft.reason } }) !== undefined) clear()
  }
  return (
    <details><summary className="act">{t('place.leave')}</summary>
      <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
        <Entry label={t('recusal.reason')} hint={t('place.leave hint')} value={draft.reason} onChange={reason => set({ reason })} rows={2} required />
        <Refusal problem={problem} />
        <div className="form-acts"><button type="submit" className="button-plain" disabled={acting || draft.reason.trim() === ''}>{t('place.leave now')}</button></div>
      </form>
    </details>
  )
}

function File({ place, file }: { readonly place: PanelPlaceRead; readonly file: NonNullable<PanelPlaceRead['file']> }) {
  const { t } = useTranslation()
  return (
    <div>
      <h2>{t('place.file')}</h2>
      <p>{file.subject !== null && <><span lang="zh-CN">{file.subject}</span> · </>}{file.most !== null && <>{t('place.amount')} <b className="figure">{yuan(file.most)}</b></>}</p>
      <Phrases assessment={file} />
      <h2>{t('materials.title')} <span className="third small">{t('materials.count', { count: file.materials.length })}</span></h2>
      {file.materials.length === 0 && <p className="second">{t('materials.none')}</p>}
      <ul className="materials">{file.materials.map(one => <li key={one.id}><a href={addressOf('downloadPlaceMaterial', { params: { place: place.id, material: one.id } })} lang="zh-CN">{one.name}</a></li>)}</ul>
      <details><summary className="act">{t('place.article', { number: place.article })}</summary><blockquote className="place-law" lang="zh-CN">{file.words}</blockquote></details>
    </div>
  )
}

function Said({ place }: { readonly place: PanelPlaceRead }) {
  const { t } = useTranslation()
  const all = place.scores.length === place.experts
  const others = place.scores.filter(one => !one.own)
  return (
    <section>
      <h2>{t(all ? 'place.all' : 'place.own')}</h2>
      <PointsTable sheet={place.sheet} pass={all ? place.pass : null} judged={place.scores.map(one => ({ name: one.own ? t('place.me') : t('place.other', { number: others.indexOf(one) + 1 }), ...one }))} />
      {!all && <p className="second small">{t('place.wait others')}</p>}
    </section>
  )
}
