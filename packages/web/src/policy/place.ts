import { useEffect } from 'react'

/** Room that the toolbar takes at the top. */
const TOP = 56

/** Brings what the fragment names into view, once for each fragment; a rule together with its article where both fit. */
export function useArrival(fragment: string) {
  useEffect(() => {
    if (fragment === '') return
    const element = document.getElementById(fragment)
    if (element === null) return
    const { top } = element.getBoundingClientRect()
    const article = element.closest('article')?.getBoundingClientRect().top ?? top
    if (top > TOP && top < innerHeight * 0.6) return
    scrollBy({ top: top - article < innerHeight * 0.6 ? article - TOP : top - innerHeight * 0.4 })
  }, [fragment])
}
