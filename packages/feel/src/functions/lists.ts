import { NONE, UNKNOWN, type Value } from '../value.ts'
import type { Type } from '../type.ts'
import type { Tree } from '../tree.ts'
import { add, divide, isRational, multiply, whole, ONE } from '../rational.ts'
import { isNumeric, isOrdered, unify } from '../check/types.ts'
import { BOOLEAN, integer, items, NUMBER, rational, told, type Builtin, type Fault } from './builtin.ts'
import { comparison, equality, equalItem, every, some } from './order.ts'

/** Functions of one list. An empty list has no least, greatest, sum or mean: that is none, not zero. */

const itemOf = (args: readonly Tree[]): Type | undefined => (args[0]?.type.kind === 'list' ? args[0].type.of : undefined)

const wants = (wanted: string): Fault => ({ fault: 'argument-type', arg: 0, params: { wanted } })

function extreme(sign: 1 | -1): Builtin {
  return {
    params: ['list'],
    spread: true,
    type: args => {
      const item = itemOf(args)
      return item !== undefined && isOrdered(item) ? item : wants('number')
    },
    run: args => {
      const order = comparison(itemOf(args) ?? NUMBER)
      return ([list]) => {
        const all = told(items(list))
        if (typeof all === 'symbol') return all
        return all.reduce((best, value) => (best === NONE || sign * order(value, best) > 0 ? value : best), NONE)
      }
    },
  }
}

function fold(from: (all: readonly Value[], item: Type) => Value, type: (item: Type) => Type | undefined): Builtin {
  return {
    params: ['list'],
    spread: true,
    type: args => {
      const item = itemOf(args)
      return (item && type(item)) ?? wants('number')
    },
    run: args => ([list]) => {
      const all = told(items(list))
      if (typeof all === 'symbol') return all
      return all.length === 0 ? NONE : from(all, itemOf(args) ?? NUMBER)
    },
  }
}

const numeric = (item: Type): Type | undefined => (isNumeric(item) ? item : undefined)
const summed = (item: Type): Type | undefined => (isNumeric(item) || item.kind === 'duration' ? item : undefined)

/** The sum of told values of one type. */
export function total(all: readonly Value[], item: Type): Value {
  if (item.kind === 'duration') return all.reduce<number>((sum, value) => sum + integer(value), 0)
  return all.reduce<{ n: bigint; d: bigint }>((sum, value) => add(sum, rational(value)), whole(0))
}

const mean = (all: readonly Value[], item: Type): Value => {
  const sum = total(all, item)
  return isRational(sum) ? divide(sum, whole(all.length)) : UNKNOWN
}

function median(all: readonly Value[], item: Type): Value {
  const sorted = [...all].sort(comparison(item))
  const middle = sorted.length / 2
  return Number.isInteger(middle) ? mean(sorted.slice(middle - 1, middle + 1), item) : sorted[Math.floor(middle)] ?? UNKNOWN
}

const truths = (of: (values: readonly Value[]) => Value): Builtin => ({
  params: ['list'],
  spread: true,
  hints: [{ kind: 'list', of: BOOLEAN }],
  type: args => (itemOf(args)?.kind === 'boolean' ? BOOLEAN : wants('boolean')),
  run: () => ([list]) => of(items(list)),
})

export const lists: Readonly<Record<string, Builtin>> = {
  min: extreme(-1),
  max: extreme(1),
  sum: fold(total, summed),
  mean: fold(mean, numeric),
  median: fold(median, numeric),
  product: fold(all => all.reduce<{ n: bigint; d: bigint }>((product, value) => multiply(product, rational(value)), ONE), item => (item.kind === 'number' && item.unit === undefined ? item : undefined)),
  count: {
    params: ['list'],
    type: args => (itemOf(args) === undefined ? wants('list') : NUMBER),
    hints: [{ kind: 'list', of: NUMBER }],
    run: () => ([list]) => whole(items(list).length),
  },
  all: truths(every),
  any: truths(some),
  'list contains': {
    params: ['list', 'element'],
    type: args => {
      const item = itemOf(args)
      if (item === undefined) return wants('list')
      return args[1] !== undefined && unify(item, args[1].type) !== undefined ? BOOLEAN : { fault: 'arguments-differ' }
    },
    run: args => {
      const same = equality(itemOf(args) ?? NUMBER)
      return ([list, element]) => some(items(list).map(item => equalItem(item, element ?? UNKNOWN, same)))
    },
  },
  is: {
    params: ['value1', 'value2'],
    type: ([a, b]) => (a !== undefined && b !== undefined && unify(a.type, b.type) !== undefined ? BOOLEAN : { fault: 'arguments-differ' }),
    run: ([a]) => {
      const same = equality(a?.type ?? NUMBER)
      return ([x, y]) => same(x ?? UNKNOWN, y ?? UNKNOWN)
    },
  },
}
