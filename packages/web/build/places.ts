import type { Folder } from '@lizhu/policy'
import { parse } from 'yaml'

/** A place that the policy holds in: its code of GB/T 2260, or its name where it has none. */
export interface Place { readonly code: string; readonly name: string; readonly en?: string; readonly kind: string }

export function placesOf({ name, files }: Folder): readonly Place[] {
  const text = files.get('jurisdictions.yaml')
  if (text === undefined) return []
  const data: unknown = parse(text)
  if (typeof data !== 'object' || data === null) throw new Error(`${name}/jurisdictions.yaml: wants places by their codes`)
  return Object.entries(data).map(([code, one]: [string, unknown]) => {
    if (typeof one !== 'object' || one === null || !('name' in one) || typeof one.name !== 'string' || !('kind' in one) || typeof one.kind !== 'string') throw new Error(`${name}/jurisdictions.yaml: ${code} wants a name and a kind`)
    return { code, name: one.name, kind: one.kind, ...('en' in one && typeof one.en === 'string' ? { en: one.en } : {}) }
  })
}
