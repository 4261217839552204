import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { addressOf } from '../../api/client.ts'
import type { MatterRead } from '../../api/types.ts'
import { loadPlaces } from '../../pack/load.ts'
import { namesOf } from '../../pack/names.ts'
import { dayOf } from '../../record/slot.ts'
import type { Me } from '../../session/me.ts'
import { factsOf, type Phrase } from '../Phrases.tsx'
import { loadRules } from '../rules.ts'
import { seatName } from '../words.tsx'
import { Likenesses } from './Likenesses.tsx'

/** What the phrase in focus rests on: its facts, the papers, and what else leans on the same thing. */
export function Focus({ me, matter, phrase }: { readonly me: Me; readonly matter: MatterRead; readonly phrase: Phrase | undefined }) {
  const { t } = useTranslation()
  const names = namesOf(use(loadRules()))
  const places = use(loadPlaces())
  const facts = phrase === undefined ? [] : factsOf(phrase, names)
  return (
    <>
      <h2>{t('review.rests on')} {phrase?.words !== null && phrase !== undefined && <span className="law-inline second" lang="zh-CN">{phrase.words}</span>}</h2>
      {facts.length === 0
        ? <p className="second">{t('review.no facts')}</p>
        : <table className="plain"><thead><tr><th scope="col">{t('fact.name')}</th><th scope="col" className="figure">{t('fact.value')}</th></tr></thead><tbody>{facts.map(one => <tr key={one.key}><td>{one.name}</td><td className="figure">{one.value}</td></tr>)}</tbody></table>}
      <p className="small"><Link href={`/parties/${matter.party}`}>{t('review.history')}</Link></p>
      <h2>{t('materials.title')} <span className="third small">{t('materials.count', { count: matter.materials.length })}</span></h2>
      {matter.materials.length === 0 && <p className="second">{t('materials.none')}</p>}
      <ul className="materials">{matter.materials.map(one => <li key={one.id}><a href={addressOf('downloadFile', { params: { hash: one.file } })} lang="zh-CN">{one.name}</a><span className="figure second">{dayOf(one.addedAt)}</span></li>)}</ul>
      <Likenesses me={me} matter={matter} />
      {matter.supplements.length > 0 && (
        <>
          <h2>{t('supplement.title')}</h2>
          <ul className="review-supplements">{matter.supplements.map(one => (
            <li key={one.id}><p>{one.what} <span className="second small">{seatName(one.askedBy, names, places)} · <span className="nowrap">{t('steps.by', { day: one.until })}</span></span></p>
              {one.answer === null ? <p className="amber small">{t('supplement.waiting')}</p> : <p className="second">{one.answer}</p>}</li>
          ))}</ul>
        </>
      )}
    </>
  )
}
