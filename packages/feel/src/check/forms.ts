import type { FactRef } from '../scope.ts'
import type { Syntax } from '../syntax.ts'
import type { Every, Type } from '../type.ts'
import type { Tree } from '../tree.ts'
import { typeCode } from '../describe.ts'
import type { Call } from './calls.ts'
import { fault, placed, type Context, type Period } from './context.ts'
import { mismatch } from './compare.ts'
import { checkBoolean, checkTree } from './expression.ts'
import { nearest } from './suggest.ts'
import { isNumeric, unify } from './types.ts'

/** Functions whose arguments are not simply values: they shift periods, ask whether something is told, name a roster. */
export interface Form {
  readonly params: readonly string[]
  readonly check: (call: Call, context: Context) => Tree | undefined
}

const BOOLEAN: Type = { kind: 'boolean' }
const MOST_YEARS = 50

const argument = (call: Call, i: number): Syntax => call.args[i] ?? call

/** Years on from the period we are in, or from this year. */
const shifted = ({ period }: Context, years: number): Period => ({ base: period?.base ?? 'year', years: (period?.years ?? 0) + years })

/** Checks `syntax` in `period`, which must matter to it. */
function inPeriod(syntax: Syntax, context: Context, period: Period, name: string): { readonly tree: Tree; readonly reads: readonly Every[] } | undefined {
  const before = context.state.reads.length
  const tree = checkTree(syntax, { ...context, period })
  if (tree === undefined) return undefined
  const reads = context.state.reads.slice(before)
  return reads.length === 0 ? fault(context, 'no-period-inside', syntax.span, { name }) : { tree, reads }
}

const year = (years: number): Form => ({
  params: ['e'],
  check: (call, context) => inPeriod(argument(call, 0), context, shifted(context, years), call.name)?.tree,
})

/** 于(e, when): when is a date, or a period of the facts' own kind. */
function at(call: Call, context: Context): Tree | undefined {
  const when = checkTree(argument(call, 1), context)
  if (when === undefined) return undefined
  const { type } = when
  if (type.kind !== 'date' && type.kind !== 'period') return fault(context, 'not-a-time', when.span, { name: call.name, given: typeCode(type) })
  const base = type.kind === 'date' ? 'date' : type.every
  const of = inPeriod(argument(call, 0), context, { base, years: 0 }, call.name)?.tree
  return of && { op: 'at', of, when, type: of.type, ...placed(context, call.span) }
}

/** 近(x, 3年): the last three full years, oldest first, the year before this one last. */
function recent(call: Call, context: Context): Tree | undefined {
  const howMany = argument(call, 1)
  const count = howMany.kind === 'quantity' && howMany.type.kind === 'duration' && howMany.type.unit === 'months' && typeof howMany.value === 'number'
    ? howMany.value / 12 : Number.NaN
  if (!Number.isInteger(count) || count < 1 || count > MOST_YEARS) return fault(context, 'recent-years', howMany.span, { most: String(MOST_YEARS) })
  const years: Tree[] = []
  for (let back = count; back >= 1; back--) {
    const tree = inPeriod(argument(call, 0), context, shifted(context, -back), call.name)?.tree
    if (tree === undefined) return undefined
    years.push(tree)
  }
  const [first] = years
  return first && { op: 'list', of: years, type: { kind: 'list', of: first.type }, ...placed(context, call.span) }
}

/** 合计(x, 自, 至): the sum over every period from one to the other. */
function total(call: Call, context: Context): Tree | undefined {
  const from = checkTree(argument(call, 1), context)
  const to = checkTree(argument(call, 2), context)
  if (from === undefined || to === undefined) return undefined
  for (const end of [from, to]) {
    if (end.type.kind !== 'date' && end.type.kind !== 'period') return fault(context, 'not-a-time', end.span, { name: call.name, given: typeCode(end.type) })
  }
  if (unify(from.type, to.type) === undefined) return fault(context, 'types-differ', call.span, { left: typeCode(from.type), right: typeCode(to.type) })
  const base = from.type.kind === 'period' ? from.type.every : 'date'
  const inside = inPeriod(argument(call, 0), context, { base, years: 0 }, call.name)
  if (inside === undefined) return undefined
  const { tree: of, reads } = inside
  const [every, ...others] = new Set(reads)
  if (every === undefined || others.length > 0) return fault(context, 'periods-mixed', call.span, { name: call.name })
  if (!isNumeric(of.type) && of.type.kind !== 'duration') return fault(context, 'argument-type', of.span, { name: call.name, wanted: 'number', given: typeCode(of.type) })
  return { op: 'total', of, every, from, to, type: of.type, ...placed(context, call.span) }
}

function roster(call: Call, context: Context): Tree | undefined {
  const written = argument(call, 0)
  const name = written.kind === 'name' ? written.path.join('.') : written.kind === 'text' ? written.value : undefined
  if (name === undefined) return fault(context, 'roster-name', written.span)
  const ref: FactRef | undefined = context.scope.roster(name)
  if (ref !== undefined) return { op: 'fact', ref, type: BOOLEAN, ...placed(context, call.span) }
  const near = nearest(name, context.scope.names())
  return near === undefined ? fault(context, 'unknown-roster', written.span, { name }) : fault(context, 'unknown-roster-near', written.span, { name, near })
}

const asks = (op: 'known' | 'none'): Form => ({
  params: ['x'],
  check: (call, context) => {
    const of = checkTree(argument(call, 0), context)
    return of && { op, of, type: BOOLEAN, ...placed(context, call.span) }
  },
})

function otherwise(call: Call, context: Context): Tree | undefined {
  const of = checkTree(argument(call, 0), context)
  const instead = checkTree(argument(call, 1), context, of?.type)
  if (of === undefined || instead === undefined) return undefined
  const type = unify(of.type, instead.type)
  if (type === undefined) return fault(context, mismatch(of.type, instead.type, 'branches-differ'), call.span, { left: typeCode(of.type), right: typeCode(instead.type) })
  return { op: 'default', of, otherwise: instead, type, ...placed(context, call.span) }
}

const not: Form = {
  params: ['x'],
  check: (call, context) => {
    const of = checkBoolean(argument(call, 0), context)
    return of && { op: 'not', of, type: BOOLEAN, ...placed(context, call.span) }
  },
}

export const FORMS: ReadonlyMap<string, Form> = new Map<string, Form>([
  ['not', not],
  ['is known', asks('known')],
  ['is none', asks('none')],
  ['无则', { params: ['x', 'y'], check: otherwise }],
  ['none as', { params: ['x', 'y'], check: otherwise }],
  ['本年', year(0)], ['上年', year(-1)], ['前年', year(-2)],
  ['本年末', year(0)], ['上年末', year(-1)],
  ['于', { params: ['e', '日期或期间'], check: at }],
  ['近', { params: ['x', '年数'], check: recent }],
  ['合计', { params: ['x', '自', '至'], check: total }],
  ['在库', { params: ['名录'], check: roster }],
])
