import { go } from '../app/address.ts'

interface TabsProps<T extends string> { readonly name: string; readonly tabs: readonly T[]; readonly tab: T; readonly label: (tab: T) => string }

/** The views of a page, kept in its address: the first needs no word there, and what is open in one view is not in another. */
export function Tabs<T extends string>({ name, tabs, tab, label }: TabsProps<T>) {
  return (
    <nav className="tabs" aria-label={name}>
      {tabs.map(one => <button key={one} type="button" aria-pressed={tab === one} onClick={() => go({ search: { tab: one === tabs[0] ? undefined : one, open: undefined } }, 'new')}>{label(one)}</button>)}
    </nav>
  )
}
