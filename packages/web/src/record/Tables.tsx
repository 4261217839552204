import { useTranslation } from 'react-i18next'
import type { Kind } from '@lizhu/policy'
import { go, useAddress } from '../app/address.ts'
import { unitName } from '../pack/figures.ts'
import { Mark, type MarkName } from '../ui/Mark.tsx'
import type { Recorded } from './context.ts'
import { dayOf, figureOf, knownFact, stateOf, unitOf, valueOf, type FactState, type Slot } from './slot.ts'

const MARKS: Readonly<Record<FactState, MarkName>> = { confirmed: 'eligible', unchecked: 'unknown', rejected: 'ineligible', disputed: 'undecided', upheld: 'ineligible' }

/** How a fact stands, as a word with its mark. */
export function StateWord({ state }: { readonly state: FactState }) {
  const { t } = useTranslation()
  return <span className={`state fact-${state}`}>{state !== 'unchecked' && <Mark name={MARKS[state]} />}{t(`fact.${state}`)}</span>
}

interface TableProps { readonly recorded: Recorded; readonly kind: Kind | undefined; readonly slots: readonly Slot[] }

/** Facts that hold of no period: a row each, with its value, how it stands, where it comes from and since when it is known. */
export function PlainTable({ recorded, kind, slots }: TableProps) {
  const { t } = useTranslation()
  return (
    <table className="plain facts-plain">
      <thead><tr><th scope="col">{t('fact.name')}</th><th scope="col">{t('fact.value')}</th><th scope="col">{t('fact.state')}</th><th scope="col" className="from-wide">{t('fact.source')}</th><th scope="col" className="figure from-wide">{t('fact.known since')}</th></tr></thead>
      <tbody>
        {slots.map(slot => slot.current === undefined ? null : (
          <tr key={slot.name}>
            <th scope="row" lang={nameIn(recorded, kind, slot.name) === slot.name ? 'zh-CN' : undefined}>{nameIn(recorded, kind, slot.name)}</th>
            <td><Value kind={kind} slot={slot} label={nameIn(recorded, kind, slot.name)} /></td>
            <td><StateWord state={stateOf(slot.current)} /></td>
            <td className="second small from-wide" lang="zh-CN">{slot.current.source}</td>
            <td className="figure second small from-wide">{dayOf(slot.current.recordedAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Facts of a period: a row each, the periods as columns, the newest first. */
export function PeriodTable({ recorded, kind, slots }: TableProps) {
  const { t } = useTranslation()
  const widths = [...new Set(slots.map(slot => slot.period.length))]
  return widths.map(width => {
    const own = slots.filter(slot => slot.period.length === width)
    const periods = [...new Set(own.map(slot => slot.period))].sort().reverse()
    return (
      <div key={width} className="scroll" tabIndex={0} role="group" aria-label={t('record.by period')}>
        <table className="plain facts-period">
          <thead><tr><th scope="col">{t('fact.name')}</th>{periods.map(period => <th key={period} scope="col" className="figure">{period}</th>)}</tr></thead>
          <tbody>
            {[...new Set(own.map(slot => slot.name))].map(name => (
              <tr key={name}>
                <th scope="row">{nameIn(recorded, kind, name)}<Unit kind={kind} name={name} /></th>
                {periods.map(period => <td key={period} className="figure"><Cell recorded={recorded} kind={kind} slot={own.find(one => one.name === name && one.period === period)} name={name} period={period} /></td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )
  })
}

/** A value in a table of many: below it how it stands, where it comes from and since when. */
export function Cell({ recorded, kind, slot, name, period, whose }: { readonly recorded: Recorded; readonly kind: Kind | undefined; readonly slot: Slot | undefined; readonly name: string; readonly period: string; readonly whose?: string }) {
  const { t } = useTranslation()
  if (slot?.current === undefined) return <span className="lack">{t('field.missing')}</span>
  const { source, recordedAt } = slot.current
  return (
    <>
      <Value bare kind={kind} slot={slot} label={[whose ?? '', nameIn(recorded, kind, name), period].filter(part => part !== '').join(' ')} />
      <span className="cell-said small"><StateWord state={stateOf(slot.current)} /> <span className="third" title={`${source} ${dayOf(recordedAt)}`}><span lang="zh-CN">{source.length > 6 ? `${source.slice(0, 6)}…` : source}</span> {dayOf(recordedAt).slice(2)}</span></span>
    </>
  )
}

/** The unit that the figures of a row or a column are in. */
export function Unit({ kind, name }: { readonly kind: Kind | undefined; readonly name: string }) {
  const unit = unitOf(knownFact(kind, name))
  return unit === undefined ? null : <span className="third small"> {unitName(unit)}</span>
}

const nameIn = ({ names }: Recorded, kind: Kind | undefined, name: string): string => (kind === undefined ? name : names.fact(kind.name, name))

/** The value; it opens what it rests on. */
export function Value({ kind, slot, label, bare = false }: { readonly bare?: boolean; readonly kind: Kind | undefined; readonly slot: Slot; readonly label: string }) {
  const { search } = useAddress()
  const { current } = slot
  if (current === undefined) return null
  const on = slot.told.some(one => one.id === search.get('fact'))
  const known = knownFact(kind, slot.name)
  const text = bare ? figureOf(known, current.written) : valueOf(known, current.written)
  return (
    <button type="button" className={on ? 'value value-on' : 'value'} data-fact={current.id} aria-expanded={on} title={bare ? valueOf(known, current.written) : undefined} aria-label={`${label} ${text}${bare && text !== valueOf(known, current.written) ? ` ${unitName(unitOf(known) ?? '')}` : ''}`} onClick={() => go({ search: { fact: on ? undefined : current.id } }, 'new')}>{text}</button>
  )
}

/** A kind of which there is none: its name opens where that is known from. */
export function NoneOf({ recorded, slot }: { readonly recorded: Recorded; readonly slot: Slot }) {
  const { search } = useAddress()
  const { current } = slot
  if (current === undefined) return null
  const on = slot.told.some(one => one.id === search.get('fact'))
  return <button type="button" className={on ? 'value value-on' : 'value'} data-fact={current.id} aria-expanded={on} onClick={() => go({ search: { fact: on ? undefined : current.id } }, 'new')}>{recorded.names.kind(slot.name)}</button>
}
