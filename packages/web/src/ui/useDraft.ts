import { useEffect, useState } from 'react'

type Draft = Readonly<Record<string, string>>

/** What is typed into a form and not sent yet: kept through a refresh and a way back, in this tab only, gone once it is sent. */
export function useDraft<D extends Draft>(name: string, empty: D): { readonly draft: D; readonly set: (change: Partial<D>) => void; readonly clear: () => void } {
  const key = `lizhu.draft.${name}`
  const [draft, setDraft] = useState<D>(() => ({ ...empty, ...kept(key, empty) }))
  useEffect(() => {
    if (JSON.stringify(draft) === JSON.stringify(empty)) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify(draft))
  }, [key, draft, empty])
  // Taken away at once: a form that closes as it is sent lives to see no effect.
  return { draft, set: change => setDraft(now => ({ ...now, ...change })), clear: () => { sessionStorage.removeItem(key); setDraft(empty) } }
}

function kept<D extends Draft>(key: string, empty: D): Partial<D> {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(key) ?? '{}')
    return isDraft(found, empty) ? found : {}
  } catch {
    return {}
  }
}
const isDraft = <D extends Draft>(found: unknown, empty: D): found is Partial<D> => typeof found === 'object' && found !== null && Object.entries(found).every(([key, text]) => key in empty && typeof text === 'string')
