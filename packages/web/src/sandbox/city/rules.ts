import { loadPack, messageOf, type Folder } from '@lizhu/policy'
import type { Program } from '@lizhu/policy'
import { patchOf, rewritten, rulePartsOf, type Parameter, type Part, type Patch, type Reform, type Rewritten, type Texts } from '@lizhu/policy/simulate'
import type { Said } from './protocol.ts'

/** A policy as it is written: what the compiler needs to read a rule once more. */
export interface Rules {
  readonly parts: readonly Part[]
  readonly write: (program: Program, texts: Texts) => Rewritten & { readonly said: readonly Said[] }
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
    write(program, texts) { const made = rewritten(loaded, program, texts); return { ...made, said: said(made) } },
    patch: (parameters, reform, texts) => patchOf(loaded.source, parameters, reform, texts),
  }
}

const said = ({ objections }: Rewritten): readonly Said[] => objections.map(({ diagnostic, ...place }) => ({ ...place, zh: messageOf(diagnostic, 'zh'), en: messageOf(diagnostic, 'en'), severity: diagnostic.severity }))

const folder = ({ name, files }: Plain): Folder => ({ name, files: new Map(Object.entries(files)) })
const isSources = (data: unknown): data is Sources => typeof data === 'object' && data !== null && 'pack' in data && 'library' in data && 'completing' in data
