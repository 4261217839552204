import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Result } from '@lizhu/policy'
import { language } from '../../i18n/language.ts'
import { nameOf } from '../../pack/names.ts'
import { period } from '../../pack/figures.ts'
import type { Filling } from '../context.ts'
import { periodKey } from '../sheet/facts.ts'
import { AREA, placeOf, setClaims, type Place } from '../sheet/sheet.ts'
import { readsOf } from '../sheet/reads.ts'
import { FactField } from './FactField.tsx'
import { bare, type Shown } from './facts.ts'

type Question = Result['ask'][number]
const keyOf = ({ missing }: Question): string => `${missing.kind}|${missing.subject}|${missing.fact?.name ?? ''}|${missing.at ?? ''}`

/** 下一问: of all that is not known, what settles most. */
export function Next({ filling, large }: { readonly filling: Filling; readonly large: boolean }) {
  const { t } = useTranslation()
  const { program, assessed, problems } = { ...filling, problems: filling.assessed.problems }
  const [later, setLater] = useState<readonly string[]>([])
  // A question in hand stays until it is answered or put off, though another may settle more by now.
  const [held, setHeld] = useState<string>()
  const open = assessed.result.ask
  const waiting = open.filter(one => !later.includes(keyOf(one)))
  const question = waiting.find(one => keyOf(one) === held) ?? waiting[0] ?? open[0]
  if (question === undefined) return <section className="next"><p>{t('next.done')}</p></section>
  const settles = question.settles.flatMap(id => program.instruments.filter(one => one.id === id).map(nameOf))
  return (
    <section className={large ? 'next next-large' : 'next'} aria-live="polite" onFocus={() => setHeld(keyOf(question))}>
      <p className="next-head small"><span className="second">{t('next.title')}</span><span className="third">{t('next.left', { count: open.length })}</span></p>
      <Ask key={keyOf(question)} filling={filling} question={question} />
      <p className="small second">{t('next.settles', { count: settles.length, names: settles.slice(0, 3).join(t('comma')) })}</p>
      <p className="next-acts small">
        <button type="button" className="act" onClick={() => { setLater([...later.filter(one => one !== keyOf(question)), keyOf(question)]); setHeld(undefined) }}>{t('next.later')}</button>
        {held === keyOf(question) && problems.size === 0 && <button type="button" className="act" onClick={() => setHeld(undefined)}>{t('next.next')}</button>}
      </p>
    </section>
  )
}

function Ask({ filling, question: { missing } }: { readonly filling: Filling; readonly question: Question }) {
  const { t } = useTranslation()
  const { names, sheet, change, program } = filling
  const { kind, subject, fact, at } = missing
  if (fact === undefined) {
    const parent = program.kinds.find(one => one.name === kind)?.of[0] ?? ''
    const place = placeOf(sheet, parent, subject) ?? []
    const examples = [...readsOf(program).texts].flatMap(([key, texts]) => (key.startsWith(`${kind}.`) ? [...texts] : [])).slice(0, 4)
    return (
      <>
        <h3 className="next-question">{t('next.any', { kind: names.kind(kind) })}</h3>
        {examples.length > 0 && <p className="small second" lang="zh-CN">{t('next.examples', { examples: examples.join('、') })}</p>}
        <p className="next-yes-no">
          <button type="button" className="button" onClick={() => change(now => setClaims(now, place, kind, 'some'))}>{t('next.yes')}</button>
          <button type="button" className="button" onClick={() => change(now => setClaims(now, place, kind, 'none'))}>{t('next.no')}</button>
        </p>
      </>
    )
  }
  if (fact.owner === 'roster') {
    return (
      <>
        <h3 className="next-question">{t('next.roster', { name: fact.name })}</h3>
        <p className="next-yes-no">
          <button type="button" className="button" onClick={() => change(now => ({ ...now, rosters: [...now.rosters ?? [], fact.name] }))}>{t('field.yes')}</button>
          <button type="button" className="button" onClick={() => change(now => ({ ...now, rosters: now.rosters ?? [] }))}>{t('rosters.none')}</button>
        </p>
      </>
    )
  }
  const place: Place | undefined = kind === 'area' ? AREA : placeOf(sheet, kind, subject)
  const known = (kind === 'area' ? program.area : program.kinds.find(one => one.name === kind)?.facts ?? []).find(one => one.name === bare(fact.name))
  if (place === undefined || known === undefined) return <p>{fact.name}</p>
  const every = known.every
  const shown: Shown = every === undefined || at === undefined ? { fact: known, key: known.name } : { fact: known, key: `${known.name}@${periodKey(at, every)}`, period: { ordinal: at, every } }
  const ask = language() === 'en' ? known.askEn ?? known.ask : known.ask
  const whose = place.length === 0 || place === AREA ? '' : place.map(([of, id]) => `${names.kind(of)} ${id}`).join(' ')
  return (
    <>
      <h3 className="next-question">{[whose, shown.period === undefined ? '' : period(shown.period.ordinal, shown.period.every), ask ?? names.fact(kind, known.name)].filter(part => part !== '').join(language() === 'zh' ? '，' : ' · ')}{language() === 'zh' ? '？' : '?'}</h3>
      <FactField filling={filling} place={place} kind={kind} shown={shown} prefix="next-" />
    </>
  )
}
