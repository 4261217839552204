import { isCoded } from '../../pack/load.ts'
import { period } from '../../pack/figures.ts'
import { nameOf } from '../../pack/names.ts'
import type { Filling } from '../context.ts'
import { readsOf } from '../sheet/reads.ts'
import { AREA, fieldId, itemAt, setValue, type Place } from '../sheet/sheet.ts'
import { Field } from './Field.tsx'
import { bare, type Shown } from './facts.ts'

/** Fields one below the other; the periods of one fact under its name, said once. */
export function FactFields({ filling, place, kind, fields }: { readonly filling: Filling; readonly place: Place; readonly kind: string; readonly fields: readonly Shown[] }) {
  return fields.map((shown, i) => <FactField key={shown.key} filling={filling} place={place} kind={kind} shown={shown} again={fields[i - 1]?.fact === shown.fact} />)
}

/** A field bound to a place on the sheet. */
export function FactField({ filling, place, kind, shown, autoFocus, again = false, prefix = '' }: { readonly again?: boolean; readonly filling: Filling; readonly place: Place; readonly kind: string; readonly shown: Shown; readonly autoFocus?: boolean; readonly prefix?: string }) {
  const { program, names, sheet, assessed, change } = filling
  const { fact, key } = shown
  const values = place === AREA ? sheet.area : itemAt(sheet, place)?.values
  const read = `${kind}.${bare(fact.name)}`
  const reads = readsOf(program)
  const id = fieldId(place, key)
  const told = values?.[key]
  return (
    <Field
      id={`${prefix}${id}`} fact={fact} label={names.fact(kind, fact.name)} value={values?.[key] ?? ''} problem={assessed.problems.get(id)}
      {...shown.period === undefined ? {} : { period: period(shown.period.ordinal, shown.period.every) }} {...autoFocus === true ? { autoFocus } : {}}
      settles={[...reads.of.get(read) ?? []].flatMap(one => program.instruments.filter(instrument => instrument.id === one).map(nameOf))}
      texts={fact.type.kind === 'text' && fact.type.choices === undefined ? [...reads.texts.get(read) ?? []] : []} coded={isCoded(read)} again={again}
      wrong={sheet.record === undefined || told === undefined || place === AREA ? undefined : disputeAt(sheet.record, place, key)}
      onChange={text => change(sheet => setValue(sheet, place, key, text))}
    />
  )
}

/** The page of the record where this fact is disputed. */
function disputeAt(party: string, place: Place, key: string): string {
  const [name = key, period = ''] = key.split('@')
  return `/parties/${party}?${new URLSearchParams({ name, period, claim: place.at(-1)?.[1] ?? '', do: 'dispute' }).toString()}`
}
