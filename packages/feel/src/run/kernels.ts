import { NONE, UNKNOWN, type Value } from '../value.ts'
import type { Tree } from '../tree.ts'
import type { Comparator } from '../syntax.ts'
import { add as addExact, compare as compareExact, divide, equal, isRational, multiply, negate, power, subtract } from '../rational.ts'
import { addDays, addMonths } from '../calendar.ts'
import { heldAs } from '../tree.ts'
import { compareText, equality } from '../functions/order.ts'
import { impossible } from '../functions/builtin.ts'

/**
 * What one node does with the values under it, shared by the closure and the trace so that they cannot disagree.
 * Unknown comes before none: an operation on an unknown value is unknown, on one that is none it is none,
 * and a comparison with none is false.
 */
export type Binary = (left: Value, right: Value) => Value

type Arithmetic = Extract<Tree, { op: 'arithmetic' }>

const absent = (a: Value, b: Value): Value => (a === UNKNOWN || b === UNKNOWN ? UNKNOWN : a === NONE || b === NONE ? NONE : impossible(a))

export function arithmeticKernel({ operator, left, right }: Arithmetic): Binary {
  if (left.type.kind === 'text') return (a, b) => (typeof a === 'string' && typeof b === 'string' ? a + b : absent(a, b))
  if (heldAs(left.type) === 'number' || heldAs(right.type) === 'number') return calendarKernel({ operator, left, right })
  switch (operator) {
    case '+': return (a, b) => (isRational(a) && isRational(b) ? addExact(a, b) : absent(a, b))
    case '-': return (a, b) => (isRational(a) && isRational(b) ? subtract(a, b) : absent(a, b))
    case '*': return (a, b) => (isRational(a) && isRational(b) ? multiply(a, b) : absent(a, b))
    case '/': return (a, b) => (isRational(a) && isRational(b) ? (b.n === 0n ? UNKNOWN : divide(a, b)) : absent(a, b))
    case '**': return (a, b) => (isRational(a) && isRational(b) ? (a.n === 0n && b.n < 0n ? UNKNOWN : power(a, Number(b.n))) : absent(a, b))
  }
}

/** Dates, durations and periods are held as whole numbers of days, months or periods. */
function calendarKernel({ operator, left, right }: Pick<Arithmetic, 'operator' | 'left' | 'right'>): Binary {
  if (left.type.kind === 'date' && right.type.kind === 'duration') return move(right.type.unit, operator === '-' ? -1 : 1)
  if (left.type.kind === 'duration' && right.type.kind === 'date') {
    const forward = move(left.type.unit, 1)
    return (a, b) => forward(b, a)
  }
  switch (operator) {
    case '+': return numbers((a, b) => safe(a + b))
    case '-': return numbers((a, b) => safe(a - b))
    case '*': return (a, b) => (isRational(a) && typeof b === 'number' ? scaled(b, a) : isRational(b) && typeof a === 'number' ? scaled(a, b) : absent(a, b))
    case '/': return right.type.kind === 'duration'
      ? numbers((a, b) => (b === 0 ? UNKNOWN : divide({ n: BigInt(a), d: 1n }, { n: BigInt(b), d: 1n })))
      : (a, b) => (typeof a === 'number' && isRational(b) ? (b.n === 0n ? UNKNOWN : scaled(a, divide({ n: 1n, d: 1n }, b))) : absent(a, b))
    case '**': return impossible
  }
}

const numbers = (of: (a: number, b: number) => Value): Binary => (a, b) => (typeof a === 'number' && typeof b === 'number' ? of(a, b) : absent(a, b))

const safe = (n: number): Value => (Number.isSafeInteger(n) ? n : UNKNOWN)

function move(unit: 'months' | 'days', sign: 1 | -1): Binary {
  const step = unit === 'months' ? addMonths : addDays
  return numbers((date, duration) => step(date, sign * duration) ?? UNKNOWN)
}

/** A duration times a number must come out whole: half a day is no day. */
function scaled(count: number, by: { readonly n: bigint; readonly d: bigint }): Value {
  const product = multiply({ n: BigInt(count), d: 1n }, by)
  return product.d === 1n ? safe(Number(product.n)) : UNKNOWN
}

export const negateKernel = (type: Tree['type']): ((value: Value) => Value) => heldAs(type) === 'rational'
  ? value => (isRational(value) ? negate(value) : value)
  : value => (typeof value === 'number' ? 0 - value : value)

/** -1, 0, 1 → does the comparison hold? */
const HOLDS: Readonly<Record<Comparator, (sign: number) => boolean>> = {
  '=': sign => sign === 0, '!=': sign => sign !== 0, '<': sign => sign < 0, '<=': sign => sign <= 0, '>': sign => sign > 0, '>=': sign => sign >= 0,
}

/** None compares as false with everything, unknown included: however the unknown turns out, so does the comparison. */
const uncompared = (a: Value, b: Value): Value => (a === NONE || b === NONE ? false : a === UNKNOWN || b === UNKNOWN ? UNKNOWN : impossible(a))

export function compareKernel(operator: Comparator, left: Tree['type']): Binary {
  switch (heldAs(left)) {
    case 'rational': return rationalComparison(operator)
    case 'number': {
      switch (operator) {
        case '=': return (a, b) => (typeof a === 'number' && typeof b === 'number' ? a === b : uncompared(a, b))
        case '!=': return (a, b) => (typeof a === 'number' && typeof b === 'number' ? a !== b : uncompared(a, b))
        case '<': return (a, b) => (typeof a === 'number' && typeof b === 'number' ? a < b : uncompared(a, b))
        case '<=': return (a, b) => (typeof a === 'number' && typeof b === 'number' ? a <= b : uncompared(a, b))
        case '>': return (a, b) => (typeof a === 'number' && typeof b === 'number' ? a > b : uncompared(a, b))
        case '>=': return (a, b) => (typeof a === 'number' && typeof b === 'number' ? a >= b : uncompared(a, b))
      }
    }
    // eslint-disable-next-line no-fallthrough -- every comparator returns above
    case 'text': {
      if (operator === '=') return (a, b) => (typeof a === 'string' && typeof b === 'string' ? a === b : uncompared(a, b))
      const holds = HOLDS[operator]
      return (a, b) => (typeof a === 'string' && typeof b === 'string' ? holds(compareText(a, b)) : uncompared(a, b))
    }
    case 'boolean': return (a, b) => (typeof a === 'boolean' && typeof b === 'boolean' ? (a === b) === (operator === '=') : uncompared(a, b))
    case 'list': {
      const same = equality(left)
      return (a, b) => {
        if (typeof a === 'symbol' || typeof b === 'symbol') return uncompared(a, b)
        const result = same(a, b)
        return result === UNKNOWN ? UNKNOWN : result === (operator === '=')
      }
    }
  }
}

function rationalComparison(operator: Comparator): Binary {
  switch (operator) {
    case '=': return (a, b) => (isRational(a) && isRational(b) ? equal(a, b) : uncompared(a, b))
    case '!=': return (a, b) => (isRational(a) && isRational(b) ? !equal(a, b) : uncompared(a, b))
    case '<': return (a, b) => (isRational(a) && isRational(b) ? compareExact(a, b) < 0 : uncompared(a, b))
    case '<=': return (a, b) => (isRational(a) && isRational(b) ? compareExact(a, b) <= 0 : uncompared(a, b))
    case '>': return (a, b) => (isRational(a) && isRational(b) ? compareExact(a, b) > 0 : uncompared(a, b))
    case '>=': return (a, b) => (isRational(a) && isRational(b) ? compareExact(a, b) >= 0 : uncompared(a, b))
  }
}

/** None counts as false: what does not exist does not hold. */
export const notKernel = (value: Value): Value => (value === UNKNOWN ? UNKNOWN : value !== true)
