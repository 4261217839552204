import { useState } from 'react'
import { calendar } from '@lizhu/feel'
import { dated } from '../calculator/sheet/facts.ts'

interface DateProps {
  readonly id?: string
  readonly label?: string
  /** ISO, or ''. */
  readonly value: string
  /** Told a day (ISO), or '' while what is typed is none. */
  readonly onChange: (day: string) => void
  readonly required?: boolean
  readonly invalid?: boolean
  readonly describedBy?: string | undefined
}

/** A day as these pages write it, whatever the browser's own fields would make of it: 2025-06-18; 2025.6.18 and 20250618 are understood. */
export function DateInput({ id, label, value, onChange, required = false, invalid = false, describedBy }: DateProps) {
  const [typed, setTyped] = useState<string>()
  const change = (text: string) => {
    const day = dated(text.trim())
    setTyped(text)
    onChange(calendar.parseDate(day) === undefined ? '' : day)
  }
  return (
    <input
      className="date-input" type="text" id={id} aria-label={label} inputMode="numeric" autoComplete="off" placeholder="2025-06-18" required={required} aria-invalid={invalid} aria-describedby={describedBy}
      value={typed ?? value} onChange={event => change(event.target.value)} onBlur={() => setTyped(undefined)}
    />
  )
}
