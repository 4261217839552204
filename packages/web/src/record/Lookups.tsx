import { useTranslation } from 'react-i18next'
import { usePages, type Item } from '../api/useAnswer.ts'
import { Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import type { Recorded } from './context.ts'
import { operationName } from './operations.ts'
import { timeOf } from './slot.ts'

/** Who looked at this record: each look-up, by the office that made it. */
export function Lookups({ recorded: { party, names } }: { readonly recorded: Recorded }) {
  const { t } = useTranslation()
  const { items, error, more, onMore, again } = usePages('listLookups', { params: { party: party.id }, query: { limit: 100 } })

  return (
    <>
      <p className="second small record-note">{t('lookups.text')}</p>
      <Refusal problem={error} again={again} />
      {items === undefined ? <Skeleton /> : items.length === 0 ? <p className="list-empty second">{t('lookups.none')}</p> : (
        <table className="plain">
          <thead><tr><th scope="col">{t('lookups.at')}</th><th scope="col">{t('lookups.who')}</th><th scope="col">{t('lookups.what')}</th></tr></thead>
          <tbody>{minutesOf(items).map(one => <tr key={one.key}><td className="nowrap">{one.at}</td><td>{one.own ? t('lookups.self') : one.organisation === null ? t('lookups.somebody') : names.unit(one.organisation)}</td><td className="second">{one.operations.map(operationName).join(t('comma'))}</td></tr>)}</tbody>
        </table>
      )}
      {more && <p className="list-more"><button type="button" className="act" onClick={onMore}>{t('list.more')}</button></p>}
    </>
  )
}

interface Minute { readonly key: string; readonly at: string; readonly own: boolean; readonly organisation: string | null; readonly operations: readonly string[] }

/** One page asks for several things at once: what the same one looked at within a minute is one look. */
function minutesOf(all: readonly Item<'listLookups'>[]): readonly Minute[] {
  const minutes = new Map<string, Minute>()
  for (const { at, own, organisation, operation } of all) {
    const key = `${timeOf(at)} ${own ? 'own' : organisation ?? ''}`
    const before = minutes.get(key)
    minutes.set(key, { key, at: timeOf(at), own, organisation, operations: [...new Set([...before?.operations ?? [], operation])] })
  }
  return [...minutes.values()]
}
