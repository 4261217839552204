import { Builder, renumbered } from '../builder.ts'
import type { Node, Plan, Reg } from '../ir.ts'
import { rangesOf, type Range } from '../ranges.ts'
import { calendarCall, quotient } from './calendar.ts'

/** What `quotient` takes. */
const MOST = 1n << 51n

/** The same plan in what vectors do, and do quickly: the calendar in arithmetic, whole quotients as products. */
export function spelled(plan: Plan): Plan {
  const builder = new Builder()
  const ranges = rangesOf(plan)
  const columns = plan.columns.map(({ ref, at }) => builder.column(ref, at).place)
  const regs: Reg[] = []
  const reg = (old: Reg): Reg => regs[old] ?? 0
  const column = (old: number): number => columns[old] ?? 0
  for (const node of plan.nodes) {
    const divided = node.op === 'floor' ? dividedBy(plan.nodes[node.a], plan.nodes, ranges) : undefined
    if (divided !== undefined) regs.push(quotient(builder, reg(divided.a), divided.by))
    else if (node.op === 'date') regs.push(calendarCall(builder, node.call, reg(node.a), reg(node.b)))
    else if (node.op === 'text') { const test = plan.tests[node.test]; regs.push(test === undefined ? builder.no : builder.text({ ...test, column: column(test.column) })) }
    else regs.push(builder.node(renumbered(node, reg, column, test => test)))
  }
  for (const output of plan.outputs) builder.output(output.kind === 'figure' ? { ...output, from: reg(output.from) } : { ...output, parts: output.parts.map(({ mask, bits }) => ({ mask: reg(mask), bits })) })
  return builder.plan()
}

/** A division of which only the whole part is asked, small enough to multiply instead. */
function dividedBy(node: Node | undefined, nodes: readonly Node[], ranges: readonly Range[]): { readonly a: Reg; readonly by: number } | undefined {
  if (node?.op !== 'div') return undefined
  const [by, { lo, hi }] = [nodes[node.b], ranges[node.a] ?? { lo: -MOST, hi: MOST }]
  return by?.op === 'number' && by.value >= 1 && lo > -MOST && hi < MOST ? { a: node.a, by: by.value } : undefined
}
