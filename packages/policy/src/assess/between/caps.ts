import { UNKNOWN, calendar } from '@lizhu/feel'
import type { Joint } from '../../assessment.ts'
import type { Cap } from '../../program.ts'
import { limitOf } from '../amount/limits.ts'
import type { Awards } from '../awards.ts'
import { NOTHING, ZERO, between, given, least, minus, oneOf, type Figure } from '../figure.ts'
import { grouped, isAlive, isExact, isSure, makeCeiling, memberOf, typeOf, waitFor, type Row } from '../row.ts'
import { useInOrder, type Share } from '../share.ts'
import { groupFact, keyOf, type Key } from '../subjects.ts'

/** A cap and the rows it limits together, in the order in which they use it up. */
export interface SharedCap { readonly cap: Cap; readonly unread: boolean; readonly instruments: readonly string[]; readonly rows: readonly Row[] }

/** Applies one shared cap, grain by grain; joint ceilings are reported. */
export function applyShared({ cap, unread, instruments, rows }: SharedCap, awards: Awards, joint: Joint[]): void {
  const alive = rows.filter(isAlive)
  const groups = grouped<Key>(alive, row => keyOf(row.subject, cap.per))
  const untold = groups.get(UNKNOWN)
  if (untold !== undefined) askGroup(cap, untold)
  for (const [key, members] of groups) {
    if (key !== UNKNOWN) applyToGroup(cap, unread, instruments, key, members, untold ?? [], awards, joint)
  }
}

function applyToGroup(cap: Cap, unread: boolean, instruments: readonly string[], key: Key, members: readonly Row[], untold: readonly Row[], awards: Awards, joint: Joint[]): void {
  const first = members[0]
  if (first === undefined) return
  const granted = awards.total(instruments, key, cap.per, cap.every)
  if (first.scene.run.alone !== undefined) for (const row of members) noteLimit(row, cap, key)
  const limit = besideUntold(cap, instruments, key, members, awards, limitOf(first.scene, cap, granted))
  const shares = useInOrder(limit, members.map(useOf))
  const before = members.map(row => row.figure)
  members.forEach((row, i) => {
    const share = shares[i]
    if (share !== undefined) settleShare(row, cap, share, limit, members.slice(0, i))
  })
  if (unread) members.forEach((row, i) => { row.figure = oneOf([before[i] ?? NOTHING, row.figure]) })
  // Rows whose group was not told may belong here too.
  if (untold.length > 0) for (const row of members) if (row.figure.lo?.n !== 0n) { row.figure = oneOf([NOTHING, row.figure]); waitFor(row, untold) }
  reportJoint(cap, limit, members, joint)
}
/** By its whole maximum: whoever grants adds up what was granted under the key. */
function noteLimit(row: Row, cap: Cap, key: Key): void {
  const figure = limitOf(row.scene, cap, undefined)
  const whose = typeof key === 'string' ? key : typeof key === 'object' ? [row.party.id, key.kind, key.id].join(' ') : undefined
  if (!figure.known || whose === undefined || typeOf(row).kind !== 'money') return
  const period = cap.every === undefined ? '' : ` ${calendar.periodOf(row.scene.run.asOf, cap.every)}`
  row.limits = [...row.limits ?? [], { key: `${cap.id} ${whose}${period}`, most: figure.lo, words: cap.words }]
}
/** Earlier awards of parties that may belong to the same group leave the limit open. */
function besideUntold(cap: Cap, instruments: readonly string[], key: Key, members: readonly Row[], awards: Awards, limit: Figure): Figure {
  if (typeof key !== 'string' || cap.per === undefined) return limit
  const { total, holders } = awards.ofUntold(instruments, cap.per)
  if (total.n === 0n) return limit
  for (const holder of holders) {
    const found = groupFact(members[0]?.scene.run.prepared, holder, cap.per)
    if (found !== undefined) for (const row of members) row.notes.missing.push({ subject: found.subject.id, kind: found.subject.kind, fact: found.fact })
  }
  return given(minus(limit, between(ZERO, total)))
}
const useOf = (row: Row): { figure: Figure; sure: boolean; exact: boolean } => ({ figure: row.figure, sure: isSure(row) && !(row.how === 'exact' && row.perhapsCeiling), exact: row.how === 'exact' })

function settleShare(row: Row, cap: Cap, share: Share, limit: Figure, earlier: readonly Row[]): void {
  const { words } = cap
  const before = row.figure
  row.figure = share.figure
  if (row.least !== undefined && share.figure.hi !== undefined) row.least = least(row.least, share.figure)
  if (share.perhaps) row.perhapsCeiling = true
  if (share.waits) waitFor(row, earlier.filter(one => !isSure(one) || !one.figure.known))
  if (share.limited) {
    if (words !== undefined) row.limitedBy = words
    row.notes.steps.push({
      step: 'shared', limits: true, type: typeOf(row), ...(words === undefined ? {} : { words }), ...(row.figure.known ? { value: row.figure.lo } : {}),
      from: [before, limit].flatMap(figure => (figure.known ? [{ value: figure.lo, type: typeOf(row) }] : [])),
    })
  }
  if (share.contingent) makeCeiling(row, cap, 'shared')
}

/** Several "up to" under one limit: each its own ceiling, together no more than what is left of the limit. */
function reportJoint(cap: Cap, limit: Figure, members: readonly Row[], joint: Joint[]): void {
  const open = members.filter(row => row.figure.hi === undefined || row.figure.hi.n > 0n)
  if (!limit.known || open.length < 2 || open.every(isExact)) return
  const first = open[0]
  if (first === undefined) return
  joint.push({ most: limit.lo, type: typeOf(first), members: open.map(memberOf), ...(cap.words === undefined ? {} : { words: cap.words }) })
}

/** To which group a row belongs was not told: its own limit is known at most. */
function askGroup(cap: Cap, rows: readonly Row[]): void {
  for (const row of rows) {
    const found = cap.per === undefined ? undefined : groupFact(row.scene.run.prepared, row.subject, cap.per)
    if (found === undefined || found.fact.every !== undefined) continue
    row.notes.missing.push({ subject: found.subject.id, kind: found.subject.kind, fact: found.fact })
    row.figure = oneOf([NOTHING, row.figure])
  }
}

