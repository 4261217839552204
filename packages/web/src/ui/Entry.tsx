import { useId, type ReactNode } from 'react'
import { DateInput } from './DateInput.tsx'

interface EntryProps {
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
  /** Drawn below: what is expected. */
  readonly hint?: ReactNode
  readonly problem?: string | undefined
  readonly type?: 'text' | 'password' | 'date' | 'search'
  readonly autoComplete?: string
  readonly inputMode?: 'numeric' | 'text'
  readonly autoFocus?: boolean
  readonly rows?: number
  readonly choices?: readonly { readonly value: string; readonly name: string }[]
  readonly required?: boolean
}

/** One entry of a form: label above, what is expected and what is wrong below. */
export function Entry({ label, value, onChange, hint, problem, type = 'text', autoComplete = 'off', inputMode = 'text', autoFocus = false, rows, choices, required = false }: EntryProps) {
  const id = useId()
  const said = [hint === undefined ? '' : `${id}h`, problem === undefined ? '' : `${id}p`].join(' ').trim()
  const shared = { id, value, required, autoFocus, 'aria-invalid': problem !== undefined, ...(said === '' ? {} : { 'aria-describedby': said }) }
  return (
    <p className={problem === undefined ? 'entry' : 'entry entry-wrong'}>
      <label htmlFor={id}>{label}</label>
      {choices !== undefined ? <select {...shared} onChange={event => onChange(event.target.value)}>{choices.map(one => <option key={one.value} value={one.value}>{one.name}</option>)}</select>
        : rows !== undefined ? <textarea {...shared} rows={rows} onChange={event => onChange(event.target.value)} />
          : type === 'date' ? <DateInput id={id} value={value} onChange={onChange} required={required} invalid={problem !== undefined} describedBy={said === '' ? undefined : said} />
            : <input {...shared} type={type} autoComplete={autoComplete} inputMode={inputMode} onChange={event => onChange(event.target.value)} />}
      {hint !== undefined && <span className="entry-hint third small" id={`${id}h`}>{hint}</span>}
      {problem !== undefined && <span className="entry-problem small" id={`${id}p`} role="alert">{problem}</span>}
    </p>
  )
}
