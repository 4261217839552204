import type { Loaded } from '../compile/load.ts'
import { messageOf } from '../messages.ts'
import type { Program } from '../program.ts'
import type { Parameter } from './parameters.ts'
import { reformed, stands, touched, type Reform } from './reform.ts'
import { rewritten, type Rewritten, type Texts } from './rule.ts'

/** What the compiler says of a part's text, from one character to another; without a part: of a whole rule. */
export interface Said { readonly part?: string; readonly from: number; readonly to: number; readonly zh: string; readonly en: string; readonly severity: 'error' | 'warning' }
/** `unknown`: ids of no part. `gone`: numbers that were written away, and cannot be turned. */
export interface Reading { readonly said: readonly Said[]; readonly unknown: readonly string[]; readonly gone: readonly string[] }

/** Rules written anew, and numbers turned in them as they are written by now. `changed`: the instruments that this makes others. */
export interface Turned { readonly program: Program; readonly changed: ReadonlySet<string>; readonly reading: Reading }
export function turned(loaded: Loaded, program: Program, parameters: readonly Parameter[], { reform, texts }: { readonly reform: Reform; readonly texts: Texts }): Turned {
  const written = rewritten(loaded, program, texts)
  const gone = parameters.filter(one => one.instruments.some(id => written.changed.has(id)) && !stands(written.program, one)).map(one => one.id)
  return { program: reformed(written.program, parameters, reform), changed: new Set([...written.changed, ...touched(parameters, reform)]), reading: { said: saidIn(written), unknown: written.unknown, gone } }
}

const saidIn = ({ objections }: Rewritten): readonly Said[] => objections.map(({ diagnostic, ...place }) => ({ ...place, zh: messageOf(diagnostic, 'zh'), en: messageOf(diagnostic, 'en'), severity: diagnostic.severity }))
