import type { FactRef } from '../scope.ts'
import type { Definition } from '../scope.ts'
import type { Span } from '../problem.ts'
import type { Syntax } from '../syntax.ts'
import type { Type } from '../type.ts'
import type { Tree } from '../tree.ts'
import { typeCode } from '../describe.ts'
import { BUILTINS } from '../functions/builtins.ts'
import { fault, placed, type Context } from './context.ts'
import { checkTree } from './expression.ts'
import { nearest } from './suggest.ts'
import { FORMS } from './forms.ts'

/** Definitions inside one another. */
const MOST_OPEN = 50

const PERIODS = { year: 12, quarter: 3, month: 1 } as const

/** `产值`, `企业.产值`, `完工日期.year`, a setting, a definition without parameters, 评估日期, 第几年. */
export function checkName(syntax: Extract<Syntax, { kind: 'name' }>, context: Context, hint?: Type): Tree | undefined {
  const [first = '', ...rest] = syntax.path
  const param = context.frame.params.get(first)
  if (param !== undefined && rest.length === 0) {
    // Names in an argument mean what they meant where it was written; periods are those of the place of use.
    return checkTree(param.syntax, { ...context, frame: param.frame }, hint)
  }
  const at = placed(context, syntax.span)
  const fact = param === undefined ? context.scope.fact(syntax.path) : paramFact(param.syntax, rest, context)
  if (fact !== undefined) return readFact(fact, syntax.span, context)
  if (rest.length > 0) {
    const name = rest.at(-1) ?? ''
    const owner = rest.length === 1 ? context.scope.owner?.(first) : undefined
    const owned = owner?.definition(name)
    if (owner !== undefined && owned !== undefined) return checkDefinition(owned, [], syntax.span, { ...context, scope: owner }, hint)
    const base: Syntax = { ...syntax, path: syntax.path.slice(0, -1) }
    if (/^(year|month|day|weekday|years|months|days)$/.test(name)) return checkPart({ kind: 'part', of: base, name, span: syntax.span }, context)
    return unknown(syntax.path, syntax.span, context)
  }
  if (first === '评估日期') return { op: 'today', type: { kind: 'date' }, ...at }
  if (first === '第几年') return { op: 'line', type: { kind: 'number' }, ...at }
  const definition = context.scope.definition(first)
  if (definition !== undefined) return checkDefinition(definition, [], syntax.span, context, hint)
  const setting = context.scope.setting(first)
  if (setting !== undefined) return { op: 'setting', name: setting.name, type: setting.type, ...at }
  return unknown(syntax.path, syntax.span, context)
}

/** `企业.产值` where `企业` is a parameter whose argument is a name. */
function paramFact(argument: Syntax, rest: readonly string[], context: Context): FactRef | undefined {
  return argument.kind === 'name' ? context.scope.fact([...argument.path, ...rest]) : undefined
}

/** A fact, in the period we are in when it has one. */
export function readFact(ref: FactRef, span: Span, context: Context): Tree | undefined {
  const at = placed(context, span)
  const { period } = context
  if (ref.every === undefined) return { op: 'fact', ref, type: ref.type, ...at }
  if (period === undefined) return fault(context, 'bare-period', span, { name: ref.name, every: ref.every })
  if (period.base !== 'date' && period.base !== ref.every) return fault(context, 'other-period', span, { name: ref.name, every: ref.every, base: period.base })
  context.state.reads.push(ref.every)
  return { op: 'fact', ref, shift: period.years * 12 / PERIODS[ref.every], type: ref.type, ...at }
}

/** Expands a definition where it is used: parameters become the arguments as written. */
export function checkDefinition(definition: Definition, args: readonly Syntax[], span: Span, context: Context, hint?: Type): Tree | undefined {
  const { name, takes } = definition
  const { frame } = context
  if (frame.open.includes(name)) {
    const cycle = [...frame.open.slice(frame.open.indexOf(name)), name].join(' → ')
    return fault(context, 'cycle', span, { name, cycle })
  }
  if (frame.open.length >= MOST_OPEN) return fault(context, 'too-deep', span, { most: String(MOST_OPEN) })
  if (args.length !== takes.length) {
    if (takes.length === 0) return fault(context, 'definition-plain', span, { name })
    return fault(context, 'definition-arguments', span, { name, params: takes.join(', '), wanted: String(takes.length), given: String(args.length) })
  }
  if (definition.every !== undefined) {
    if (context.period === undefined) return fault(context, 'bare-period', span, { name, every: definition.every })
    context.state.reads.push(definition.every)
  }
  const of = checkTree(definition.body, {
    ...context,
    frame: {
      within: name,
      params: new Map(takes.map((param, i) => [param, args[i]] as const).flatMap(([param, arg]) => (arg === undefined ? [] : [[param, { syntax: arg, frame }]]))),
      open: [...frame.open, name],
      site: frame.site ?? span,
    },
  }, hint)
  return of && { op: 'define', name, of, type: of.type, ...placed(context, span) }
}

export function checkPart(syntax: Extract<Syntax, { kind: 'part' }>, context: Context): Tree | undefined {
  const of = checkTree(syntax.of, context)
  if (of === undefined) return undefined
  const builtin = BUILTINS.get(`part ${syntax.name}`)
  const type = builtin?.type([of], () => undefined)
  if (type === undefined || 'fault' in type) return fault(context, 'no-such-part-of', syntax.span, { name: syntax.name, given: typeCode(of.type) })
  return { op: 'call', name: `part ${syntax.name}`, args: [of], type, ...placed(context, syntax.span) }
}

function unknown(path: readonly string[], span: Span, context: Context): undefined {
  const name = path.join('.')
  if (path.length === 1 && (BUILTINS.has(name) || FORMS.has(name) || context.scope.definition(name) !== undefined)) {
    return fault(context, 'function-alone', span, { name })
  }
  const near = nearest(name, [...context.scope.names(), '评估日期', '第几年'])
  return near === undefined ? fault(context, 'unknown-name', span, { name }) : fault(context, 'unknown-name-near', span, { name, near })
}
