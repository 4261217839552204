import { useTranslation } from 'react-i18next'
import { language } from '../../i18n/language.ts'
import type { Said } from './hint.ts'

/** What is asked, why, and what it bears on. */
export function HintBar({ said }: { readonly said: Said | undefined }) {
  const { t } = useTranslation()
  if (said === undefined) return null
  const { fact, label, settles, wrong } = said
  const ask = language() === 'en' ? fact.askEn ?? fact.ask : fact.ask
  return (
    <p className="hint small second screen" aria-live="polite">
      <b>{label}</b> {ask !== undefined && <>{ask}{language() === 'zh' ? '？' : '? '}</>}
      {fact.why !== undefined && language() === 'zh' && <>{fact.why}。</>}
      {wrong !== undefined && <><a href={wrong}>{t('from-record.this')}</a> </>}
      {settles.length > 0 && <span className="third">{t('field.settles', { count: settles.length, names: settles.slice(0, 3).join(t('comma')) })}</span>}
    </p>
  )
}
