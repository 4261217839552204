import { NONE, UNKNOWN, type Value } from '../value.ts'
import type { Test, Tree } from '../tree.ts'
import { heldAs } from '../tree.ts'
import { equality, equalItem, some } from '../functions/order.ts'
import { items } from '../functions/builtin.ts'
import { compareKernel } from './kernels.ts'

/** The tests after `in`, as functions of the value tested and the values of the test's own trees (in the order of `testChildren`). */
export type TestKernel = (value: Value, operands: readonly Value[]) => Value

export function testKernel(of: Tree, test: Test): TestKernel {
  switch (test.test) {
    case 'equal': {
      const same = compareKernel('=', of.type)
      return (value, [other]) => same(value, other ?? UNKNOWN)
    }
    case 'compare': {
      const compare = compareKernel(test.operator, of.type)
      return (value, [other]) => compare(value, other ?? UNKNOWN)
    }
    case 'range': {
      const low = compareKernel(test.lowOpen ? '>' : '>=', of.type)
      const high = compareKernel(test.highOpen ? '<' : '<=', of.type)
      return (value, [least, most]) => both(low(value, least ?? UNKNOWN), high(value, most ?? UNKNOWN))
    }
    case 'member': return member(of, test.value)
  }
}

const both = (a: Value, b: Value): Value => (a === false || b === false ? false : a === UNKNOWN || b === UNKNOWN ? UNKNOWN : true)

function member(of: Tree, list: Tree): TestKernel {
  const constants = literalTexts(list)
  if (constants !== undefined) return value => (typeof value === 'string' ? constants.has(value) : value === NONE ? false : UNKNOWN)
  const same = equality(of.type)
  return (value, [all]) => {
    if (value === NONE || all === NONE) return false
    if (all === UNKNOWN) return UNKNOWN
    return some(items(all).map(item => equalItem(value, item, same)))
  }
}

/** A list of written texts, such as 400 industry codes, is looked up, not walked. */
function literalTexts(list: Tree): ReadonlySet<Value> | undefined {
  let inner = list
  while (inner.op === 'define') inner = inner.of
  if (inner.op !== 'list' || inner.of.length === 0) return undefined
  if (inner.type.kind !== 'list' || heldAs(inner.type.of) !== 'text') return undefined
  const values = inner.of.map(item => (item.op === 'literal' ? item.value : UNKNOWN))
  return values.includes(UNKNOWN) ? undefined : new Set(values)
}
