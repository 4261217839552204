import type { FactRef, Type } from '@lizhu/feel'
import { NOTHING_THERE, TOLD, UNTOLD, columnKey, padded, type Cells, type Column, type Plan, type Results } from '@lizhu/feel/kernel'
import type { Frame } from '../city/index.ts'

/** A sum over claims: a kernel of its own over their rows; each owner gets the sum, and what is known of it, as columns. */
export interface LinePlan {
  readonly kind: string
  readonly plan: Plan
  /** What each bit of the lines' `missing` stands for. */
  readonly facts: readonly { readonly ref: FactRef; readonly at: number | undefined }[]
  /** Limits that lines of one group share, in order. */
  readonly groups: readonly GroupCap[]
}
/** How many lines, or how much of what they are counted in; `by`: the text, or the further owner, that they share. */
export interface GroupCap { readonly by: Column | { readonly owner: string } | undefined; readonly counts: boolean; readonly max: number }

/** Bits of a line's `flags`. */
export const FLAG = { belongs: 1, perhaps: 2, known: 4, vanishes: 8, left: 16, unordered: 32, last: 64, settings: 128 } as const

/** The columns that lines are summed into. */
export const LINES = 'lines'
const column = (name: string, type: Type = { kind: 'boolean' }): FactRef => ({ owner: LINES, name, type })
export const SUMMED = {
  sum: column('sum', { kind: 'number', unit: '项' }), any: column('any'), vanishes: column('vanishes'), left: column('left'), settings: column('settings'), untold: column('untold'),
  missing: (bit: number) => column(`missing ${bit}`),
} as const

/** Sums are whole numbers below this, or their row is left to the closure. */
export const MOST_SUM = Number.MAX_SAFE_INTEGER

/** Lines of one owner stand together; those with limits of their own in `order`. */
export function summed({ facts, groups }: LinePlan, lines: Frame, { figures, bytes }: Results, owners: number): ReadonlyMap<string, Cells> {
  const { under = NO_ROWS, told, count } = lines.table
  const make = (values: Float64Array | Uint8Array): Cells => ({ values, states: new Uint8Array(padded(owners)) })
  const flags = () => make(new Uint8Array(padded(owners)))
  const [sum, any, vanishes, left, settings, untold] = [make(new Float64Array(padded(owners))), flags(), flags(), flags(), flags(), flags()]
  const missing = facts.map(flags)
  const amounts = figures.get('amount') ?? new Float64Array(0)
  const flagsOf = bytes.get('flags') ?? NO_BYTES
  vanishes.values.fill(1)
  if (groups.length > 0) limitGroups(groups, lines, amounts, flagsOf, figures.get('order'), left)
  for (let row = 0; row < told; row++) {
    const owner = under[row] ?? 0
    const flag = flagsOf[row] ?? 0
    if ((flag & (FLAG.belongs | FLAG.perhaps)) === 0) continue
    if ((flag & FLAG.belongs) !== 0) { any.values[owner] = 1; any.states[owner] = TOLD } else if (any.values[owner] === 0) any.states[owner] = UNTOLD
    if ((flag & FLAG.belongs) === 0 || (flag & FLAG.known) === 0) sum.states[owner] = UNTOLD
    if ((flag & FLAG.vanishes) === 0) vanishes.values[owner] = 0
    if ((flag & FLAG.left) !== 0) left.values[owner] = 1
    if ((flag & FLAG.settings) !== 0) settings.values[owner] = 1
    sum.values[owner] = (sum.values[owner] ?? 0) + (amounts[row] ?? 0)
    if (Math.abs(sum.values[owner]) > MOST_SUM) left.values[owner] = 1
    missing.forEach((cells, bit) => { if (((bytes.get(`missing ${bit >> 3}`)?.[row] ?? 0) & (1 << (bit & 7))) !== 0) cells.values[owner] = 1 })
  }
  // It was not told whether it has any.
  for (let row = told; row < count; row++) {
    const owner = under[row] ?? 0
    for (const { states } of [sum, any]) states[owner] = UNTOLD
    untold.values[owner] = 1
    vanishes.values[owner] = 0
  }
  const all: [FactRef, Cells][] = [[SUMMED.sum, sum], [SUMMED.any, any], [SUMMED.vanishes, vanishes], [SUMMED.left, left], [SUMMED.settings, settings], [SUMMED.untold, untold], ...missing.map((cells, bit): [FactRef, Cells] => [SUMMED.missing(bit), cells])]
  return new Map(all.map(([ref, cells]) => [columnKey(ref), cells]))
}
const NO_ROWS = new Int32Array(0)
const NO_BYTES = new Uint8Array(0)

/** Lowers lines to what their groups leave them. Where a line is open it may matter which comes first: the closure says. */
function limitGroups(groups: readonly GroupCap[], { table: { under = NO_ROWS, told, beside }, rows }: Frame, amounts: Float64Array, flags: Uint8Array, order: Float64Array | undefined, left: Cells): void {
  for (let from = 0; from < told;) {
    const owner = under[from] ?? 0
    const members: number[] = []
    let open = false
    let to = from
    for (; to < told && under[to] === owner; to++) {
      const flag = flags[to] ?? 0
      if ((flag & (FLAG.belongs | FLAG.perhaps)) === 0) continue
      open ||= (flag & FLAG.belongs) === 0 || (flag & FLAG.known) === 0 || (flag & FLAG.unordered) !== 0
      members.push(to)
    }
    const place = (row: number): number => (((flags[row] ?? 0) & FLAG.last) !== 0 ? Infinity : order?.[row] ?? 0)
    if (order !== undefined) members.sort((a, b) => { const [x, y] = [place(a), place(b)]; return x === y ? a - b : x - y })
    for (const { by, counts, max } of groups) {
      const used = new Map<string, number>()
      for (const row of members) {
        const key = by === undefined ? '' : 'owner' in by ? String(beside.get(by.owner)?.[row] ?? -1) : textKey(rows.cells.get(by.key), row)
        if (key === '-1') open = true
        const before = used.get(key) ?? 0
        const amount = amounts[row] ?? 0
        const granted = counts ? (before < max ? amount : 0) : Math.min(amount, max - before)
        amounts[row] = granted
        used.set(key, before + (counts ? 1 : granted))
      }
    }
    if (open && members.length > 0) left.values[owner] = 1
    from = to
  }
}
/** Known to be in no group: one of its own. */
function textKey(cells: Cells | undefined, row: number): string {
  const state = cells?.states[row] ?? UNTOLD
  return state === UNTOLD ? '-1' : state === NOTHING_THERE ? `#${row}` : `=${cells?.values[row] ?? 0}`
}
