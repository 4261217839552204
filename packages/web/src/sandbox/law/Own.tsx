import { useTranslation } from 'react-i18next'
import { language } from '../../i18n/language.ts'
import type { Imported } from '../city/protocol.ts'
import { csvOf } from '../csv.ts'
import { download } from '../download.ts'
import { count } from '../figures.ts'

/** A city of one's own in place of the made-up one: Parquet files, read in this browser alone. */
export function Own({ own, files, onFiles }: { readonly own: Imported | undefined; readonly files: readonly File[] | undefined; readonly onFiles: (files: readonly File[] | undefined) => void }) {
  const { t } = useTranslation()
  const asides = own?.asides ?? []
  const table = (): string => csvOf([[t('sandbox.own.file'), t('sandbox.own.row'), t('sandbox.own.column'), t('sandbox.own.value'), t('sandbox.own.reason')], ...asides.map(one => [one.file, one.row === 0 ? '' : one.row, one.column ?? '', one.text, one[language()]])])
  return (
    <section className="own small screen" aria-label={t('sandbox.own')}>
      <label>{t('sandbox.own')} <input type="file" multiple accept=".parquet,.json" onChange={event => { const chosen = [...event.target.files ?? []]; if (chosen.length > 0) onFiles(chosen) }} /></label>
      {files !== undefined && <button type="button" className="act" onClick={() => onFiles(undefined)}>{t('sandbox.own.back')}</button>}
      <p className="third">{t('sandbox.own.text')}</p>
      {files !== undefined && asides.length > 0 && <p className="amber" role="status">{t('sandbox.own.aside', { count: asides.length, number: count(asides.length) })} <button type="button" className="act" onClick={() => download('set-aside.csv', table(), 'text/csv')}>{t('sandbox.download', { type: '.csv' })}</button></p>}
      {files !== undefined && own !== undefined && own.unread.length > 0 && <p className="second">{t('sandbox.own.unread', { text: own.unread.map(one => `${one.file}: ${one.column}`).join('; ') })}</p>}
    </section>
  )
}
