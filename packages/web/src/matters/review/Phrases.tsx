import { use, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/useAnswer.ts'
import type { MatterRead } from '../../api/types.ts'
import { language } from '../../i18n/language.ts'
import { namesOf } from '../../pack/names.ts'
import { may, type Me } from '../../session/me.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { factsOf, Verdict, type Assessed } from '../Phrases.tsx'
import { loadRules } from '../rules.ts'
import { changesOf } from './changes.ts'

interface PhrasesProps { readonly me: Me; readonly matter: MatterRead; readonly assessment: Assessed; readonly focus: number; readonly onFocus: (index: number) => void }

/** The machine judges first, the officer signs: a row each, walked with J and K, signed with the space bar. */
export function Phrases({ me, matter, assessment, focus, onFocus }: PhrasesProps) {
  const { t } = useTranslation()
  const names = namesOf(use(loadRules()))
  const { act, acting, problem } = useAct('tickPhrase', ['readMatter'])
  const seat = matter.opinions.find(one => one.mine)
  const signs = seat !== undefined && may(me, 'tickPhrase')
  const { phrases } = assessment
  const ticks = (seat ?? matter.opinions.findLast(one => one.ticks.length > 0))?.ticks ?? []
  const ticked = (id: string) => ticks.find(one => one.phrase === id)
  const signed = phrases.filter(one => ticked(one.id)?.before === false).length
  const changed = new Set(changesOf(matter).map(one => one.key))
  const sign = (index: number) => {
    const one = phrases[index]
    if (one !== undefined && signs && !acting) void act({ params: { opinion: seat.id }, body: { phrase: one.id, ticked: ticked(one.id)?.before !== false } })
  }
  useWalk(phrases.length, focus, onFocus, sign)
  return (
    <>
      <h2>{t('review.by phrase')} <span className="second small">{t('review.machine first')}</span><span className="review-count small">{t('review.signed', { signed, all: phrases.length })} {signs && <span className="screen"><kbd>J</kbd> <kbd>K</kbd> <kbd>{t('review.space')}</kbd></span>}</span></h2>
      <ol className="review-phrases">
        {phrases.map((one, i) => {
          const tick = ticked(one.id)
          const facts = factsOf(one, names)
          return (
            <li key={one.id} className={i === focus ? 'review-on' : ''} aria-current={i === focus ? 'true' : undefined} onClick={() => onFocus(i)}>
              <div>
                <button type="button" className="review-words" onClick={() => onFocus(i)}>{one.words === null ? <span className="second">{t('review.no words')}</span> : <span className="law" lang="zh-CN">{one.words}</span>}</button>
                <p className="second small">{[one.working?.[language()] ?? '', ...facts.map(fact => `${fact.name} ${fact.value}`)].filter(part => part !== '').join(' · ')}</p>
                {facts.some(fact => changed.has(fact.key)) && <p className="now small">{t('review.fact changed')}</p>}
              </div>
              <Verdict verdict={one.verdict} />
              <input type="checkbox" aria-label={t('review.sign', { words: one.words ?? String(i + 1) })} checked={tick?.before === false} disabled={!signs} className={tick?.before === true ? 'review-again' : ''} onClick={event => event.stopPropagation()} onChange={() => { onFocus(i); sign(i) }} />
            </li>
          )
        })}
      </ol>
      <Refusal problem={problem} />
    </>
  )
}

function useWalk(length: number, focus: number, onFocus: (index: number) => void, sign: (index: number) => void) {
  const now = useRef({ length, focus, onFocus, sign })
  useEffect(() => { now.current = { length, focus, onFocus, sign } })
  useEffect(() => {
    const walk = (event: KeyboardEvent) => {
      const { target } = event
      if (event.ctrlKey || event.metaKey || event.altKey || (target instanceof HTMLElement && target.matches('input, textarea, select, button:not(.review-words), a, summary'))) return
      if (event.key === 'j') now.current.onFocus(Math.min(now.current.length - 1, now.current.focus + 1))
      else if (event.key === 'k') now.current.onFocus(Math.max(0, now.current.focus - 1))
      else if (event.key === ' ') now.current.sign(now.current.focus)
      else return
      event.preventDefault()
    }
    addEventListener('keydown', walk)
    return () => removeEventListener('keydown', walk)
  }, [])
  useEffect(() => { document.querySelector('.review-on')?.scrollIntoView({ block: 'nearest' }) }, [focus])
}
