import type { Item } from '../api/useAnswer.ts'

type Change = Pick<Item<'listChanges'>, 'key' | 'before' | 'after'>
/** A column that a change touched; `key`: by which the row is known, it stays. */
export interface Difference { readonly name: string; readonly before?: unknown; readonly after?: unknown; readonly key: boolean }

/** What differs between before and after; of a row that came or went, all it held. The key comes last. */
export function differencesOf({ key, before, after }: Change): readonly Difference[] {
  const keys = new Set(Object.keys(key ?? {}))
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {}), ...keys])]
  const value = (of: Change['before'], name: string) => (of !== null && name in of && of[name] !== null ? of[name] : undefined)
  return names.flatMap((name): Difference[] => {
    const [was, is] = [value(before, name), value(after, name)]
    if (keys.has(name)) return [{ name, after: is ?? was ?? key?.[name], key: true }]
    if (JSON.stringify(was) === JSON.stringify(is)) return []
    return [{ name, key: false, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }]
  }).sort((a, b) => Number(a.key) - Number(b.key))
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
