import { useLayoutEffect, type RefObject } from 'react'
import type { Note } from './notes.ts'

const WIDE = '(min-width: 900px)'

/** Puts each note on the line on which its words begin, or right below the note before it where that line is taken. */
export function useAlign(text: RefObject<HTMLElement | null>, list: RefObject<HTMLElement | null>, notes: readonly Note[]) {
  useLayoutEffect(() => {
    const law = text.current
    const margin = list.current
    if (law === null || margin === null) return
    const align = () => place(law, margin)
    align()
    const observer = new ResizeObserver(align)
    observer.observe(law)
    const fonts = document.fonts
    fonts.addEventListener('loadingdone', align)
    return () => {
      observer.disconnect()
      fonts.removeEventListener('loadingdone', align)
    }
  }, [text, list, notes])
}

function place(law: HTMLElement, margin: HTMLElement) {
  const rows = [...margin.children].filter(row => row instanceof HTMLElement)
  if (!matchMedia(WIDE).matches) {
    for (const row of rows) row.style.removeProperty('margin-top')
    return
  }
  // All reads, then all writes.
  const top = law.getBoundingClientRect().top
  const lines = rows.map(row => {
    const words = law.querySelector(`[data-begins~="${CSS.escape(row.dataset['for'] ?? '')}"]`)?.getClientRects()[0]
    return words === undefined ? 0 : words.top - top - 4
  })
  const heights = rows.map(row => row.offsetHeight)
  let taken = 0
  for (const [i, row] of rows.entries()) {
    const gap = Math.max(0, Math.round((lines[i] ?? 0) - taken))
    row.style.marginTop = `${gap}px`
    taken += gap + (heights[i] ?? 0)
  }
}
