import type { Every, FactRef, Type } from '@lizhu/feel'
import { columnOf, type Column } from '@lizhu/feel/kernel'
import type { Fact, Kind, Program } from '../program.ts'

/**
 * A city as tables, one a kind of subject, named as the kind; in files and databases alike (docs/tables.md):
 * `id` · `name` · an owner's id by the owner's kind · a fact by its name, `产值@2024` in a period · `在库.名录` since when ·
 * `产值@2024=无` and `技改项目=无`: known to be none; of claims, false where there are some.
 */
export const ID = 'id'
export const NAME = 'name'
/** What our own tables have besides: rows numbered from 0, claims in the order of their owners; the owner's row. */
export const ROW = '#row'
export const OWNER_ROW = '#owner'
/** The row of a further owner. */
export const besideRow = (kind: string): string => `#${kind}`
/** Parties with the same number are assessed together, and all that hangs off them. */
export const UNIT = '#unit'
export const AREA = 'area'
export const AWARDS = 'awards'

export const noneOf = (name: string): string => `${name}=无`
export const rosterName = (roster: string): string => `在库.${roster}`

/** The column that holds a fact in a period. */
export const factName = ({ name, every }: Pick<FactRef, 'name' | 'every'>, at?: number): string => (at === undefined || every === undefined ? name : `${name}@${periodName(at, every)}`)
export const columnName = ({ ref, at }: Pick<Column, 'ref' | 'at'>): string => (ref.owner === 'roster' ? rosterName(ref.name) : factName(ref, at))

/** `2024` · `2024-Q1` · `2024-03` */
export function periodName(at: number, every: Every): string {
  if (every === 'year') return String(at)
  const per = every === 'quarter' ? 4 : 12
  const part = (at % per) + 1
  return every === 'quarter' ? `${Math.floor(at / per)}-Q${part}` : `${Math.floor(at / per)}-${String(part).padStart(2, '0')}`
}

/** How a value lies in a typed table. Money: whole fen. Day: a date. */
export type Stored = 'fen' | 'count' | 'number' | 'rate' | 'truth' | 'text' | 'day' | 'length'
export function storedAs(type: Type): Stored | undefined {
  switch (type.kind) {
    case 'money': return 'fen'
    case 'number': return columnOf({ name: '', owner: '', type })?.scale === 1n ? 'count' : 'number'
    case 'rate': case 'points': return 'rate'
    case 'boolean': return 'truth'
    case 'text': return 'text'
    case 'date': return 'day'
    case 'duration': case 'period': return 'length'
    case 'list': return undefined
  }
}

/** The claims that stand under a kind. */
export const claimsUnder = ({ kinds }: Program, kind: string): readonly Kind[] => kinds.filter(one => one.of[0] === kind)
export const factsOf = (program: Program, kind: string): readonly Fact[] => (kind === AREA ? program.area : program.kinds.find(one => one.name === kind)?.facts ?? [])
