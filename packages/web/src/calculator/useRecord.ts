import { useEffect, useState } from 'react'
import type { Program } from '@lizhu/policy'
import { go, useAddress } from '../app/address.ts'
import { useSession } from '../session/me.ts'
import { fromFacts } from './sheet/facts.ts'
import type { Sheet } from './sheet/sheet.ts'

/** An enterprise's record that the calculator can begin with. */
export interface Offered { readonly party: string; readonly name: string }

/** The records of whoever is signed in; one that the address names is taken at once. `problem`: why it could not be had. */
export function useRecord(program: Program, take: (sheet: Sheet) => void): { readonly offered: readonly Offered[]; readonly begin: (party: string) => void; readonly problem: string | undefined } {
  const me = useSession()
  const { search } = useAddress()
  const [problem, setProblem] = useState<string>()
  const wanted = search.get('record')
  const begin = (party: string) => {
    setProblem(undefined)
    void import('../api/client.ts').then(({ call }) => call('readDossier', { params: { party } })).then(data => {
      const sheet = fromFacts(data, program)
      if (sheet !== undefined) take({ ...sheet, record: party })
    }).catch((error: unknown) => { setProblem(error instanceof Error ? error.message : String(error)) })
  }
  useEffect(() => {
    if (wanted === null || me === undefined || me === null) return
    go({ search: { record: undefined } })
    begin(wanted)
  // The address asks once; what is taken from it does not ask again.
  }, [wanted, me])
  const offered = [...new Map((me?.roles ?? []).flatMap(({ party }) => (party === null ? [] : [[party.id, { party: party.id, name: party.name }]])))].map(([, one]) => one)
  return { offered, begin, problem }
}
