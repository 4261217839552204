import { inputsOf, isMask, readBy, type Plan, type Reg } from './ir.ts'

/** Which register of which sort each node writes, so that one whose last reader has run is used again. Constants keep theirs. */
export interface Registers { readonly of: readonly number[]; readonly figures: number; readonly masks: number }

export function registers({ nodes, outputs }: Plan): Registers {
  const last = new Map<Reg, number>()
  nodes.forEach((node, i) => { for (const input of inputsOf(node)) last.set(input, i) })
  for (const output of outputs) for (const reg of readBy(output)) last.set(reg, nodes.length)
  const free: { figures: number[]; masks: number[] } = { figures: [], masks: [] }
  const made = { figures: 0, masks: 0 }
  const of: number[] = []
  nodes.forEach((node, i) => {
    const sort = isMask(node) ? 'masks' : 'figures'
    // A node may write over what it reads for the last time: every loop reads a row before it writes it.
    for (const input of new Set(inputsOf(node))) {
      const read = nodes[input]
      if (last.get(input) === i && read !== undefined && read.op !== 'number' && read.op !== 'mask') free[isMask(read) ? 'masks' : 'figures'].push(of[input] ?? 0)
    }
    const constant = node.op === 'number' || node.op === 'mask'
    of.push((constant ? undefined : free[sort].pop()) ?? made[sort]++)
  })
  return { of, ...made }
}
