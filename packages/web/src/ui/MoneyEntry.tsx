import { useTranslation } from 'react-i18next'
import { Entry } from './Entry.tsx'
import { fenIn } from './fen.ts'

/** An amount in yuan; what is typed and is none is said beside it. */
export function MoneyEntry({ label, value, onChange, hint, problem }: { readonly label: string; readonly value: string; readonly onChange: (text: string) => void; readonly hint?: string; readonly problem?: string | undefined }) {
  const { t } = useTranslation()
  return <Entry label={label} value={value} onChange={onChange} required {...hint === undefined ? {} : { hint }} problem={value !== '' && fenIn(value) === undefined ? t('amount.none') : problem} />
}
