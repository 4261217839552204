import type { Builtin } from '../functions/builtin.ts'
import { BUILTINS } from '../functions/builtins.ts'
import { typeCode } from '../describe.ts'
import type { Syntax } from '../syntax.ts'
import type { Tree } from '../tree.ts'
import type { Type } from '../type.ts'
import { mismatch } from './compare.ts'
import { constant } from './constants.ts'
import { fault, placed, type Context } from './context.ts'
import { checkTree } from './expression.ts'
import { FORMS } from './forms.ts'
import { checkDefinition } from './names.ts'
import { nearest } from './suggest.ts'
import { unify } from './types.ts'

export type Call = Extract<Syntax, { kind: 'call' }>

export function checkCall(call: Call, context: Context): Tree | undefined {
  const form = FORMS.get(call.name)
  if (form !== undefined) {
    if (call.names !== undefined) return fault(context, 'argument-names', call.span, { name: call.name, names: form.params.join(', ') })
    if (call.args.length !== form.params.length) {
      return fault(context, 'argument-count', call.span, { name: call.name, wanted: String(form.params.length), given: String(call.args.length) })
    }
    return form.check(call, context)
  }
  const builtin = BUILTINS.get(call.name)
  if (builtin !== undefined && !call.name.startsWith('part ')) return checkBuiltin(call, builtin, context)
  const definition = context.scope.definition(call.name)
  if (definition !== undefined && call.names === undefined) return checkDefinition(definition, call.args, call.span, context)
  const instead = REPLACED.get(call.name)
  if (instead !== undefined) return fault(context, 'function-not-taken', call.nameSpan, { name: call.name, instead })
  const known = [...FORMS.keys(), ...BUILTINS.keys(), ...context.scope.names()].filter(name => !name.startsWith('part '))
  const near = nearest(call.name, known)
  return near === undefined
    ? fault(context, 'unknown-function', call.nameSpan, { name: call.name })
    : fault(context, 'unknown-function-near', call.nameSpan, { name: call.name, near })
}

/** Functions of FEEL that have another way of saying it here. */
const REPLACED: ReadonlyMap<string, string> = new Map([
  ['today', '评估日期'], ['now', '评估日期'], ['time', 'date("2020-04-27")'], ['date and time', 'date("2020-04-27")'],
  ['days and time duration', '天数(a, b)'], ['get or else', '无则(x, y)'], ['matches', 'contains(x, y)'], ['replace', 'substring before(x, y)'],
])

function checkBuiltin(call: Call, builtin: Builtin, context: Context): Tree | undefined {
  const ordered = arrange(call, builtin)
  if (ordered === undefined) return fault(context, 'argument-names', call.span, { name: call.name, names: builtin.params.join(', ') })
  const least = builtin.required ?? builtin.params.length
  const most = builtin.spread === true ? Infinity : builtin.params.length
  if (ordered.length < least || ordered.length > most) {
    const wanted = least === most || most === Infinity ? String(least) : `${least}–${most}`
    return fault(context, 'argument-count', call.span, { name: call.name, wanted, given: String(ordered.length) })
  }
  const checked = ordered.map((arg, i) => checkTree(arg, context, builtin.hints?.[i]))
  if (checked.includes(undefined)) return undefined
  const trees = checked.filter(tree => tree !== undefined)
  const args = builtin.spread === true ? gather(trees, call, context) : trees
  if (args === undefined) return undefined
  const type = builtin.type(args, constant)
  if ('fault' in type) {
    const arg = type.arg === undefined ? undefined : ordered[type.arg]
    const given = type.arg === undefined ? undefined : args[type.arg]?.type
    return fault(context, type.fault, arg?.span ?? call.span, { name: call.name, ...(given && { given: typeCode(given) }), ...type.params })
  }
  const tree: Tree = { op: 'call', name: call.name, args, type, ...placed(context, call.span) }
  // A written date is a literal, so that nothing reads its text again at every run.
  const written = call.name === 'date' || call.name === 'duration' ? constant(tree) : undefined
  return typeof written === 'number' ? { op: 'literal', value: written, type, ...placed(context, call.span) } : tree
}

/** Arguments in the order of the parameters; undefined when a name is wrong, doubled, or one before it is missing. */
function arrange(call: Call, builtin: Builtin): readonly Syntax[] | undefined {
  const { names, args } = call
  if (names === undefined) return args
  for (const params of [builtin.params, builtin.otherwise ?? []]) {
    const ordered = params.map(param => args[names.indexOf(param)])
    const given = ordered.filter(arg => arg !== undefined)
    const gap = ordered.slice(0, given.length).includes(undefined)
    if (!gap && given.length === args.length && names.length === given.length) return given
  }
  return undefined
}

/** min(a, b, c) is min([a, b, c]). */
function gather(trees: readonly Tree[], call: Call, context: Context): readonly Tree[] | undefined {
  const [only] = trees
  if (trees.length === 1 && only?.type.kind === 'list') return trees
  let type: Type | undefined = only?.type
  for (const tree of trees) {
    const together: Type | undefined = type && unify(type, tree.type)
    if (together === undefined) return fault(context, mismatch(type ?? tree.type, tree.type, 'list-mixed'), tree.span, { left: typeCode(type ?? tree.type), right: typeCode(tree.type) })
    type = together
  }
  if (type === undefined) return fault(context, 'empty-list', call.span)
  return [{ op: 'list', of: trees, type: { kind: 'list', of: type }, ...placed(context, call.span) }]
}
