import type { Value } from '@lizhu/feel'
import type { Allocate } from '../program.ts'
import { compareKeys } from './amount/lines.ts'

/** What one applicant is due before the pool is looked at (fen). */
export interface Application { readonly id: string; readonly amount: bigint; /** Place in the queue: a date, a rank. Absent: as given. */ readonly order?: Value }
/** `tied`: equal in order where it matters; a person decides. `open`: hangs on such a decision, or on nobody's rule at all. */
export type Place = 'granted' | 'part' | 'queued' | 'tied' | 'open'
export interface Allotment { readonly id: string; readonly asked: bigint; readonly granted: bigint; readonly place: Place }
export interface Allocation { readonly rows: readonly Allotment[]; /** What is not granted; with ties, before they are decided. */ readonly left: bigint; readonly short: boolean }

/**
 * Divides a pool among applicants. Nothing is ever granted beyond it: pro rata is rounded down and the rest shown, and
 * where equals in order cannot all be served, none of them is chosen here.
 */
export function allocate(pool: bigint, applications: readonly Application[], whenShort: Allocate['whenShort']): Allocation {
  const total = applications.reduce((sum, { amount }) => sum + amount, 0n)
  if (total <= pool) return close(applications.map(one => grant(one, one.amount, 'granted')), pool, false)
  switch (whenShort) {
    case 'pro rata': return close(applications.map(one => grant(one, one.amount * pool / total, 'part')), pool, true)
    case 'decide': return close(applications.map(one => grant(one, 0n, 'open')), pool, true)
    case 'close and queue': case 'queue': case 'part': return close(inTurn(pool, applications, whenShort), pool, true)
  }
}

const grant = ({ id, amount }: Application, granted: bigint, place: Place): Allotment => ({ id, asked: amount, granted, place })
function close(rows: readonly Allotment[], pool: bigint, short: boolean): Allocation {
  return { rows, short, left: pool - rows.reduce((sum, { granted }) => sum + granted, 0n) }
}

function inTurn(pool: bigint, applications: readonly Application[], whenShort: 'close and queue' | 'queue' | 'part'): Allotment[] {
  const given = new Map<Application, Allotment>()
  let left = pool
  let closed = false
  let open = false
  for (const group of turns(applications)) {
    const asked = group.reduce((sum, { amount }) => sum + amount, 0n)
    if (closed || open) { for (const one of group) given.set(one, grant(one, 0n, open ? 'open' : 'queued')); continue }
    if (asked <= left) { for (const one of group) given.set(one, grant(one, one.amount, 'granted')); left -= asked; continue }
    if (group.length > 1) {
      for (const one of group) given.set(one, grant(one, 0n, whenShort === 'queue' && one.amount > left ? 'queued' : 'tied'))
      // Some of the equals will not be served: what closes the list is certain, what may still fit behind them is not.
      if (whenShort === 'queue') open = group.some(one => one.amount <= left)
      else closed = true
      continue
    }
    for (const one of group) given.set(one, whenShort === 'part' && left > 0n ? grant(one, left, 'part') : grant(one, 0n, 'queued'))
    if (whenShort === 'part') left = 0n
    closed = whenShort !== 'queue'
  }
  return applications.map(one => given.get(one) ?? grant(one, 0n, 'open'))
}

/** Applicants in order; those equal in it together. Without an order, as they are given, one by one. */
function turns(applications: readonly Application[]): Application[][] {
  const groups: Application[][] = []
  for (const one of [...applications].sort((a, b) => (a.order === undefined || b.order === undefined ? 0 : compareKeys(a.order, b.order)))) {
    const last = groups.at(-1)
    const before = last?.[0]
    if (last !== undefined && before?.order !== undefined && one.order !== undefined && compareKeys(before.order, one.order) === 0) last.push(one)
    else groups.push([one])
  }
  return groups
}
