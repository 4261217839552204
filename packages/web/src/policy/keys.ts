import { useEffect } from 'react'
import { go } from '../app/address.ts'

/** j and k (or the arrows) walk the notes, Enter opens one, Esc closes, / goes to the search: wherever the focus is on the page. */
export function useKeys() {
  useEffect(() => {
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [])
}

function pressed(event: KeyboardEvent) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
  const { target } = event
  if (event.key === 'Escape') {
    closeRule(event)
    return
  }
  if (target instanceof HTMLInputElement) return
  const onNote = target instanceof HTMLElement && target.closest('[data-note]') !== null
  const step = stepOf(event.key, onNote)
  if (step !== 0 && walk(step)) event.preventDefault()
  if (event.key === '/') {
    document.getElementById('policy-search')?.focus()
    event.preventDefault()
  }
}

function stepOf(key: string, onNote: boolean): number {
  if (key === 'j' || (onNote && key === 'ArrowDown')) return 1
  return key === 'k' || (onNote && key === 'ArrowUp') ? -1 : 0
}

/** From the note in focus; else from the first one in sight. */
function walk(step: number): boolean {
  const notes = [...document.querySelectorAll<HTMLElement>('[data-note]')]
  const focused = document.activeElement?.closest<HTMLElement>('[data-note]')
  const from = focused === null || focused === undefined ? notes.findIndex(note => note.getBoundingClientRect().top > 100) - step : notes.indexOf(focused)
  const next = notes[from + step]
  next?.focus()
  return next !== undefined
}

/** Closes the rule that is open and gives the focus back to its note. */
function closeRule(event: KeyboardEvent) {
  const fragment = decodeURIComponent(location.hash.slice(1))
  if (fragment === '') return
  go({ fragment: '' })
  document.querySelector<HTMLElement>(`[data-note="${CSS.escape(fragment)}"]`)?.focus()
  event.preventDefault()
}
