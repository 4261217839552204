import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Offered } from './useRecord.ts'

/** Said above the form: that it began with the record, which stays as it is; or that it could. */
export function FromRecord({ record, offered, problem, onBegin }: { readonly record: string | undefined; readonly offered: readonly Offered[]; readonly problem: string | undefined; readonly onBegin: (party: string) => void }) {
  const { t } = useTranslation()
  const own = offered.find(one => one.party === record)
  if (offered.length === 0) return null
  return (
    <div className="from-record small screen">
      {problem !== undefined && <p className="facts-problems" role="alert">{problem}</p>}
      {own !== undefined
        ? <p className="second">{t('from-record.began')} <Link href={`/parties/${own.party}`}>{t('from-record.wrong')}</Link> · <button type="button" className="act" onClick={() => onBegin(own.party)}>{t('from-record.again')}</button></p>
        : offered.map(one => <p key={one.party}><button type="button" className="act" onClick={() => onBegin(one.party)}>{t('from-record.begin', { name: one.name })}</button></p>)}
    </div>
  )
}
