import { NONE, UNKNOWN, type Value } from '../value.ts'
import type { Env } from '../scope.ts'
import { childrenOf, heldAs, unwrap, type Tree } from '../tree.ts'
import { isRational, whole } from '../rational.ts'
import { firstMonthOf, monthOf, periodOfMonth } from '../calendar.ts'
import { closureOf, monthIn } from '../run/compile.ts'
import { periodsOf } from '../run/total.ts'
import { NOTHING_THERE, UNTOLD } from './column.ts'
import { arithmetic } from './arithmetic.ts'
import { call, sum } from './calls.ts'
import { comparison, isIn } from './compare.ts'
import { gathered, periodByRow } from './periods.ts'
import { settingTable } from './settings.ts'
import { nothingMissing, type Context, type Held, type Lowered, type TextOption } from './lowered.ts'
import { refuse } from './refusal.ts'

/** A typed tree as operations on columns; refuses (throws a Refusal) what columns cannot hold. Meaning: docs/unknown.md, as in run/. */
export function lower(tree: Tree, context: Context): Lowered {
  if (tree.op !== 'literal' && tree.op !== 'list' && readsNothing(tree)) return constant(closureOf(tree)(nowhere(context), context.month), context)
  switch (tree.op) {
    case 'literal': return constant(tree.value, context)
    case 'fact': return fact(tree, context)
    case 'setting': return setting(tree.name, context)
    case 'today': return constant(context.outside.today, context)
    case 'line': return context.line === undefined ? refuse('line-number') : settled({ kind: 'figure', figure: context.line }, context)
    case 'list': return list(tree.of.map(item => lower(item, context)), context)
    case 'arithmetic': return arithmetic(tree, lower(tree.left, context), lower(tree.right, context), context)
    case 'compare': return comparison(tree.operator, lower(tree.left, context), lower(tree.right, context), context)
    case 'negate': return negate(lower(tree.of, context), context)
    case 'not': return not(lower(tree.of, context), context)
    case 'known': case 'none': return asked(tree.op, lower(tree.of, context), context)
    case 'and': case 'or': return junction(tree.op, tree.of.map(child => lower(child, context)), context)
    case 'if': return conditional(lower(tree.when, context), lower(tree.then, context), lower(tree.else, context), context)
    case 'in': return isIn(tree, lower(tree.of, context), child => lower(child, context), context)
    case 'call': return call(tree, tree.args.map(arg => lower(arg, context)), context)
    case 'default': return otherwise(lower(tree.of, context), lower(tree.otherwise, context), context)
    case 'at': return at(tree, context)
    case 'total': return total(tree, context)
    case 'define': return lower(tree.of, context)
  }
}

/** All that it needs is known when the kernel is made. */
function readsNothing(tree: Tree): boolean {
  return !['fact', 'setting', 'line', 'list'].includes(tree.op) && childrenOf(tree).every(child => (child.op === 'list' ? child.of.every(readsNothing) : readsNothing(child)))
}
const nowhere = ({ outside: { today } }: Context): Env => ({ today, fact: () => UNKNOWN, setting: () => UNKNOWN })

/** Never missing anything. */
export function settled(held: Held, { builder: { no } }: Context): Lowered { return { ...held, unknown: no, none: no, waits: nothingMissing } }

export function constant(value: Value, context: Context): Lowered {
  const { builder: { no, yes }, builder, figures } = context
  const blank: Held = { kind: 'figure', figure: figures.constant(whole(0)) }
  if (value === UNKNOWN) return { ...blank, unknown: yes, none: no, waits: nothingMissing }
  if (value === NONE) return { ...blank, unknown: no, none: yes, waits: nothingMissing }
  if (typeof value === 'boolean') return settled({ kind: 'truth', holds: builder.mask(value) }, context)
  if (typeof value === 'string') return settled({ kind: 'literal', text: value }, context)
  if (typeof value === 'number') return settled({ kind: 'figure', figure: figures.constant(whole(value)) }, context)
  if (isRational(value) && 'n' in value) return settled({ kind: 'figure', figure: figures.constant(value) }, context)
  return list(Array.isArray(value) ? value.map((item: Value) => constant(item, context)) : [], context)
}

function fact({ ref, shift }: Extract<Tree, { op: 'fact' }>, context: Context): Lowered {
  const { builder, figures, outside, month, periods } = context
  const why = outside.refuses?.(ref)
  if (why !== undefined) return refuse(why, { name: ref.name })
  if (periods !== undefined && ref.every !== undefined && shift !== undefined) return gathered(ref, shift, periods, context)
  const at = ref.every === undefined || shift === undefined ? undefined : periodOfMonth(month, ref.every) + shift
  const { place, column: { scale, least, most } } = builder.column(ref, at)
  const [unknown, none] = [builder.state(place, UNTOLD), builder.state(place, NOTHING_THERE)]
  const absent = { unknown, none, waits: (path: number, sink: { fact: (of: typeof ref, period: number | undefined, where: number) => void }) => sink.fact(ref, at, builder.and(path, unknown)) }
  switch (heldAs(ref.type)) {
    case 'rational': case 'number': return { kind: 'figure', figure: figures.cells(builder.load(place), least, most, scale), ...absent }
    // A truth that is not told holds 0.
    case 'boolean': return { kind: 'truth', holds: builder.truth(place), ...absent }
    case 'text': return { kind: 'text', column: place, ...absent }
    case 'list': return refuse('list-fact', { name: ref.name })
  }
}

function setting(name: string, context: Context): Lowered {
  const here = context.outside.setting(name)
  if (here === 'open') {
    const { builder: { yes, no }, builder, figures } = context
    return { kind: 'figure', figure: figures.constant(whole(0)), unknown: yes, none: no, waits: (path, sink) => sink.setting(name, builder.and(path, yes)) }
  }
  if ('rows' in here) return settingTable(here.rows, (tree: Tree) => lower(tree, { ...context, month: monthOf(context.outside.today), periods: undefined }), context)
  if ('value' in here) return settled({ kind: 'truth', holds: context.builder.mask(here.value) }, context)
  // Its value is worked out on the day itself, also where 于( ) reads it in another period.
  return lower(here.tree, { ...context, month: monthOf(context.outside.today), periods: undefined })
}

/** A list is told as a whole; its items may each be open. */
function list(items: readonly Lowered[], { builder }: Context): Lowered {
  const open = builder.or(...items.map(item => item.unknown))
  return { kind: 'list', items, unknown: builder.no, none: builder.no, waits: (path, sink) => { for (const item of items) item.waits(builder.and(path, open), sink) } }
}

/** Unknown as soon as one operand is, else none as soon as one is. */
export function strictly(held: Held, of: readonly Lowered[], { builder }: Context, noValue = builder.no): Lowered {
  const waiting = builder.or(...of.map(one => one.unknown))
  const none = builder.without(builder.or(...of.map(one => one.none)), waiting)
  const unknown = builder.or(waiting, builder.without(noValue, none))
  return { ...held, unknown, none, waits: (path, sink) => { for (const one of of) one.waits(builder.and(path, unknown), sink) } }
}

function negate(of: Lowered, context: Context): Lowered {
  return of.kind === 'figure' ? strictly({ kind: 'figure', figure: context.figures.negate(of.figure) }, [of], context) : refuse('negative')
}

/** The mask of a condition; an unknown or none of any type holds nowhere. */
export const holdsOf = (of: Lowered, { builder }: Context): number => (of.kind === 'truth' ? of.holds : builder.no)

/** None counts as false. */
function not(of: Lowered, context: Context): Lowered {
  const { builder } = context
  return { kind: 'truth', holds: builder.not(builder.or(holdsOf(of, context), of.unknown)), unknown: of.unknown, none: builder.no, waits: of.waits }
}

function asked(op: 'known' | 'none', of: Lowered, { builder }: Context): Lowered {
  if (op === 'known') return { kind: 'truth', holds: builder.not(of.unknown), unknown: builder.no, none: builder.no, waits: nothingMissing }
  return { kind: 'truth', holds: of.none, unknown: of.unknown, none: builder.no, waits: of.waits }
}

export function junction(op: 'and' | 'or', of: readonly Lowered[], context: Context): Lowered {
  const { builder } = context
  const truths = of.map(one => holdsOf(one, context))
  const holds = op === 'and' ? builder.and(...truths) : builder.or(...truths)
  const unknown = op === 'and'
    ? builder.without(builder.and(...of.map((one, i) => builder.or(truths[i] ?? builder.no, one.unknown))), holds)
    : builder.without(builder.or(...of.map(one => one.unknown)), holds)
  return { kind: 'truth', holds, unknown, none: builder.no, waits: (path, sink) => { for (const one of of) one.waits(builder.and(path, unknown), sink) } }
}

function conditional(when: Lowered, then: Lowered, other: Lowered, context: Context): Lowered {
  const { builder } = context
  const yes = holdsOf(when, context)
  const no = builder.not(builder.or(yes, when.unknown))
  const either = (a: number, b: number): number => builder.or(builder.and(yes, a), builder.and(no, b))
  const unknown = builder.or(when.unknown, either(then.unknown, other.unknown))
  return {
    ...chosen(yes, then, other, context, either), unknown, none: either(then.none, other.none),
    waits: (path, sink) => {
      const open = builder.and(path, unknown)
      when.waits(open, sink)
      then.waits(builder.and(open, yes), sink)
      other.waits(builder.and(open, no), sink)
    },
  }
}

export function chosen(when: number, a: Lowered, b: Lowered, context: Context, either: (a: number, b: number) => number): Held {
  if (a.kind === 'figure' && b.kind === 'figure') return { kind: 'figure', figure: context.figures.select(when, a.figure, b.figure) }
  if (isTruth(a, context) && isTruth(b, context)) return { kind: 'truth', holds: either(holdsOf(a, context), holdsOf(b, context)) }
  // Decided when the kernel is made: one of the two is never taken.
  if (when === context.builder.yes) return a
  if (when === context.builder.no) return b
  const { builder } = context
  const within = (of: Lowered, where: number): readonly TextOption[] => textOptions(of, context).map(one => ({ ...one, where: builder.and(one.where, where) }))
  return { kind: 'chosen', options: [...within(a, when), ...within(b, builder.not(when))] }
}
/** A text as the options it is one of. */
export function textOptions(of: Lowered, { builder: { yes, no }, builder }: Context): readonly TextOption[] {
  switch (of.kind) {
    case 'text': return [{ where: yes, column: of.column }]
    case 'literal': return [{ where: yes, text: of.text }]
    case 'chosen': return of.options.filter(one => one.where !== no)
    default: return builder.or(of.unknown, of.none) === yes ? [] : refuse('chosen-text')
  }
}
const isTruth = (of: Lowered, { builder }: Context): boolean => of.kind === 'truth' || builder.or(of.unknown, of.none) === builder.yes

/** 无则. */
function otherwise(of: Lowered, instead: Lowered, context: Context): Lowered {
  const { builder } = context
  const unknown = builder.or(of.unknown, builder.and(of.none, instead.unknown))
  const held = chosen(of.none, instead, of, context, (a, b) => builder.or(builder.and(of.none, a), builder.without(b, of.none)))
  return {
    ...held, unknown, none: builder.and(of.none, instead.none),
    waits: (path, sink) => {
      const open = builder.and(path, unknown)
      of.waits(open, sink)
      instead.waits(builder.and(open, of.none), sink)
    },
  }
}

/** 于: in a period known when the kernel is made, or in one that each row names. */
function at({ of, when }: Extract<Tree, { op: 'at' }>, context: Context): Lowered {
  if (!readsNothing(when)) return periodByRow(of, lower(when, context), unwrap(when).type, inside => lower(of, { ...context, periods: undefined, ...inside }), context)
  const value = closureOf(when)(nowhere(context), context.month)
  if (typeof value !== 'number') return constant(value, context)
  return lower(of, { ...context, month: monthIn(unwrap(when))(value) })
}

function total(tree: Extract<Tree, { op: 'total' }>, context: Context): Lowered {
  if (!readsNothing(tree.from) || !readsNothing(tree.to)) return refuse('period-by-row')
  const [from, to] = [tree.from, tree.to].map(end => closureOf(end)(nowhere(context), context.month))
  const periods = periodsOf(tree, from ?? UNKNOWN, to ?? UNKNOWN)
  if (from === NONE || to === NONE || periods?.length === 0) return constant(NONE, context)
  if (periods === undefined) return constant(UNKNOWN, context)
  if (periods.length > 60) return refuse('many-periods')
  return sum(periods.map(period => lower(tree.of, { ...context, month: firstMonthOf(period, tree.every) })), context)
}
