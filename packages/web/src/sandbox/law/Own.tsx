import { useTranslation } from 'react-i18next'
import { language } from '../../i18n/language.ts'
import type { Imported, Served } from '../city/protocol.ts'
import type { Source } from '../city/useCity.ts'
import { csvOf } from '../../ui/csv.ts'
import { download } from '../../ui/download.ts'
import { count } from '../figures.ts'

/** Another city in place of the made-up one: Parquet files, read in this browser alone, or the one that lies on the server. */
export function Own({ own, source, served, onSource }: { readonly own: Imported | undefined; readonly source: Source; readonly served: Served | undefined; readonly onSource: (source: Source) => void }) {
  const { t } = useTranslation()
  const asides = own?.asides ?? []
  const table = (): string => csvOf([[t('sandbox.own.file'), t('sandbox.own.row'), t('sandbox.own.column'), t('sandbox.own.value'), t('sandbox.own.reason')], ...asides.map(one => [one.file, one.row === 0 ? '' : one.row, one.column ?? '', one.text, one[language()]])])
  return (
    <section className="own small screen" aria-label={t('sandbox.own')}>
      <label>{t('sandbox.own')} <input type="file" multiple accept=".parquet,.json" onChange={event => { const chosen = [...event.target.files ?? []]; if (chosen.length > 0) onSource(chosen) }} /></label>
      {served !== undefined && source !== served && <button type="button" className="act" onClick={() => onSource(served)}>{t('sandbox.served', { name: served.name, size: count(served.enterprises) })}</button>}
      {source !== undefined && <button type="button" className="act" onClick={() => onSource(undefined)}>{t('sandbox.own.back')}</button>}
      <p className="third">{t('sandbox.own.text')}</p>
      {source !== undefined && asides.length > 0 && <p className="amber" role="status">{t('sandbox.own.aside', { count: asides.length, number: count(asides.length) })} <button type="button" className="act" onClick={() => download('set-aside.csv', table(), 'text/csv')}>{t('sandbox.download', { type: '.csv' })}</button></p>}
      {source !== undefined && own !== undefined && own.unread.length > 0 && <p className="second">{t('sandbox.own.unread', { text: own.unread.map(one => `${one.file}: ${one.column}`).join('; ') })}</p>}
    </section>
  )
}
