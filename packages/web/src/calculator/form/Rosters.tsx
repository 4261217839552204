import { useTranslation } from 'react-i18next'
import type { Filling } from '../context.ts'

/** Which rosters the party is in; the list is whole, so that what is not ticked is known. */
export function Rosters({ filling: { program, sheet, change } }: { readonly filling: Filling }) {
  const { t } = useTranslation()
  const rosters = program.rosters.filter(roster => roster.of === sheet.kind)
  if (rosters.length === 0) return null
  const told = sheet.rosters
  const toggle = (name: string) => change(now => ({ ...now, rosters: now.rosters?.includes(name) === true ? now.rosters.filter(one => one !== name) : [...now.rosters ?? [], name] }))
  return (
    <details className="rosters" open={told !== undefined && told.length > 0}>
      <summary><h3>{t('rosters.title')}</h3>{told === undefined ? <span className="lack">{t('field.missing')}</span> : <span className="third small">{told.length === 0 ? t('rosters.in none') : t('rosters.in', { count: told.length })}</span>}</summary>
      {rosters.map(roster => (
        <label key={roster.id} className="roster"><input type="checkbox" checked={told?.includes(roster.name) === true} onChange={() => toggle(roster.name)} /> <span>{roster.name}</span></label>
      ))}
      {told === undefined
        ? <button type="button" className="act small" onClick={() => change(now => ({ ...now, rosters: [] }))}>{t('rosters.none')}</button>
        : <button type="button" className="act small" onClick={() => change(({ rosters: _, ...now }) => now)}>{t('rosters.clear')}</button>}
    </details>
  )
}
