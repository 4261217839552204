import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Value } from '@lizhu/feel'
import { valueFor, type Parameter } from '@lizhu/policy/simulate'
import { byKey } from './Handle.tsx'
import { stepsOf } from './steps.ts'
import { written } from './words.ts'

/** Pixels that a browser's handle is wide: its middle never reaches the ends. */
const THUMB = 16

/** The number at hand: typed, or by a slider from nothing to three times what the law says. */
export function Dial({ parameter, value, label, onTurn }: { readonly parameter: Parameter; readonly value: Value; readonly label: string; readonly onTurn: (value: Value | undefined) => void }) {
  const { t } = useTranslation()
  const id = useId()
  const [typed, setTyped] = useState<string>()
  const steps = stepsOf(parameter)
  const text = written(parameter, value)
  const read = typed === undefined ? undefined : valueFor(parameter, typed)
  const problem = typeof read === 'string' ? read : undefined
  const type = (now: string): void => {
    setTyped(now)
    const one = valueFor(parameter, now)
    if (typeof one !== 'string') onTurn(one.value)
  }
  const turn = (next: Value | undefined): void => { setTyped(undefined); onTurn(next) }
  return (
    <div className="dial">
      <p className="dial-head">
        <label htmlFor={id}>{label}</label>
        <input
          id={id} className="dial-typed" type="text" size={9} autoComplete="off" inputMode="decimal" value={typed ?? text} aria-invalid={problem !== undefined} aria-describedby={problem === undefined ? undefined : `${id}p`}
          onChange={event => type(event.target.value)} onBlur={() => setTyped(undefined)} onKeyDown={event => { if (event.key === 'Enter') setTyped(undefined); if (event.key === 'Escape') turn(undefined) }}
        />
        <span className="dial-keys small third"><kbd>←</kbd> <kbd>→</kbd> {written(parameter, steps.size)} · <kbd>Shift</kbd> ×10 · <kbd>Esc</kbd> {t('sandbox.law')}</span>
      </p>
      {problem !== undefined && <p id={`${id}p`} className="dial-problem small" role="alert">{t(`sandbox.typed.${problem}`, { example: parameter.written })}</p>}
      <div className="dial-track">
        <input
          type="range" min={0} max={steps.count} step={1} value={Math.min(steps.count, Math.round(steps.of(value)))} aria-label={label} aria-valuetext={text}
          onChange={event => turn(steps.at(Number(event.target.value)))} onKeyDown={event => { if (event.key !== 'Tab') byKey(event, steps, value, turn) }}
        />
        <span className="dial-law small" style={{ left: `calc(${THUMB / 2}px + (100% - ${THUMB}px) * ${steps.law / Math.max(1, steps.count)})` }}>{t('sandbox.today')} {parameter.written}</span>
      </div>
      <p className="dial-ends small third"><span>0</span><span>{written(parameter, steps.at(steps.count))}</span></p>
    </div>
  )
}
