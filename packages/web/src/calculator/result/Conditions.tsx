import { useTranslation } from 'react-i18next'
import { calendar } from '@lizhu/feel'
import { hasTrial } from '../../pack/load.ts'
import type { Filling } from '../context.ts'

/** As of when, and under which packs. */
export function Conditions({ filling: { program, sheet, assessed, change } }: { readonly filling: Filling }) {
  const { t } = useTranslation()
  const date = sheet.asOf ?? calendar.isoDate(assessed.asOf)
  return (
    <p className="basis small second">
      <span lang="zh-CN">{program.pack.number}</span>
      <label>{t('basis.as of')} <input className="basis-date" type="text" inputMode="numeric" size={10} defaultValue={date} key={date} onBlur={event => { const text = event.target.value.trim(); change(({ asOf: _, ...now }) => (calendar.parseDate(text) === undefined || text === date ? { ...now, ...(sheet.asOf === undefined ? {} : { asOf: sheet.asOf }) } : { ...now, asOf: text })) }} onKeyDown={event => { if (event.key === 'Enter') event.currentTarget.blur() }} /></label>
      {sheet.asOf !== undefined && <button type="button" className="act" onClick={() => change(({ asOf: _, ...now }) => now)}>{t('basis.today')}</button>}
      {hasTrial() && (
        <label className="basis-trial"><input type="checkbox" checked={sheet.trial} onChange={event => { const { checked } = event.target; change(now => ({ ...now, trial: checked })) }} /> {t('basis.trial')} <span className="demo">{t('demo')}</span></label>
      )}
    </p>
  )
}
