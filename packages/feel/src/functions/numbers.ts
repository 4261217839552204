import { UNKNOWN, type Rational, type Value } from '../value.ts'
import type { Type } from '../type.ts'
import type { Tree } from '../tree.ts'
import { absolute, compare, divide, floor, multiply, power, round, subtract, whole, type Rounding } from '../rational.ts'
import { MINOR_DIGITS } from '../units.ts'
import { BOOLEAN, integer, kinds, NUMBER, rational, type Builtin, type Constant, type Fault } from './builtin.ts'
import { isNumeric, unify } from '../check/types.ts'

const numeric = (args: readonly Tree[]): Fault | undefined =>
  args[0] !== undefined && !isNumeric(args[0].type) ? { fault: 'argument-type', arg: 0, params: { wanted: 'number' } } : undefined

/** Money is held in fen and rounded in yuan: `round down(x, 0)` to the yuan, `(x, 2)` to the fen, `(x, -4)` to ten thousand. */
const minor = (type: Type): number => (type.kind === 'money' ? MINOR_DIGITS[type.currency] ?? 2 : 0)

/** FEEL's bounds of a scale. */
const SCALES = [-6111, 6176] as const

function scaleFault(args: readonly Tree[], constant: Constant): Fault | undefined {
  const scale = args[1]
  if (scale === undefined) return undefined
  const value = kinds([scale], 'number') === undefined ? constant(scale) : undefined
  if (value === undefined || typeof value !== 'object') return { fault: 'scale', arg: 1 }
  const { n, d } = rational(value)
  return d !== 1n || n < SCALES[0] || n > SCALES[1] ? { fault: 'scale', arg: 1 } : undefined
}

function rounding(mode: Rounding, required: number): Builtin {
  return {
    params: ['n', 'scale'],
    required,
    type: (args, constant) => numeric(args) ?? scaleFault(args, constant) ?? args[0]?.type ?? NUMBER,
    run: args => {
      const shift = args[0] === undefined ? 0 : minor(args[0].type)
      return ([n, scale]) => round(rational(n), (scale === undefined ? 0 : Number(rational(scale).n)) - shift, mode)
    },
  }
}

function parity(odd: boolean): Builtin {
  return {
    params: ['number'],
    type: args => kinds(args, 'number') ?? BOOLEAN,
    run: () => ([n]) => {
      const value = rational(n)
      return value.d === 1n ? (value.n % 2n !== 0n) === odd : UNKNOWN
    },
    reason: 'not-whole',
  }
}

/** The exact square root, or undefined when it is not a fraction. */
function root(a: Rational): Rational | undefined {
  const n = wholeRoot(a.n)
  const d = wholeRoot(a.d)
  return n === undefined || d === undefined ? undefined : { n, d }
}

function wholeRoot(n: bigint): bigint | undefined {
  if (n < 0n) return undefined
  if (n < 2n) return n
  let x = 1n << BigInt((n.toString(2).length + 1) >> 1)
  for (;;) {
    const next = (x + n / x) >> 1n
    if (next >= x) return x * x === n ? x : undefined
    x = next
  }
}

const unitOf = (currency: 'CNY', tens: number): Builtin => ({
  params: ['n'],
  type: ([n]) => {
    if (n === undefined || n.type.kind !== 'number') return { fault: 'argument-type', arg: 0, params: { wanted: 'number' } }
    return n.op === 'literal' ? { fault: 'money-of-literal', arg: 0 } : { kind: 'money', currency }
  },
  run: () => ([n]) => multiply(rational(n), power(whole(10), tens)),
})

export const numbers: Readonly<Record<string, Builtin>> = {
  abs: {
    params: ['n'],
    type: args => (args[0]?.type.kind === 'duration' ? args[0].type : numeric(args) ?? args[0]?.type ?? NUMBER),
    run: args => (args[0]?.type.kind === 'duration' ? ([n]): Value => Math.abs(integer(n)) : ([n]): Value => absolute(rational(n))),
  },
  floor: rounding('floor', 1),
  ceiling: rounding('ceiling', 1),
  decimal: rounding('half even', 2),
  'round up': rounding('up', 2),
  'round down': rounding('down', 2),
  'round half up': rounding('half up', 2),
  'round half down': rounding('half down', 2),
  'round half even': rounding('half even', 2),
  even: parity(false),
  odd: parity(true),
  modulo: {
    params: ['dividend', 'divisor'],
    type: ([a, b]) => {
      const type = a && b && unify(a.type, b.type)
      if (a === undefined || type === undefined || !isNumeric(type)) return { fault: 'arguments-differ' }
      return type
    },
    run: () => ([a, b]) => {
      const [x, y] = [rational(a), rational(b)]
      return y.n === 0n ? UNKNOWN : subtract(x, multiply(y, whole(floor(divide(x, y)))))
    },
    reason: 'division-by-zero',
  },
  sqrt: {
    params: ['number'],
    type: (args, constant) => {
      const value = kinds(args, 'number') === undefined && args[0] !== undefined ? constant(args[0]) : undefined
      if (value === undefined) return kinds(args, 'number') ?? { fault: 'root-not-exact', arg: 0 }
      const n = rational(value)
      return compare(n, whole(0)) < 0 || root(n) === undefined ? { fault: 'root-not-exact', arg: 0 } : NUMBER
    },
    run: () => ([n]) => root(rational(n)) ?? UNKNOWN,
    reason: 'root-not-exact',
  },
  元: unitOf('CNY', 2),
  千元: unitOf('CNY', 5),
  万元: unitOf('CNY', 6),
  百万元: unitOf('CNY', 8),
  亿元: unitOf('CNY', 10),
}
