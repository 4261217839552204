import type { Cells, Column } from '@lizhu/feel/kernel'
import type { Crowd } from './crowd.ts'
import { measureOf, type Edge } from './edges.ts'
import { ON_EDGE, edgeFigure, within } from './figures.ts'
import { draw, saltOf, share } from './hash.ts'
import { tell, type Telling } from './tell.ts'

const YEAR = 365

/** A date: mostly since the policy is in force, some before. What is told of a claim follows each other; `later`: the how manyth of its days it is. */
export function days(column: Column, crowd: Crowd, telling: Telling, none: number, later: number, edges: readonly Edge[]): Cells {
  const { seed, asOf } = telling
  const measure = measureOf(column, 1, 1)
  const salt = saltOf(seed, crowd.kind.party ? column.key : crowd.kind.name, 'day')
  return tell(column, crowd, telling, none, (row, drawn) => {
    const on = edges.length > 0 && share(drawn) < ON_EDGE ? edgeFigure(edges, row, draw(drawn, 2), measure) : Number.NaN
    if (!Number.isNaN(on)) return within(measure, on)
    const day = dayOf(draw(salt, crowd.place[row] ?? 0), telling) + Math.round(later * (APART + APART * share(draw(drawn, 4))))
    // Of what has not come about most is not told yet as a day.
    return day > asOf && share(draw(drawn, 5)) < NOT_YET ? Number.NaN : within(measure, day)
  })
}
const APART = 60
const NOT_YET = 0.7

/** Since when somebody is a member; most are known not to be. */
export function membership(column: Column, crowd: Crowd, telling: Telling): Cells {
  const { asOf } = telling
  const measure = measureOf(column, 1, 1)
  return tell(column, crowd, telling, NO_MEMBER, (_, drawn) => within(measure, share(drawn) < ON_EDGE ? asOf - 1 + (draw(drawn, 2) % 3) : dayOf(draw(drawn, 3), telling)))
}
const NO_MEMBER = 0.7

function dayOf(drawn: number, { inForce, asOf }: Telling): number {
  const [chance, where] = [share(drawn), share(draw(drawn, 6))]
  const from = Math.min(inForce, asOf - YEAR)
  if (chance < 0.18) return Math.floor(from - 4 * YEAR * where)
  return chance < 0.22 ? Math.floor(asOf + YEAR * where) : Math.floor(from + (asOf - from) * where)
}
