import { loadPack, type Folder } from '@lizhu/policy'
import type { Program } from '@lizhu/policy'
import { patchOf, rulePartsOf, turned, type Parameter, type Part, type Patch, type Reform, type Texts, type Turned } from '@lizhu/policy/simulate'
import type { Trial } from './protocol.ts'

/** A policy as it is written: what the compiler needs to read a rule once more. */
export interface Rules {
  readonly parts: readonly Part[]
  readonly write: (program: Program, parameters: readonly Parameter[], trial: Pick<Trial, 'reform' | 'texts'>) => Turned
  readonly patch: (parameters: readonly Parameter[], reform: Reform, texts: Texts) => Patch
}

interface Sources { readonly pack: Plain; readonly library: readonly Plain[]; readonly completing: readonly Plain[] }
interface Plain { readonly name: string; readonly files: Readonly<Record<string, string>> }

/** From `/packs/<id>.sources.json`. */
export function rulesFrom(text: string): Rules {
  const sources: unknown = JSON.parse(text)
  if (!isSources(sources)) throw new TypeError('not the sources of a pack')
  const library = new Map(sources.library.map(one => [one.name, folder(one)]))
  const loaded = loadPack(folder(sources.pack), id => library.get(id), sources.completing.map(folder))
  return {
    parts: rulePartsOf(loaded.source, new Set(loaded.program.instruments.map(one => one.id))),
    write: (program, parameters, trial) => turned(loaded, program, parameters, trial),
    patch: (parameters, reform, texts) => patchOf(loaded.source, parameters, reform, texts),
  }
}

const folder = ({ name, files }: Plain): Folder => ({ name, files: new Map(Object.entries(files)) })
const isSources = (data: unknown): data is Sources => typeof data === 'object' && data !== null && 'pack' in data && 'library' in data && 'completing' in data
