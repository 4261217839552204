import type { Results, Rows } from '@lizhu/feel/kernel'

/** The six rules as somebody would write them out over typed arrays: status, amount, failing conditions, missing facts. */
interface Read { readonly values: Float64Array; readonly states: Uint8Array }
export interface ByHand { readonly amount: Float64Array; readonly status: Uint8Array; readonly failing: Uint8Array; readonly missing: Uint8Array }

export const handResults = (count: number): ByHand => ({ amount: new Float64Array(count), status: new Uint8Array(count), failing: new Uint8Array(count), missing: new Uint8Array(count) })

const figures = ({ cells }: Rows, key: string): Read => {
  const found = cells.get(key)
  if (!(found?.values instanceof Float64Array)) throw new Error(key)
  return { values: found.values, states: found.states }
}
const codes = ({ cells }: Rows, key: string, texts: readonly string[]): { readonly values: Uint16Array; readonly states: Uint8Array; readonly hit: Uint8Array } => {
  const found = cells.get(key)
  if (!(found?.values instanceof Uint16Array)) throw new Error(key)
  return { values: found.values, states: found.states, hit: Uint8Array.from(found.texts ?? [], text => Number(texts.includes(text))) }
}

/** A condition on a text, and a rate of a base up to a cap: four of the six are this. */
export function rated(rows: Rows, text: string, texts: readonly string[], base: string, [p, q]: readonly [number, number], cap: number): (out: ByHand) => void {
  const [condition, money] = [codes(rows, text, texts), figures(rows, base)]
  const { values, states, hit } = condition
  return ({ amount, status, failing, missing }) => {
    for (let i = 0; i < rows.count; i++) {
      const told = states[i] === 0
      const holds = told && hit[values[i] ?? 0] === 1
      if (states[i] !== 1 && !holds) { status[i] = 0; failing[i] = 1; missing[i] = 0; amount[i] = 0; continue }
      failing[i] = 0
      const unknown = money.states[i] === 1
      if (!holds || unknown) { status[i] = 2; missing[i] = (holds ? 0 : 1) | (unknown ? 2 : 0); amount[i] = 0; continue }
      const given = Math.max(0, Math.floor(((money.values[i] ?? 0) * p) / q))
      status[i] = 1; missing[i] = 0; amount[i] = given < cap ? given : cap
    }
  }
}

/** What differs between a kernel and the hand-written loops, in amounts and statuses. */
export function differences(kernel: Results, hand: ByHand): number {
  const [amount, status] = [kernel.figures.get('amount'), kernel.bytes.get('status')]
  let found = 0
  for (let i = 0; i < hand.status.length; i++) if ((hand.amount[i] ?? 0) !== (amount?.[i] ?? 0) || (hand.status[i] ?? 0) !== ((status?.[i] ?? 0) & 7)) found++
  return found
}
