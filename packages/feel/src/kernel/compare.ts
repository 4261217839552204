import type { Comparator } from '../syntax.ts'
import type { Test, Tree } from '../tree.ts'
import type { Figure } from './figures.ts'
import type { Reg } from './ir.ts'
import { junction, textOptions } from './lower.ts'
import { isOpen } from './arithmetic.ts'
import type { Context, Lowered, TextOption } from './lowered.ts'
import { refuse } from './refusal.ts'

/** Two values, row by row. None compares as false with everything, also with what is unknown. */
export function comparison(operator: Comparator, a: Lowered, b: Lowered, context: Context): Lowered {
  const { builder } = context
  const none = builder.or(a.none, b.none)
  const unknown = builder.without(builder.or(a.unknown, b.unknown), none)
  const absent = builder.or(none, unknown)
  return {
    kind: 'truth', holds: builder.without(isOpen(a, context) || isOpen(b, context) ? builder.no : compared(operator, a, b, context), absent), unknown, none: builder.no,
    waits: (path, sink) => { const open = builder.and(path, unknown); a.waits(open, sink); b.waits(open, sink) },
  }
}

function compared(operator: Comparator, a: Lowered, b: Lowered, context: Context): Reg {
  const { builder } = context
  if (a.kind === 'figure' && b.kind === 'figure') return figures(operator, a.figure, b.figure, context)
  if (operator !== '=' && operator !== '!=') return refuse('text-order')
  const same = equal(a, b, context)
  return operator === '=' ? same : builder.not(same)
}

function figures(operator: Comparator, a: Figure, b: Figure, { builder, figures: of }: Context): Reg {
  switch (operator) {
    case '=': return of.compare('eq', a, b)
    case '!=': return builder.not(of.compare('eq', a, b))
    case '<': return of.compare('lt', a, b)
    case '<=': return of.compare('le', a, b)
    case '>': return builder.not(of.compare('le', a, b))
    case '>=': return builder.not(of.compare('lt', a, b))
  }
}

function equal(a: Lowered, b: Lowered, context: Context): Reg {
  const { builder } = context
  if (a.kind === 'truth' && b.kind === 'truth') return builder.or(builder.and(a.holds, b.holds), builder.not(builder.or(a.holds, b.holds)))
  if (a.kind === 'literal' && b.kind === 'literal') return builder.mask(a.text === b.text)
  if (a.kind === 'list' || b.kind === 'list') return refuse('lists-compared')
  const one = (x: TextOption, y: TextOption): Reg => {
    if ('text' in x) return 'text' in y ? builder.mask(x.text === y.text) : one(y, x)
    return 'text' in y ? builder.text({ column: x.column, how: 'among', texts: [y.text] }) : builder.same(x.column, y.column)
  }
  return builder.or(...textOptions(a, context).flatMap(x => textOptions(b, context).map(y => builder.and(x.where, y.where, one(x, y)))))
}

/** Where a text is one of those written. */
function among(of: Lowered, texts: readonly string[], context: Context): Reg {
  const { builder } = context
  return builder.or(...textOptions(of, context).map(one => builder.and(one.where, 'text' in one ? builder.mask(texts.includes(one.text)) : builder.text({ column: one.column, how: 'among', texts }))))
}

type In = Extract<Tree, { op: 'in' }>

/** True where any test is. What an open test waits for counts, what a settled one reads does not. */
export function isIn({ tests }: In, of: Lowered, lower: (tree: Tree) => Lowered, context: Context): Lowered {
  const { builder } = context
  const all = tests.map(test => tested(test, of, lower, context))
  const any = junction('or', all, context)
  return { ...any, waits: (path, sink) => { const open = builder.and(path, any.unknown); of.waits(open, sink); for (const one of all) one.waits(open, sink) } }
}

/** Its `waits` speaks of the test's own operands, wherever the test is open. */
function tested(test: Test, of: Lowered, lower: (tree: Tree) => Lowered, context: Context): Lowered {
  switch (test.test) {
    case 'equal': return ownWaits(comparison('=', of, lower(test.value), context), [lower(test.value)], context)
    case 'compare': return ownWaits(comparison(test.operator, of, lower(test.value), context), [lower(test.value)], context)
    case 'range': {
      const [low, high] = [lower(test.low), lower(test.high)]
      return ownWaits(junction('and', [comparison(test.lowOpen ? '>' : '>=', of, low, context), comparison(test.highOpen ? '<' : '<=', of, high, context)], context), [low, high], context)
    }
    case 'member': {
      const list = lower(test.value)
      if (list.kind !== 'list') return refuse('list-fact', { name: '' })
      return ownWaits(member(of, list.items, context), [list], context)
    }
  }
}

function ownWaits(test: Lowered, operands: readonly Lowered[], { builder }: Context): Lowered {
  return { ...test, waits: (path, sink) => { for (const one of operands) one.waits(builder.and(path, test.unknown), sink) } }
}

function member(of: Lowered, items: readonly Lowered[], context: Context): Lowered {
  const { builder } = context
  const texts = items.flatMap(item => (item.kind === 'literal' ? [item.text] : []))
  if ((of.kind === 'text' || of.kind === 'chosen') && texts.length === items.length && items.length > 0) {
    return { kind: 'truth', holds: builder.without(among(of, texts, context), builder.or(of.unknown, of.none)), unknown: of.unknown, none: builder.no, waits: of.waits }
  }
  const any = junction('or', items.map(item => comparison('=', of, item, context)), context)
  return any
}
