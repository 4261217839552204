import { useTranslation } from 'react-i18next'
import { EVENTS, type EventName } from './events.ts'

/** Which events are told. */
export function Choices({ chosen, onChange }: { readonly chosen: readonly EventName[]; readonly onChange: (events: readonly EventName[]) => void }) {
  const { t } = useTranslation()
  return (
    <fieldset className="permits">
      <legend className="second small">{t('webhooks.events')}</legend>
      {EVENTS.map(one => (
        <label key={one}><input type="checkbox" checked={chosen.includes(one)} onChange={({ target }) => onChange(EVENTS.filter(each => (each === one ? target.checked : chosen.includes(each))))} /> {t(`event.${one}`)}</label>
      ))}
    </fieldset>
  )
}
