import type { Problem } from '../problem.ts'
import { childrenOf, unwrap, type Tree } from '../tree.ts'
import { judge } from './abstract.ts'
import { constraintOf, intersect, isEmpty, type Constraint } from './constraints.ts'

/**
 * Warnings of conditions whose outcome is settled before any fact is told: a wrong figure, or a comparison the wrong way round.
 * They speak of facts that exist; a fact that is none makes any comparison false.
 */
export function verdicts(tree: Tree): readonly Problem[] {
  const found: Problem[] = []
  visit(tree, found)
  return found
}

function visit(tree: Tree, found: Problem[]): void {
  const code = tree.type.kind === 'boolean' && tree.within === undefined ? verdict(tree) : undefined
  if (code === undefined) {
    // A definition is judged where it is written, not at every use.
    if (tree.op !== 'define') for (const child of childrenOf(tree)) visit(child, found)
    return
  }
  found.push({ code, params: {}, span: tree.span, severity: 'warning' })
}

function verdict(tree: Tree): string | undefined {
  // `true` written out is a reading, not a mistake.
  if (unwrap(tree).op === 'literal') return undefined
  if (tree.op === 'and' && tree.of.every(child => verdict(child) === undefined)) return clash(flat(tree, 'and'), false) ? 'never-together' : undefined
  if (tree.op === 'or' && tree.of.every(child => verdict(child) === undefined)) return clash(flat(tree, 'or'), true) ? 'always-one' : undefined
  if (tree.op === 'and' || tree.op === 'or') return undefined
  const { never, always } = judge(tree, {})
  if (never === true || clash([tree], false)) return 'never-holds'
  return always === true || clash([tree], true) ? 'always-holds' : undefined
}

function flat(tree: Tree, op: 'and' | 'or'): readonly Tree[] {
  const inner = unwrap(tree)
  return inner.op === op ? inner.of.flatMap(child => flat(child, op)) : [inner]
}

/** Do the conditions (or, of `or`, their opposites) leave no value for some fact? */
function clash(conditions: readonly Tree[], negated: boolean): boolean {
  const byFact = new Map<string, Constraint>()
  for (const condition of conditions) {
    const constraint = constraintOf(condition, negated)
    if (constraint === undefined) continue
    const before = byFact.get(constraint.key)
    byFact.set(constraint.key, before === undefined ? constraint : intersect(before, constraint))
  }
  return [...byFact.values()].some(isEmpty)
}
