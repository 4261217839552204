import { useEffect, useState } from 'react'
import type { Program } from '@lizhu/policy'
import { empty, type Sheet } from './sheet.ts'
import { parseSheet, sheetIn } from './link.ts'

const kept = (program: Program): string => `lizhu.sheet.${program.pack.id}`

/** The sheet: from a link if there is one, else from where it was left off; saved as it changes, on this device only. */
export function useSheet(program: Program): { readonly sheet: Sheet; readonly change: (how: (sheet: Sheet) => Sheet) => void; readonly reset: (sheet?: Sheet) => void } {
  const main = mainKind(program)
  const [sheet, setSheet] = useState<Sheet>(() => stored(program) ?? empty(main))

  useEffect(() => {
    const take = () => {
      void sheetIn(location.hash.slice(1)).then(found => {
        if (found === undefined || !program.kinds.some(kind => kind.name === found.kind)) return
        setSheet(found)
        history.replaceState(history.state, '', `${location.pathname}${location.search}`)
      })
    }
    take()
    addEventListener('hashchange', take)
    return () => removeEventListener('hashchange', take)
  }, [program])

  useEffect(() => { localStorage.setItem(kept(program), JSON.stringify(sheet)) }, [program, sheet])

  return { sheet, change: how => setSheet(how), reset: next => setSheet(next ?? empty(main)) }
}

function stored(program: Program): Sheet | undefined {
  const text = localStorage.getItem(kept(program))
  try {
    const sheet = text === null ? undefined : parseSheet(text)
    return sheet !== undefined && program.kinds.some(kind => kind.party && kind.name === sheet.kind) ? sheet : undefined
  } catch {
    return undefined
  }
}

/** The kind of party that most instruments are for, themselves or what hangs off them. */
export function mainKind(program: Program): string {
  const votes = new Map<string, number>()
  for (const instrument of program.instruments) {
    const kind = partyOf(program, instrument.for)
    votes.set(kind, (votes.get(kind) ?? 0) + 1)
  }
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? program.kinds[0]?.name ?? ''
}

/** The party that a kind of claim stands under. */
export function partyOf(program: Program, kind: string): string {
  const owner = program.kinds.find(one => one.name === kind)?.of[0]
  return owner === undefined ? kind : partyOf(program, owner)
}
