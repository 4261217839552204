import type { FactRow, PartyRow, Rows } from './rows.ts'

/**
 * The enterprise whose people one may sign in as: of the main kind, the one with most to show among those whose yearly figures
 * are told for both of the two years before `year`. There they grow, so that what rewards growth can be applied for.
 */
export function demoEnterprise(rows: Rows, year: number): PartyRow | undefined {
  const years = [String(year - 2), String(year - 1)] as const
  const told = new Map<string, FactRow[]>()
  for (const fact of rows.facts) if (fact.claim === null && fact.number !== null && years.some(one => one === fact.period)) told.set(fact.party, [...told.get(fact.party) ?? [], fact])
  const claims = new Map<string, number>()
  for (const { party } of rows.claims) claims.set(party, (claims.get(party) ?? 0) + 1)
  const worth = ({ id }: PartyRow): number => pairs(told.get(id) ?? [], years).length * 1_000_000 + (claims.get(id) ?? 0)
  const found = rows.parties.filter(one => one.code !== null).reduce<PartyRow | undefined>((best, one) => (best === undefined || worth(one) > worth(best) ? one : best), undefined)
  if (found !== undefined) rows.facts = grown(rows.facts, pairs(told.get(found.id) ?? [], years))
  return found
}

type Pair = readonly [before: FactRow, last: FactRow]
function pairs(told: readonly FactRow[], [before, last]: readonly [string, string]): Pair[] {
  return told.filter(one => one.period === last).flatMap((one): Pair[] => {
    const other = told.find(fact => fact.name === one.name && fact.period === before)
    return other === undefined ? [] : [[other, one]]
  })
}

/** Where a figure fell, the two years change places. */
function grown(facts: readonly FactRow[], all: readonly Pair[]): FactRow[] {
  const periods = new Map(all.flatMap(([before, last]) => (Number(before.number) > Number(last.number) ? [[before.id, last.period], [last.id, before.period]] as const : [])))
  return facts.map(one => ({ ...one, period: periods.get(one.id) ?? one.period }))
}
