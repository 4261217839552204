import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { language } from '../i18n/language.ts'
import { factsOf, type Phrase } from '../matters/Phrases.tsx'
import { loadRules } from '../matters/rules.ts'
import { namesOf } from '../pack/names.ts'

/** A phrase of the law with what was told of it. */
export function Told({ phrase }: { readonly phrase: Phrase }) {
  const { t } = useTranslation()
  const names = namesOf(use(loadRules()))
  const told = [phrase.working?.[language()] ?? '', ...factsOf(phrase, names).map(one => `${one.name} ${one.value}`)].filter(part => part !== '').join(' · ')
  return <>{phrase.words === null ? <span className="second">{t('review.no words')}</span> : <span className="law-inline" lang="zh-CN">{phrase.words}</span>}{told !== '' && <span className="second small told"> {t('visit.told')} {told}</span>}</>
}
