import { useSyncExternalStore } from 'react'

/** The address as state: what follows `?`, and the fragment. */
export interface Address { readonly search: URLSearchParams; readonly fragment: string }

const EVENTS = ['popstate', 'hashchange', 'pushState', 'replaceState', 'lizhu:address'] as const
function subscribe(changed: () => void) {
  for (const name of EVENTS) addEventListener(name, changed)
  return () => { for (const name of EVENTS) removeEventListener(name, changed) }
}

export function useAddress(): Address {
  const text = useSyncExternalStore(subscribe, () => `${location.search}${location.hash}`)
  const [search = '', fragment = ''] = text.split('#')
  return { search: new URLSearchParams(search), fragment: decoded(fragment) }
}

function decoded(fragment: string): string {
  try { return decodeURIComponent(fragment) } catch { return fragment }
}

/** Sets what is given and leaves the rest: `undefined` takes a parameter away. `step`: a step that Back takes back. */
export function go(change: { readonly search?: Readonly<Record<string, string | undefined>>; readonly fragment?: string }, step: 'new' | 'same' = 'same') {
  const url = new URL(location.href)
  for (const [key, value] of Object.entries(change.search ?? {})) {
    if (value === undefined || value === '') url.searchParams.delete(key)
    else url.searchParams.set(key, value)
  }
  if (change.fragment !== undefined) url.hash = change.fragment
  if (url.href === location.href) return
  history[step === 'new' ? 'pushState' : 'replaceState'](history.state, '', url)
  dispatchEvent(new Event('lizhu:address'))
}
