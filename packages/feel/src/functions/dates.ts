import { UNKNOWN, type Value } from '../value.ts'
import { dateOf, dayOfYear, monthsBetween, parseDate, parseDuration, weekOfYear, weekday, civil } from '../calendar.ts'
import { whole } from '../rational.ts'
import type { Tree } from '../tree.ts'
import { DATE, integer, kinds, NUMBER, rational, TEXT, text, type Builtin } from './builtin.ts'

const DAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const MONTH_NAMES = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

const between = (unit: 'months' | 'days', count: (from: number, to: number) => number): Builtin => ({
  params: ['from', 'to'],
  type: args => kinds(args, 'date', 'date') ?? { kind: 'duration', unit },
  run: () => ([from, to]) => count(integer(from), integer(to)),
})

const months = between('months', monthsBetween)

const of = (type: typeof NUMBER, read: (day: number) => Value): Builtin => ({
  params: ['date'],
  type: args => kinds(args, 'date') ?? type,
  run: () => ([date]) => read(integer(date)),
})

function wholeNumber(value: Value | undefined): number {
  const n = rational(value)
  return n.d === 1n ? Number(n.n) : Number.NaN
}

export const dates: Readonly<Record<string, Builtin>> = {
  date: {
    params: ['year', 'month', 'day'],
    otherwise: ['from'],
    required: 1,
    type: args => {
      if (args.length === 1) return args[0]?.type.kind === 'date' ? DATE : kinds(args, 'text') ?? DATE
      return args.length === 3 ? kinds(args, 'number', 'number', 'number') ?? DATE : { fault: 'argument-count', params: { wanted: '1, 3', given: String(args.length) } }
    },
    run: args => {
      if (args.length === 3) return ([y, m, d]) => dateOf(wholeNumber(y), wholeNumber(m), wholeNumber(d)) ?? UNKNOWN
      return args[0]?.type.kind === 'date' ? ([from]): Value => from ?? UNKNOWN : ([from]): Value => parseDate(text(from)) ?? UNKNOWN
    },
    reason: 'no-such-date',
  },
  duration: {
    params: ['from'],
    // The unit is part of the type, so it must be known before anything runs.
    type: (args, constant) => {
      const written = kinds(args, 'text') === undefined && args[0] !== undefined ? constant(args[0]) : undefined
      const parsed = typeof written === 'string' ? parseDuration(written) : undefined
      return parsed === undefined ? kinds(args, 'text') ?? { fault: 'bad-duration', arg: 0 } : { kind: 'duration', unit: parsed.unit }
    },
    run: () => ([from]) => parseDuration(text(from))?.value ?? UNKNOWN,
    reason: 'bad-duration',
  },
  天数: between('days', (from, to) => to - from),
  月数: months,
  'years and months duration': months,
  'day of week': of(TEXT, day => DAY_NAMES[weekday(day) - 1] ?? UNKNOWN),
  'month of year': of(TEXT, day => MONTH_NAMES[civil(day).month - 1] ?? UNKNOWN),
  'day of year': of(NUMBER, day => whole(dayOfYear(day))),
  'week of year': of(NUMBER, day => whole(weekOfYear(day))),
}

/** Parts written after a point: `完工日期.year`. */
export function part(tree: Tree, name: string): ((value: number) => Value) | undefined {
  const { type } = tree
  if (type.kind === 'date') {
    if (name === 'year' || name === 'month' || name === 'day') return day => whole(civil(day)[name])
    return name === 'weekday' ? day => whole(weekday(day)) : undefined
  }
  if (type.kind !== 'duration') return undefined
  if (type.unit === 'days') return name === 'days' ? whole : undefined
  if (name === 'years') return count => whole(Math.trunc(count / 12))
  return name === 'months' ? count => whole(count % 12) : undefined
}

/** The same as functions, so that a part is a call like any other: `.year` is `part year`. */
export const parts: Readonly<Record<string, Builtin>> = Object.fromEntries(['year', 'month', 'day', 'weekday', 'years', 'months', 'days'].map(name => [
  `part ${name}`,
  {
    params: ['of'],
    type: ([arg]) => (arg !== undefined && part(arg, name) !== undefined ? NUMBER : { fault: 'no-such-part-of', arg: 0, params: { name } }),
    run: ([arg]) => {
      const read = arg && part(arg, name)
      return ([value]) => read?.(integer(value)) ?? UNKNOWN
    },
  } satisfies Builtin,
]))
