import { Suspense, lazy, useContext, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fact } from '@lizhu/policy'
import { unitName } from '../../pack/figures.ts'
import { unitOf } from '../sheet/facts.ts'
import { NONE } from '../sheet/sheet.ts'
import { Hint } from './hint.ts'

const CodePicker = lazy(() => import('./CodePicker.tsx'))

export interface FieldProps {
  readonly id: string
  readonly fact: Fact
  readonly label: string
  /** Of a fact of a period: which. */
  readonly period?: string
  readonly value: string
  readonly problem?: string | undefined
  /** Instruments it bears on, by name. */
  readonly settles: readonly string[]
  /** Texts the law itself compares it with. */
  readonly texts: readonly string[]
  /** It is a code of a published list. */
  readonly coded: boolean
  readonly autoFocus?: boolean
  /** Its name stands on the field above. */
  readonly again?: boolean
  /** Where it is said that the record has it wrong. */
  readonly wrong?: string | undefined
  readonly onChange: (text: string) => void
}

/** One fact: its name, a control that fits its type, its unit, 无 where it may be none. What is asked and why stands in one place of its own. */
export function Field(props: FieldProps) {
  const { id, fact, label, period, value, problem, settles, again, wrong, onChange } = props
  const { t } = useTranslation()
  const hint = useId()
  const say = useContext(Hint)
  const none = value === NONE
  return (
    <div className={problem === undefined ? 'field' : 'field field-wrong'} onFocus={() => say({ fact, label, settles, wrong })}>
      <label htmlFor={id}><span className={again === true ? 'field-again' : undefined}>{label}</span>{period !== undefined && <span className="field-period"> {period}</span>}</label>
      <div className="field-control">
        {none ? <span className="field-none">{t('field.is none')}</span> : <Control {...props} hint={hint} />}
        {mayBeNone(fact) && <button type="button" className="field-none-button" aria-pressed={none} aria-label={`${label} ${t('field.none')}`} onClick={() => onChange(none ? '' : NONE)}>{t('field.none')}</button>}
      </div>
      {problem !== undefined && <p className="field-problem" id={`${hint}p`} role="alert">{problem}</p>}
    </div>
  )
}

/** The question itself says where 无 is an answer. */
export const mayBeNone = (fact: Fact): boolean => fact.type.kind !== 'boolean' && /[“"]无[”"]/.test(fact.ask ?? '')

function Control({ id, fact, value, hint, problem, texts, coded, autoFocus, onChange }: FieldProps & { readonly hint: string }) {
  const { t } = useTranslation()
  const [picking, setPicking] = useState(false)
  const list = useId()
  const { type } = fact
  if (type.kind === 'boolean') return <YesNo id={id} value={value} onChange={onChange} />
  const choices = type.kind === 'text' ? type.choices : undefined
  if (choices !== undefined) {
    return (
      <select id={id} value={value} autoFocus={autoFocus} aria-invalid={problem !== undefined} className={value === '' ? 'field-missing' : undefined} onChange={event => onChange(event.target.value)}>
        <option value="">{t('field.missing')}</option>
        {choices.map(choice => <option key={choice} value={choice}>{choice}</option>)}
      </select>
    )
  }
  if (picking) return <Suspense fallback={<span className="field-none">…</span>}><CodePicker id={id} value={value} onChange={onChange} onDone={() => setPicking(false)} /></Suspense>
  const unit = unitOf(fact)
  const figure = ['money', 'number', 'rate', 'points', 'duration'].includes(type.kind)
  return (
    <>
      <input
        id={id} type="text" value={value} autoFocus={autoFocus} autoComplete="off" inputMode={figure ? 'decimal' : 'text'} className={figure || type.kind === 'date' ? 'field-figure' : undefined}
        placeholder={fact.example === undefined ? t('field.missing') : t('field.missing example', { example: exampleOf(fact, unit) })} aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : `${hint}p`} list={texts.length > 0 ? list : undefined} onChange={event => onChange(event.target.value)}
      />
      {texts.length > 0 && <datalist id={list}>{texts.map(text => <option key={text} value={text} />)}</datalist>}
      {unit !== '' && <span className="field-unit">{unitName(unit)}</span>}
      {coded && <button type="button" className="act field-find" onClick={() => setPicking(true)}>{t('field.find')}</button>}
    </>
  )
}

const exampleOf = (fact: Fact, unit: string): string => (unit !== '' && fact.example?.endsWith(unit) === true ? fact.example.slice(0, -unit.length) : fact.example ?? '')

function YesNo({ id, value, onChange }: { readonly id: string; readonly value: string; readonly onChange: (text: string) => void }) {
  const { t } = useTranslation()
  return (
    <span className="yes-no" role="group" id={id} tabIndex={-1}>
      {(['true', 'false'] as const).map(one => <button key={one} type="button" aria-pressed={value === one} onClick={() => onChange(value === one ? '' : one)}>{t(one === 'true' ? 'field.yes' : 'field.no')}</button>)}
    </span>
  )
}
