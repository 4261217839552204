import type { Dossier, Subject, Told } from '../dossier.ts'
import type { Kind, Program } from '../program.ts'
import { readAwards, readRosters } from './awards.ts'
import { readFact } from './facts.ts'
import type { DossierProblem } from './problem.ts'
import { entriesOf, idOf, problem, suggest, type Draft, type Path, type Reader } from './reader.ts'

export interface ReadDossier { readonly dossier: Dossier; readonly problems: readonly DossierProblem[] }

/**
 * Reads a facts file (docs/pack-files.md), already parsed from YAML or JSON: typed by the program's kinds. What is
 * wrong is left out of the dossier and named among the problems, so that nothing is taken half and nothing is lost unsaid.
 */
export function readDossier(program: Program, data: unknown): ReadDossier {
  const reader: Reader = { program, problems: [], pending: [] }
  const parties: Draft[] = []
  const area = { facts: new Map<string, Told>(), series: new Map<string, Map<number, Told>>() }
  const top = entriesOf(data)
  if (top === undefined) problem(reader, [], 'not-a-mapping')
  const kinds = program.kinds.filter(kind => kind.party)
  for (const [key, raw] of top ?? []) {
    const kind = kinds.find(one => one.name === key)
    if (kind !== undefined) parties.push(...readSubjects(reader, kind, raw, [key], undefined))
    else if (key === 'area') readArea(reader, raw, area)
    else problem(reader, [key], 'unknown-kind', { name: key, ...suggest(key, ['area', ...kinds.map(one => one.name)]) })
  }
  joinOwners(reader, parties)
  return { dossier: { parties, area }, problems: reader.problems }
}

function readArea(reader: Reader, raw: unknown, into: { facts: Map<string, Told>; series: Map<string, Map<number, Told>> }): void {
  const keys = entriesOf(raw)
  if (keys === undefined) { problem(reader, ['area'], 'not-a-mapping'); return }
  for (const [key, value] of keys) {
    const fact = reader.program.area.find(one => one.name === key)
    if (fact) readFact(reader, fact, value, ['area', key], into)
    else problem(reader, ['area', key], 'unknown-key', { kind: 'area', name: key, ...suggest(key, reader.program.area.map(one => one.name)) })
  }
}

/** The parties of a kind, or the claims under an owner: a list, or one mapping where there is one. */
function readSubjects(reader: Reader, kind: Kind, raw: unknown, path: Path, owner: Draft | undefined): Draft[] {
  if (raw === '无' || raw === 'none') return []
  const items: readonly unknown[] = Array.isArray(raw) ? raw : [raw]
  const ids = new Set<string>()
  return items.flatMap((item, index) => {
    const here = Array.isArray(raw) ? [...path, index] : path
    const keys = entriesOf(item)
    if (keys === undefined) { problem(reader, here, 'not-a-mapping'); return [] }
    const given = new Map(keys).get('id')
    const id = given === undefined ? String(index + 1) : idOf(given)
    if (id === undefined) problem(reader, [...here, 'id'], 'needs-id')
    else if (ids.has(id)) problem(reader, [...here, 'id'], 'same-id', { id })
    ids.add(id ?? '')
    return [readSubject(reader, kind, keys, here, id ?? String(index + 1), owner)]
  })
}

function readSubject(reader: Reader, kind: Kind, keys: readonly (readonly [string, unknown])[], path: Path, id: string, owner: Draft | undefined): Draft {
  const facts = new Map<string, Told>()
  const series = new Map<string, Map<number, Told>>()
  const claims = new Map<string, readonly Draft[]>()
  const told = new Map(keys)
  const name = told.get('name')
  const owners = new Map<string, Subject>(owner === undefined ? [] : [...owner.owners, [owner.kind, owner]])
  const draft: Draft = {
    kind: kind.name, id, ...(typeof name === 'string' ? { name } : {}), owners, facts, series, claims,
    rosters: readRosters(reader, kind.name, told.get('在库'), [...path, '在库']), awards: readAwards(reader, told.get('awards'), [...path, 'awards']),
  }
  if (name !== undefined && name !== null && typeof name !== 'string') problem(reader, [...path, 'name'], 'text')
  for (const [key, raw] of keys) {
    if (key === 'id' || key === 'name' || key === '在库' || key === 'awards') continue
    readKey(reader, { kind, draft, facts, series, claims }, key, raw, [...path, key])
  }
  return draft
}

interface Filling { readonly kind: Kind; readonly draft: Draft; readonly facts: Map<string, Told>; readonly series: Map<string, Map<number, Told>>; readonly claims: Map<string, readonly Draft[]> }

/** One line under a subject: a fact, the claims of a kind, or a second owner by id. */
function readKey(reader: Reader, { kind, draft, facts, series, claims }: Filling, key: string, raw: unknown, path: Path): void {
  const fact = kind.facts.find(one => one.name === key)
  if (fact) { readFact(reader, fact, raw, path, { facts, series }); return }
  const claim = reader.program.kinds.find(one => one.name === key && one.of.includes(kind.name))
  if (claim) {
    if (claim.of[0] !== kind.name) { problem(reader, path, 'stands-under', { name: key, owner: claim.of[0] ?? '' }); return }
    if (raw !== null && raw !== undefined) claims.set(key, readSubjects(reader, claim, raw, path, draft))
    return
  }
  if (kind.of.slice(1).includes(key)) {
    const id = idOf(raw)
    if (id === undefined) problem(reader, path, 'needs-id')
    else reader.pending.push({ of: draft, kind: key, id, path })
    return
  }
  problem(reader, path, 'unknown-key', { kind: kind.name, name: key, ...suggest(key, namesOf(reader, kind)) })
}

function namesOf({ program }: Reader, kind: Kind): string[] {
  return [...kind.facts.map(fact => fact.name), ...program.kinds.filter(one => one.of.includes(kind.name)).map(one => one.name), ...kind.of.slice(1), 'id', 'name', '在库', 'awards']
}

/** Second owners, now that all parties are there; what hangs off the claim has them too. */
function joinOwners(reader: Reader, parties: readonly Draft[]): void {
  for (const { of, kind, id, path } of reader.pending) {
    const found = parties.find(party => party.kind === kind && party.id === id) ?? claimOf(of, kind, id)
    if (found === undefined) problem(reader, path, 'unknown-owner', { kind, id })
    else adopt(of, kind, found)
  }
}
/** A second owner may itself be a claim under the same party: an invoice of a project. */
function claimOf(of: Draft, kind: string, id: string): Subject | undefined {
  for (const owner of of.owners.values()) {
    const found = owner.claims.get(kind)?.find(claim => claim.id === id)
    if (found !== undefined) return found
  }
  return undefined
}
function adopt(draft: Draft, kind: string, owner: Subject): void {
  draft.owners.set(kind, owner)
  for (const [above, one] of owner.owners) if (!draft.owners.has(above)) draft.owners.set(above, one)
  for (const claims of draft.claims.values()) for (const claim of claims) adopt(claim, kind, owner)
}
