import { parse } from 'yaml'
import type { Program } from './program.ts'
import type { Folder } from './source/pack.ts'

/** A published list of codes with their names, and the facts whose example stands in it. */
export interface Codes { readonly codes: readonly (readonly [code: string, name: string])[]; readonly facts: readonly string[] }

/** The codes that a policy's facts are told in, out of the lists of the folders it is read from. */
export function codesOf(folders: readonly Folder[], program: Program): Codes {
  const lists = folders.flatMap(({ files }) => [...files]).filter(([name]) => name.startsWith('lists/')).map(([, text]) => named(parse(text, { schema: 'failsafe' })))
  const facts = program.kinds.flatMap(kind => kind.facts.map(fact => ({ key: `${kind.name}.${fact.name}`, fact }))).filter(({ fact }) => fact.type.kind === 'text' && fact.type.choices === undefined)
  // The longest list wins where a code stands in several: a part of it says less.
  const [best] = lists.filter(list => facts.some(({ fact }) => list.has(fact.example ?? ''))).sort((a, b) => b.size - a.size)
  if (best === undefined) return { codes: [], facts: [] }
  return { codes: [...best], facts: facts.filter(({ fact }) => best.has(fact.example ?? '')).map(({ key }) => key) }
}

function named(data: unknown): ReadonlyMap<string, string> {
  const codes: unknown = typeof data === 'object' && data !== null && 'codes' in data ? data.codes : undefined
  if (typeof codes !== 'object' || codes === null || Array.isArray(codes)) return new Map()
  return new Map(Object.entries(codes).flatMap(([code, name]) => (typeof name === 'string' ? [[code, name]] : [])))
}
