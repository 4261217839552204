import { nearest } from '../grammar/nearest.ts'
import type { Program } from '../program.ts'
import type { Subject } from '../dossier.ts'
import type { DossierCode, DossierProblem } from './problem.ts'

export type Path = readonly (string | number)[]

/** A subject while it is being read: owners by id are filled in when everybody has been met. */
export interface Draft extends Subject {
  readonly owners: Map<string, Subject>
  readonly claims: Map<string, readonly Draft[]>
}

/** What reading one file needs at hand. */
export interface Reader {
  readonly program: Program
  readonly problems: DossierProblem[]
  /** Second owners (`个人: 张三`), looked up once every party has been read. */
  readonly pending: { readonly of: Draft; readonly kind: string; readonly id: string; readonly path: Path }[]
}

export function problem({ problems }: Reader, path: Path, code: DossierCode, params: Record<string, string> = {}, severity: 'error' | 'warning' = 'error'): void {
  problems.push({ path, code, params, severity })
}
/** `{ suggestion }` when a name is near to one that exists. */
export function suggest(name: string, candidates: Iterable<string>): Record<string, string> {
  const suggestion = nearest(name, candidates)
  return suggestion === undefined ? {} : { suggestion }
}

function isMapping(raw: unknown): raw is Readonly<Record<string, unknown>> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw) && !(raw instanceof Date)
}
/** The keys of a mapping; a `Map` (as some YAML readers give for number keys) serves as well. */
export function entriesOf(raw: unknown): readonly (readonly [string, unknown])[] | undefined {
  if (raw instanceof Map) return [...raw].map(([key, value]: [unknown, unknown]) => [String(key), value] as const)
  return isMapping(raw) ? Object.entries(raw) : undefined
}
/** An id: a text or a number. */
export function idOf(raw: unknown): string | undefined {
  if (typeof raw === 'number' && Number.isFinite(raw)) return String(raw)
  return typeof raw === 'string' && raw.trim() !== '' ? raw.trim() : undefined
}
