import { rational, type Rational } from '@lizhu/feel'
import type { Assessment, Instrument, Joint, Program, Result } from '@lizhu/policy'

export const STATES = ['eligible', 'ceiling', 'undecided', 'unknown', 'ineligible', 'outside'] as const
export type LineState = (typeof STATES)[number]

/** An instrument and what it came to for each of its subjects. */
export interface Line {
  readonly instrument: Instrument
  readonly rows: readonly Assessment[]
  /** The best that any subject came to. */
  readonly state: LineState
  readonly counts: ReadonlyMap<LineState, number>
  readonly joint: readonly Joint[]
  readonly sum: Sum
}
/** Money of one currency only; what is not money has its own words. */
export interface Sum { readonly exact: Rational; readonly ceiling: Rational; readonly unknown: Rational; readonly undecided: Rational; /** No bound is known of something open. */ readonly open: boolean; readonly money: boolean }

const { add, compare, subtract, whole } = rational
const ZERO = whole(0)

export function stateOf({ status, granted }: Assessment): LineState {
  return status === 'eligible' && (granted?.how === 'ceiling' || granted?.how === 'between') ? 'ceiling' : status
}

export function linesOf(program: Program, result: Result): readonly Line[] {
  const rows = new Map<string, Assessment[]>()
  for (const one of result.assessments) rows.set(one.instrument, [...rows.get(one.instrument) ?? [], one])
  return program.instruments.flatMap(instrument => {
    const own = rows.get(instrument.id)
    return own === undefined ? [] : [lineOf(instrument, own, result.joint)]
  }).sort((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state) || weight(b) - weight(a))
}

function lineOf(instrument: Instrument, rows: readonly Assessment[], all: readonly Joint[]): Line {
  const counts = new Map<LineState, number>()
  for (const row of rows) counts.set(stateOf(row), (counts.get(stateOf(row)) ?? 0) + 1)
  const joint = all.filter(one => one.members.some(member => member.instrument === instrument.id))
  return { instrument, rows, counts, joint, state: STATES.find(state => counts.has(state)) ?? 'outside', sum: sumOf(rows, joint) }
}

/** What is nearest to being settled or met stands highest among its like, then what weighs more. */
function weight({ sum, rows, instrument }: Line): number {
  const worth = rows.reduce((most, { worth }) => (worth?.type.kind === 'money' && worth.most !== undefined && compare(worth.most, most) > 0 ? worth.most : most), ZERO)
  const near = rows.some(row => row.conditions.some(one => one.short !== undefined) || (row.status === 'unknown' && row.missing.every(one => one.fact !== undefined) && row.conditions.some(one => one.verdict === true))) ? 1e15 : 0
  return Number([sum.exact, sum.ceiling, sum.unknown, sum.undecided, worth].reduce((a, b) => add(a, b)).n) + (instrument.what.kind === 'amount' ? 1 : 0) + near
}

/** Sums a line; a joint ceiling holds what stands under it. */
export function sumOf(rows: readonly Assessment[], joint: readonly Joint[]): Sum {
  const sum = { exact: ZERO, ceiling: ZERO, unknown: ZERO, undecided: ZERO, open: false, money: false }
  for (const row of rows) {
    const { granted, worth, status } = row
    if (granted !== undefined && granted.how !== 'measure' && isMoney(granted.type)) {
      sum.money = true
      if (granted.how === 'exact') sum.exact = add(sum.exact, granted.value)
      else {
        sum.ceiling = add(sum.ceiling, granted.most)
        if (granted.how === 'between') { sum.exact = add(sum.exact, granted.least); sum.ceiling = subtract(sum.ceiling, granted.least) }
      }
    }
    if (status !== 'unknown' && status !== 'undecided') continue
    if (worth?.most === undefined) sum.open = sum.open || worth === undefined || isMoney(worth.type)
    else if (isMoney(worth.type)) { sum[status] = add(sum[status], worth.most); sum.money = true }
  }
  return limited(sum, rows, joint)
}

function limited(sum: Sum, rows: readonly Assessment[], joint: readonly Joint[]): Sum {
  return joint.filter(one => isMoney(one.type)).reduce((now, one) => {
    const inside = rows.filter(row => one.members.some(member => member.instrument === row.instrument && member.subject === row.subject.id))
    if (inside.length !== rows.length) return now
    let left = compare(subtract(one.most, now.exact), ZERO) > 0 ? subtract(one.most, now.exact) : ZERO
    const take = (part: Rational): Rational => {
      const taken = compare(part, left) < 0 ? part : left
      left = subtract(left, taken)
      return taken
    }
    return { ...now, ceiling: take(now.ceiling), unknown: take(now.unknown), undecided: take(now.undecided) }
  }, sum)
}

const isMoney = (type: { readonly kind: string; readonly currency?: string }): boolean => type.kind === 'money' && type.currency === 'CNY'

/** Everything together. */
export function totalOf(lines: readonly Line[]): Sum {
  return lines.reduce<Sum>((total, { sum }) => ({
    exact: add(total.exact, sum.exact), ceiling: add(total.ceiling, sum.ceiling), unknown: add(total.unknown, sum.unknown),
    undecided: add(total.undecided, sum.undecided), open: total.open || sum.open, money: true,
  }), { exact: ZERO, ceiling: ZERO, unknown: ZERO, undecided: ZERO, open: false, money: true })
}
export const mostOf = ({ exact, ceiling, unknown, undecided }: Sum): Rational => [exact, ceiling, unknown, undecided].reduce((a, b) => add(a, b))
