import { columnKey, columnOf, type Column } from '@lizhu/feel/kernel'
import { rosterColumn } from '../city/index.ts'
import type { Fact, Program } from '../program.ts'
import type { Reads } from './reads.ts'

/** A fact in the columns in which it is told: one, or one for each period, earlier ones first. */
export interface ToldFact { readonly fact: Fact; readonly columns: readonly Column[] }

/** Facts of a kind that are told of: all but free texts and figures of periods that no rule reads. */
export function toldFacts(facts: readonly Fact[], { periods }: Reads): ToldFact[] {
  return facts.flatMap((fact): ToldFact[] => {
    const read = periods.get(columnKey(fact))
    if (fact.every === undefined) {
      const column = fact.type.kind === 'text' && fact.type.choices === undefined && read === undefined ? undefined : columnOf(fact)
      return column === undefined ? [] : [{ fact, columns: [column] }]
    }
    const columns = [...read ?? []].sort((a, b) => a - b).flatMap(at => columnOf(fact, at) ?? [])
    return columns.length === 0 ? [] : [{ fact, columns }]
  })
}

/** Memberships: since which day. */
export const rostersOf = ({ rosters }: Program, kind: string): Column[] => rosters.filter(one => one.of === kind).map(({ name }) => rosterColumn({ owner: 'roster', name, type: { kind: 'boolean' } }))
