import './mark.css'

/** The drawn marks: a state is a word with its mark, the same everywhere. */
export type MarkName = 'eligible' | 'ceiling' | 'undecided' | 'unknown' | 'ineligible' | 'outside' | 'exact' | 'down' | 'up'

const PATHS: Readonly<Record<MarkName, string>> = {
  eligible: 'M2.5 7.5 L5.5 10.5 L11.5 3.5',
  ceiling: 'M11 2.5 L3.5 5.75 L11 9 M3.5 11.8 H11',
  undecided: 'M7 2 L12 7 L7 12 L2 7 Z',
  unknown: 'M4.3 5 C4.3 1.6 9.8 1.8 9.7 4.9 C9.6 6.8 7 6.7 7 8.8 M7 11 V12.2',
  ineligible: 'M3 3 L11 11 M11 3 L3 11',
  outside: 'M3.5 10.5 L10.5 3.5 M5 3.5 H10.5 V9',
  exact: 'M2.5 5 H11.5 M2.5 9 H11.5',
  down: 'M3 5 L7 9 L11 5',
  up: 'M3 9 L7 5 L11 9',
}

export function Mark({ name }: { readonly name: MarkName }) {
  return (
    <svg className={`mark mark-${name}`} viewBox="0 0 14 14" width="14" height="14" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  )
}
