import { UNKNOWN, type Value } from '../value.ts'
import type { Tree } from '../tree.ts'
import { BOOLEAN, items, kinds, NUMBER, rational, TEXT, text, told, type Builtin, type Constant, type Fault } from './builtin.ts'
import { whole } from '../rational.ts'

/** Positions and lengths count characters (code points), never halves of one. */

const STRINGS = ['string', 'match'] as const

const test = (holds: (string: string, match: string) => boolean): Builtin => ({
  params: STRINGS,
  type: args => kinds(args, 'text', 'text') ?? BOOLEAN,
  run: () => ([string, match]) => holds(text(string), text(match)),
})

const change = (to: (string: string) => string): Builtin => ({
  params: ['string'],
  type: args => kinds(args, 'text') ?? TEXT,
  run: () => ([string]) => to(text(string)),
})

const part = (cut: (string: string, match: string) => string): Builtin => ({
  params: STRINGS,
  type: args => kinds(args, 'text', 'text') ?? TEXT,
  run: () => ([string, match]) => cut(text(string), text(match)),
})

function before(string: string, match: string): string {
  const at = string.indexOf(match)
  return at === -1 ? '' : string.slice(0, at)
}

function after(string: string, match: string): string {
  const at = string.indexOf(match)
  return at === -1 ? '' : string.slice(at + match.length)
}

/** From the `start`th character (counted from the end below 0), to the end or `length` characters. */
function substring(string: string, start: number, length: number | undefined): Value {
  const characters = [...string]
  if (start === 0 || Math.abs(start) > characters.length || (length !== undefined && length < 1)) return UNKNOWN
  const from = start > 0 ? start - 1 : characters.length + start
  return characters.slice(from, length === undefined ? undefined : from + length).join('')
}

/** A position must be a whole number; one that is written must be one already. */
function wholeFault(args: readonly Tree[], constant: Constant): Fault | undefined {
  const wrong = args.findIndex((arg, i) => {
    const value = i === 0 ? undefined : constant(arg)
    return value !== undefined && (typeof value !== 'object' || rational(value).d !== 1n)
  })
  return wrong === -1 ? undefined : { fault: 'not-whole', arg: wrong }
}

/** Characters that mean something in a pattern: a delimiter with one of them would be a pattern, which we do not run. */
const PATTERN = /[\\^$.|?*+()[\]{}]/

const position = (value: Value | undefined): number | undefined => {
  const n = rational(value)
  return n.d === 1n && n.n > -1_000_000_000n && n.n < 1_000_000_000n ? Number(n.n) : undefined
}

export const texts: Readonly<Record<string, Builtin>> = {
  contains: test((string, match) => string.includes(match)),
  'starts with': test((string, match) => string.startsWith(match)),
  'ends with': test((string, match) => string.endsWith(match)),
  'upper case': change(string => string.toUpperCase()),
  'lower case': change(string => string.toLowerCase()),
  'substring before': part(before),
  'substring after': part(after),
  'string length': {
    params: ['string'],
    type: args => kinds(args, 'text') ?? NUMBER,
    run: () => ([string]) => whole([...text(string)].length),
  },
  substring: {
    params: ['string', 'start position', 'length'],
    required: 2,
    type: (args, constant) => kinds(args, 'text', 'number', 'number') ?? wholeFault(args, constant) ?? TEXT,
    run: () => ([string, start, length]) => {
      const from = position(start)
      const count = length === undefined ? undefined : position(length)
      return from === undefined || (length !== undefined && count === undefined) ? UNKNOWN : substring(text(string), from, count)
    },
    reason: 'no-such-part',
  },
  'string join': {
    params: ['list', 'delimiter'],
    required: 1,
    hints: [{ kind: 'list', of: TEXT }],
    type: ([list, delimiter]) => {
      const texts = list?.type.kind === 'list' ? list.type.of.kind === 'text' : list?.type.kind === 'text'
      if (!texts) return { fault: 'argument-type', arg: 0, params: { wanted: 'text' } }
      return delimiter !== undefined && delimiter.type.kind !== 'text' ? { fault: 'argument-type', arg: 1, params: { wanted: 'text' } } : TEXT
    },
    run: () => ([list, delimiter]) => {
      if (typeof list === 'string') return list
      const all = told(items(list))
      return typeof all === 'symbol' ? all : all.map(text).join(delimiter === undefined ? '' : text(delimiter))
    },
  },
  split: {
    params: ['string', 'delimiter'],
    type: (args, constant) => {
      const delimiter = args[1] === undefined ? undefined : constant(args[1])
      if (kinds(args, 'text', 'text') === undefined && (typeof delimiter !== 'string' || delimiter === '' || PATTERN.test(delimiter))) {
        return { fault: 'no-pattern', arg: 1 }
      }
      return kinds(args, 'text', 'text') ?? { kind: 'list', of: TEXT }
    },
    run: () => ([string, delimiter]) => text(string).split(text(delimiter)),
  },
}
