import type { Definition, Every, FactRef, Scope, Type } from '@lizhu/feel'
import { quantity } from '@lizhu/feel'
import { factsFile, organisationsFile, type RawFact, type RawFactsFile } from '../grammar/facts.ts'
import { parseWith } from '../grammar/parse.ts'
import { readYaml, type Scalar } from '../source/yaml.ts'
import { reporter, type Diagnostic, type Report } from '../diagnostic.ts'
import { alternativeOf } from '../alternative.ts'
import type { Folder } from '../source/pack.ts'
import type { Fact, Kind, Organisation } from '../program.ts'

export const EVERY: Readonly<Record<string, Every>> = { 年: 'year', 季: 'quarter', 月: 'month' }
const BOOLEAN: Type = { kind: 'boolean' }

/** Everything that a pack's expressions may name. Filled pack by pack; later packs override facts of the same kind and name. */
export interface Vocabulary {
  readonly kinds: Map<string, Kind>
  readonly area: Map<string, Fact>
  readonly organisations: Map<string, Organisation>
  readonly definitions: Map<string, Definition>
  readonly settings: Map<string, { readonly name: string; readonly type: Type }>
  readonly rosters: Set<string>
}
export function vocabulary(): Vocabulary {
  return { kinds: new Map(), area: new Map(), organisations: new Map(), definitions: new Map(), settings: new Map(), rosters: new Set() }
}

/** Reads facts.yaml; undefined when the pack has none. `use` names the packs whose words it shares. */
export function readFacts(folder: Folder, diagnostics: Diagnostic[]): { raw: RawFactsFile; report: Report } | undefined {
  return readFile(folder, 'facts.yaml', factsFile, diagnostics)
}

export function addFacts({ raw, report }: { raw: RawFactsFile; report: Report }, into: Vocabulary): void {
  const none: readonly string[] = []
  const kinds = [
    ...Object.entries(raw.parties ?? {}).map(([name, party]) => ({ name, party: true, of: none, ...party })),
    ...Object.entries(raw.claims ?? {}).map(([name, claim]) => ({ name, party: false, ...claim, of: (Array.isArray(claim.of) ? claim.of : [claim.of]).map(owner => owner.text) })),
  ]
  for (const { name, party, of, en, facts } of kinds) {
    const before = into.kinds.get(name)
    const all = new Map((before?.facts ?? []).map(fact => [fact.name, fact]))
    for (const [fact, given] of Object.entries(facts ?? {})) all.set(fact, readFact(fact, name, given, report))
    const english = en?.text ?? before?.en
    into.kinds.set(name, { name, party, of: of.length > 0 ? of : before?.of ?? [], facts: [...all.values()], ...(english === undefined ? {} : { en: english }) })
  }
  for (const [name, given] of Object.entries(raw.area ?? {})) into.area.set(name, readFact(name, 'area', given, report))
}

function readFact(name: string, owner: string, raw: RawFact, report: Report): Fact {
  if (!/^[\p{Script=Han}\p{L}][\p{Script=Han}\p{L}\p{N}]*$/u.test(name)) report('fact-name', raw.type.span, { name })
  const type = factType(raw)
  const bound = (scalar: Scalar | undefined) => {
    const found = scalar && quantity(scalar.text)
    if (scalar && (!found || found.type.kind !== type.kind)) report('fact-bound', scalar.span, { name, value: scalar.text })
    return found?.value
  }
  if (type.kind === 'number' && type.unit !== undefined && quantity(`1${type.unit}`)?.type.kind === 'money') report('unit-is-money', raw.unit?.span ?? raw.type.span, { name, unit: type.unit })
  const least = bound(raw.least) ?? (type.kind === 'money' || type.kind === 'number' ? quantity('0')?.value : undefined)
  const most = bound(raw.most)
  const every = raw.every && EVERY[raw.every.text]
  return {
    name, owner, kind: owner, type,
    ...(every === undefined ? {} : { every }), ...(least === undefined ? {} : { least }), ...(most === undefined ? {} : { most }),
    ...optional('en', raw.en), ...optional('ask', raw.ask), ...optional('askEn', raw['ask en']), ...optional('why', raw.why),
    ...optional('example', raw.example), ...optional('source', raw.source),
    ...(type.kind === 'money' ? { shown: raw.unit?.text ?? '万元' } : {}), ...(raw.private?.text === 'true' ? { private: true } : {}),
  }
}

/** `{ [key]: text }` when the scalar is there. */
export function optional<K extends string>(key: K, scalar: Scalar | undefined): Partial<Record<K, string>> {
  const result: Partial<Record<K, string>> = {}
  if (scalar !== undefined) result[key] = scalar.text
  return result
}

function factType({ type, unit, currency, choices }: RawFact): Type {
  switch (type.text) {
    case 'money': return { kind: 'money', currency: currency?.text ?? 'CNY' }
    case 'number': return unit === undefined ? { kind: 'number' } : { kind: 'number', unit: unit.text }
    case 'rate': return { kind: 'rate' }
    case 'boolean': return BOOLEAN
    case 'date': return { kind: 'date' }
    case 'duration': return { kind: 'duration', unit: unit?.text === '天' ? 'days' : 'months' }
    case 'choice': return { kind: 'text', choices: (choices ?? []).map(choice => choice.text) }
    default: return { kind: 'text' }
  }
}

/** Reads organisations.yaml into the vocabulary. */
export function addOrganisations(folder: Folder, into: Vocabulary, diagnostics: Diagnostic[]): void {
  const read = readFile(folder, 'organisations.yaml', organisationsFile, diagnostics)
  for (const [id, given] of Object.entries(read?.raw ?? {})) into.organisations.set(id, { id, ...optional('en', given.en), ...optional('name', given.name), ...optional('kind', given.kind), ...optional('area', given.area) })
}

function readFile<T>(folder: Folder, name: string, schema: Parameters<typeof parseWith<T>>[0], diagnostics: Diagnostic[]): { raw: T; report: Report } | undefined {
  const text = folder.files.get(name)
  if (text === undefined) return undefined
  const report = reporter(`${folder.name}/${name}`, diagnostics)
  const tree = readYaml(text, 0, report)
  const raw = tree && parseWith(schema, tree, report)
  return raw === undefined ? undefined : { raw, report }
}

/** Owners of a kind and their owners: what `企业.产值` may name from a project. */
export function owners(kind: string, { kinds }: { readonly kinds: ReadonlyMap<string, Kind> }): string[] {
  const seen: string[] = []
  const visit = (name: string) => { for (const owner of kinds.get(name)?.of ?? []) if (!seen.includes(owner)) { seen.push(owner); visit(owner) } }
  visit(kind)
  return seen
}

/** The names an expression sees: facts of the line, of the subject, of the area; an owner's behind its kind. */
export function scopeOf(words: Vocabulary, subject: string | undefined, line?: string): Scope {
  const bare = [line, subject].filter(kind => kind !== undefined)
  const reachable = new Set([...bare, ...bare.flatMap(kind => owners(kind, words))])
  const factOf = (kind: string, name: string): FactRef | undefined => words.kinds.get(kind)?.facts.find(fact => fact.name === name)
  return {
    fact(path) {
      const [first = '', second] = path
      if (path.length === 2 && second !== undefined) return reachable.has(first) ? factOf(first, second) : undefined
      if (path.length > 2) return undefined
      for (const kind of bare) { const found = factOf(kind, first); if (found) return found }
      if (first === '奖励额') return { name: first, type: { kind: 'money', currency: 'CNY' }, owner: 'award' }
      return words.area.get(first)
    },
    definition: name => words.definitions.get(name),
    owner: kind => reachable.has(kind) ? scopeOf(words, kind) : undefined,
    setting: name => alternativeOf(name) ? { name, type: BOOLEAN } : words.settings.get(name),
    roster: name => words.rosters.has(name) ? { name, type: BOOLEAN, owner: 'roster' } : undefined,
    *names() {
      for (const kind of bare) for (const fact of words.kinds.get(kind)?.facts ?? []) yield fact.name
      for (const kind of reachable) for (const fact of words.kinds.get(kind)?.facts ?? []) yield `${kind}.${fact.name}`
      yield* words.area.keys(); yield* words.definitions.keys(); yield* words.settings.keys(); yield* words.rosters
    },
  }
}
