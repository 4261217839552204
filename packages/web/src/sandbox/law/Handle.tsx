import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Value } from '@lizhu/feel'
import type { Parameter } from '@lizhu/policy/simulate'
import { moved, stepsOf, type Steps } from './steps.ts'
import { written } from './words.ts'

interface HandleProps { readonly parameter: Parameter; readonly value: Value; readonly label: string; readonly on: boolean; readonly changed: boolean; /** Written away: nothing computes with it. */ readonly gone: boolean; readonly onPick: () => void; readonly onTurn: (value: Value | undefined) => void }
/** So many pixels of the hand are one step. */
const PER_STEP = 3

/** A number of the law as a handle: drag it, or turn it with the arrow keys. */
export function Handle({ parameter, value, label, on, changed, gone, onPick, onTurn }: HandleProps) {
  const { t } = useTranslation()
  const steps = stepsOf(parameter)
  const held = useRef<{ readonly x: number; readonly value: Value }>(undefined)
  const text = written(parameter, value)
  const drag = (event: PointerEvent): void => {
    const from = held.current
    if (from === undefined) return
    const by = Math.round((event.clientX - from.x) / PER_STEP)
    if (by !== 0) onTurn(moved(steps, from.value, by))
  }
  return (
    <span
      className={['handle', on ? 'handle-on' : '', changed ? 'handle-changed' : '', gone ? 'handle-gone' : ''].join(' ').trim()} role="slider" tabIndex={0} data-parameter={parameter.id} aria-label={label}
      aria-valuemin={0} aria-valuemax={Math.max(steps.count, steps.of(value))} aria-valuenow={steps.of(value)} aria-valuetext={changed ? t('sandbox.value was', { value: text, was: parameter.written }) : text}
      onFocus={onPick} onKeyDown={event => byKey(event, steps, value, onTurn)}
      onPointerDown={event => { held.current = { x: event.clientX, value }; event.currentTarget.setPointerCapture(event.pointerId) }} onPointerMove={drag} onPointerUp={() => { held.current = undefined }} onPointerCancel={() => { held.current = undefined }}
    >
      <b>{text}</b>
      {changed && <small>{t('sandbox.was')} <del>{parameter.written}</del></small>}
    </span>
  )
}

const KEYS: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 1, PageDown: -1 }

/** ← → a step, with Shift ten; Home, End; Escape is the law's own number. */
export function byKey(event: KeyboardEvent, steps: Steps, value: Value, onTurn: (value: Value | undefined) => void): void {
  const way = KEYS[event.key]
  const next = way !== undefined ? moved(steps, value, way * (event.shiftKey || event.key.startsWith('Page') ? 10 : 1)) : event.key === 'Home' ? steps.at(0) : event.key === 'End' ? steps.at(steps.count) : undefined
  if (next === undefined && event.key !== 'Escape') return
  event.preventDefault()
  onTurn(next)
}
