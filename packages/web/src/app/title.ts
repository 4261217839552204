import { useEffect } from 'react'

export function useTitle(title: string) {
  useEffect(() => { document.title = `${title} · 立柱 Lizhu` }, [title])
}
