import { walk, type Tree } from '../../src/index.ts'

/**
 * FEEL's null is a value (`null = 1` is false, `if null` takes the other branch); our unknown is none. Where an input is null, an
 * expression with a part that tells the two apart is refused; arithmetic, order, `and`, `or` and `not` treat them alike.
 */
export function nullSensitive(tree: Tree): Tree | undefined {
  return [...walk(tree)].find(node => {
    switch (node.op) {
      case 'if': return true
      case 'compare': return node.operator === '=' || node.operator === '!='
      case 'in': return node.tests.some(test => test.test === 'equal' || test.test === 'member' || (test.test === 'compare' && (test.operator === '=' || test.operator === '!=')))
      case 'call': return ['is', 'list contains', 'string join', 'count'].includes(node.name)
      case 'list': return true
      default: return false
    }
  })
}
