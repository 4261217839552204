import { rational, type Rational } from '@lizhu/feel'
import type { Joint } from '../../assessment.ts'
import type { Words } from '../../program.ts'
import { larger } from '../figure.ts'
import { isAlive, isExact, isSure, makeCeiling, makeOpen, memberOf, sameType, takeAway, typeOf, type Row } from '../row.ts'

interface Told { readonly words?: Words }

/**
 * Of several only the highest is paid. An exact one is beaten by a higher exact one; a ceiling above it leaves open which
 * will be paid, so both are "up to", together no more than the higher; one not yet known keeps the outcome open.
 */
export function onlyHighest(rows: readonly Row[], told: Told, joint: Joint[]): void {
  const first = rows.find(isAlive)
  if (first === undefined) return
  const members = rows.filter(row => isAlive(row) && row.figure.hi?.n !== 0n && sameType(row, first))
  if (members.length < 2) return
  const settled = members.filter(row => isSure(row) && isExact(row))
  const best = settled.reduce<Row | undefined>((a, b) => (a === undefined || above(b, a) ? b : a), undefined)
  for (const row of settled) if (row !== best) takeAway(row, told, 'stacking')
  const rivals = members.filter(row => !settled.includes(row))
  for (const row of rivals) if (best !== undefined && !mayBeat(row, best, members)) takeAway(row, told, 'stacking')
  contest(best, rivals.filter(row => best === undefined || mayBeat(row, best, members)), told, joint)
}

function contest(best: Row | undefined, rivals: readonly Row[], told: Told, joint: Joint[]): void {
  const ceilings = rivals.filter(row => isSure(row) && row.figure.known)
  const open = rivals.filter(row => !ceilings.includes(row))
  const standing = [...(best === undefined ? [] : [best]), ...ceilings]
  if (open.length > 0) for (const row of [...standing, ...open]) if (standing.length + open.length > 1) makeOpen(row, told, 'stacking', open)
  if (ceilings.length === 0 || standing.length < 2) return
  for (const row of standing) makeCeiling(row, told, 'stacking')
  const first = standing[0]
  const most = standing.map(row => row.figure.hi).reduce<Rational | undefined>((a, b) => (a === undefined || b === undefined ? a ?? b : larger(a, b)), undefined)
  if (first !== undefined && most !== undefined) joint.push({ most, type: typeOf(first), members: standing.map(memberOf), ...(told.words === undefined ? {} : { words: told.words }) })
}

const above = (a: Row, b: Row): boolean => a.figure.known && b.figure.known && rational.compare(a.figure.lo, b.figure.lo) > 0
/** Of equals the first in order is paid. */
function mayBeat(row: Row, best: Row, order: readonly Row[]): boolean {
  const { hi } = row.figure
  if (hi === undefined || !best.figure.known) return true
  const difference = rational.compare(hi, best.figure.lo)
  return difference > 0 || (difference === 0 && order.indexOf(row) < order.indexOf(best))
}
