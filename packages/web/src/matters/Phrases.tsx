import { use } from 'react'
import { useTranslation } from 'react-i18next'
import type { MatterRead } from '../api/types.ts'
import { language } from '../i18n/language.ts'
import { namesOf, type Names } from '../pack/names.ts'
import { Mark, type MarkName } from '../ui/Mark.tsx'
import { loadRules } from './rules.ts'

export type Assessed = NonNullable<MatterRead['assessment']>
export type Phrase = Assessed['phrases'][number]

const MARKS: Readonly<Record<Phrase['verdict'], MarkName>> = { met: 'eligible', failed: 'ineligible', unknown: 'unknown', undecided: 'undecided', figure: 'exact', limits: 'ceiling' }

/** What the machine says of a phrase, as a word with its mark. */
export function Verdict({ verdict }: { readonly verdict: Phrase['verdict'] }) {
  const { t } = useTranslation()
  return <span className={`state state-${MARKS[verdict]}`}><Mark name={MARKS[verdict]} />{t(`phrase.${verdict}`)}</span>
}

/** The facts that a phrase was held against, each once. */
export function factsOf({ facts }: Phrase, names: Names): readonly { readonly key: string; readonly name: string; readonly value: string }[] {
  return [...new Map(facts.map(one => [`${one.owner}.${one.name}.${one.period}`, one])).entries()].map(([key, one]) => ({ key, name: [names.fact(one.owner, one.name), one.period].filter(part => part !== '').join(' '), value: one.value[language()] }))
}

/** The article's sentence phrase by phrase, with the machine's verdict and its working. */
export function Phrases({ assessment }: { readonly assessment: Pick<Assessed, 'phrases'> }) {
  const { t } = useTranslation()
  const names = namesOf(use(loadRules()))
  return (
    <ol className="phrases">
      {assessment.phrases.map(one => (
        <li key={one.id}>
          {one.words === null ? <span className="second">{t('review.no words')}</span> : <span className="law" lang="zh-CN">{one.words}</span>}
          <Verdict verdict={one.verdict} />
          <span className="second small phrase-working">{[one.working?.[language()] ?? '', ...factsOf(one, names).map(fact => `${fact.name} ${fact.value}`)].filter(part => part !== '').join(' · ')}</span>
        </li>
      ))}
    </ol>
  )
}
