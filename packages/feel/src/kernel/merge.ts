import type { Column } from './column.ts'
import { renumbered } from './builder.ts'
import type { Node, Output, Plan, Reg, TextTest } from './ir.ts'

/** Several plans over the same rows as one: what they share is read and worked out once. Outputs are named `prefix name`. */
export function merged(plans: ReadonlyMap<string, Plan>): Plan {
  const columns: Column[] = []
  const tests: TextTest[] = []
  const nodes: Node[] = []
  const outputs: Output[] = []
  const places = new Map<string, number>()
  const regs = new Map<string, Reg>()
  const placed = <T>(all: T[], key: string, one: T): number => {
    const known = places.get(key)
    if (known !== undefined) return known
    places.set(key, all.length)
    return all.push(one) - 1
  }
  for (const [prefix, plan] of plans) {
    const columnAt = plan.columns.map(column => placed(columns, `column ${column.key}`, column))
    const testAt = plan.tests.map(test => { const moved = { ...test, column: columnAt[test.column] ?? 0 }; return placed(tests, `test ${moved.column} ${moved.how} ${moved.texts.join('\n')}`, moved) })
    const at: Reg[] = []
    for (const node of plan.nodes) {
      const moved = renumbered(node, reg => at[reg] ?? 0, column => columnAt[column] ?? 0, test => testAt[test] ?? 0)
      const key = Object.values(moved).join('|')
      const known = regs.get(key) ?? nodes.push(moved) - 1
      regs.set(key, known)
      at.push(known)
    }
    for (const output of plan.outputs) outputs.push(output.kind === 'figure' ? { ...output, name: `${prefix} ${output.name}`, from: at[output.from] ?? 0 } : { ...output, name: `${prefix} ${output.name}`, parts: output.parts.map(({ mask, bits }) => ({ mask: at[mask] ?? 0, bits })) })
  }
  return { columns, tests, nodes, outputs }
}
