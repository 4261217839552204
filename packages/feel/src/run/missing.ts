import { UNKNOWN, type Value } from '../value.ts'
import type { FactRef } from '../scope.ts'
import { testChildren } from '../tree.ts'
import { testKernel } from './tests.ts'
import type { TraceNode } from './trace.ts'

/** What is not told: a fact (of a period: which one), or a setting that nobody has decided. */
export type Missing = { readonly ref: FactRef; readonly at?: number } | { readonly setting: string }

/**
 * The unknown facts and settings that keep a node unknown. What lies under a settled node does not: of `a or b`
 * with `a` true nothing is missing, whatever `b` reads. In the order in which they were read, each once.
 */
export function missing(node: TraceNode): readonly Missing[] {
  const found = new Map<string, Missing>()
  collect(node, found)
  return [...found.values()]
}

const isOpen = (value: Value): boolean => value === UNKNOWN || (Array.isArray(value) && value.some(isOpen))

function collect(node: TraceNode, found: Map<string, Missing>): void {
  if (!isOpen(node.value)) return
  const { tree } = node
  if (tree.op === 'fact') {
    const { ref } = tree
    found.set(`${ref.owner}\n${ref.name}\n${node.at ?? ''}`, { ref, ...(node.at === undefined ? {} : { at: node.at }) })
  } else if (tree.op === 'setting') {
    found.set(`\n${tree.name}`, { setting: tree.name })
  } else {
    for (const child of keeping(node)) collect(child, found)
  }
}

/** The children that may keep a node unknown. Of `in`: those of a test that is itself unsettled. */
function keeping({ tree, children }: TraceNode): readonly TraceNode[] {
  const [of, ...rest] = children
  if (tree.op !== 'in' || of === undefined) return children
  let next = 0
  const open = tree.tests.flatMap(test => {
    const operands = rest.slice(next, next += testChildren(test).length)
    const result = testKernel(tree.of, test)(of.value, operands.map(operand => operand.value))
    return result === UNKNOWN ? operands : []
  })
  return [of, ...open]
}
