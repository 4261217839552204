import { reformKey, type Reading, type Simulation, type Trial as Tried, type Turned } from '@lizhu/policy/simulate'
import type { Trial } from './protocol.ts'
import type { Rules } from './rules.ts'

/** A trial under way: its figures, and what the compiler says of its texts. */
export interface Underway { readonly tried: Tried; readonly reading: Reading }
type Wanted = Pick<Trial, 'reform' | 'texts'>

export const NOTHING: Reading = { said: [], unknown: [], gone: [] }
/** As many as a simulation keeps. */
const KEPT = 8

export function trials({ program, parameters, trial, trialUnder }: Simulation, rules: () => Rules | undefined): (wanted: Wanted) => Underway {
  const known = new Map<string, Turned>()
  return wanted => {
    const writer = rules()
    if (wanted.texts.size === 0 || writer === undefined) return { tried: trial(wanted.reform), reading: NOTHING }
    // A rule is the same object for the same texts: what was worked out for it is found by that.
    const key = `${[...wanted.texts].join('\n')}\n\n${reformKey(wanted.reform)}`
    const here = known.get(key) ?? writer.write(program, parameters, wanted)
    known.delete(key)
    known.set(key, here)
    for (const oldest of known.keys()) { if (known.size <= KEPT) break; known.delete(oldest) }
    return { tried: trialUnder(here.program, here.changed), reading: here.reading }
  }
}
