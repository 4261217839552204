import { useTranslation } from 'react-i18next'
import type { Other } from './others.ts'

export function OtherRule({ other }: { readonly other: Other }) {
  const { t } = useTranslation()
  return (
    <div className="rule-other">
      <p className="rule-words" lang="zh-CN">{other.words.quote}</p>
      <dl className="rule-rows">
        {other.rows.map(([label, text]) => <div key={label}><dt>{t(`other.${label}`)}</dt><dd>{text}</dd></div>)}
        {other.readings.map(one => <div key={one.id}><dt>{t('rule.reading')}</dt><dd><span lang="zh-CN">{one.question}</span> → {one.readAs ?? t('rule.not read')}</dd></div>)}
      </dl>
    </div>
  )
}
