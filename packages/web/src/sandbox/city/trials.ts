import type { Program } from '@lizhu/policy'
import { reformKey, reformed, stands, touched, type Simulation, type Trial as Tried } from '@lizhu/policy/simulate'
import type { Reading, Trial } from './protocol.ts'
import type { Rules } from './rules.ts'

/** A trial under way: its figures, and what the compiler says of its texts. */
export interface Underway { readonly tried: Tried; readonly reading: Reading }
type Wanted = Pick<Trial, 'reform' | 'texts'>

const NOTHING: Reading = { said: [], unknown: [], gone: [] }
/** As many as a simulation keeps. */
const KEPT = 8

/** Numbers are turned in rules as they are written by now. */
export function trials({ program, parameters, trial, trialUnder }: Simulation, rules: () => Rules | undefined): (wanted: Wanted) => Underway {
  const known = new Map<string, { readonly written: ReturnType<Rules['write']>; readonly program: Program; readonly changed: ReadonlySet<string>; readonly gone: readonly string[] }>()
  const made = ({ reform, texts }: Wanted, writer: Rules) => {
    const written = writer.write(program, texts)
    return {
      written, program: reformed(written.program, parameters, reform), changed: new Set([...written.changed, ...touched(parameters, reform)]),
      gone: parameters.filter(one => one.instruments.some(id => written.changed.has(id)) && !stands(written.program, one)).map(one => one.id),
    }
  }
  return wanted => {
    const writer = rules()
    if (wanted.texts.size === 0 || writer === undefined) return { tried: trial(wanted.reform), reading: NOTHING }
    // A rule is the same object for the same texts: what was worked out for it is found by that.
    const key = `${[...wanted.texts].join('\n')}\n\n${reformKey(wanted.reform)}`
    const here = known.get(key) ?? made(wanted, writer)
    known.delete(key)
    known.set(key, here)
    for (const oldest of known.keys()) { if (known.size <= KEPT) break; known.delete(oldest) }
    return { tried: trialUnder(here.program, here.changed), reading: { said: here.written.said, unknown: here.written.unknown, gone: here.gone } }
  }
}
