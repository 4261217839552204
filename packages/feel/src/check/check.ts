import type { Problem } from '../problem.ts'
import type { Scope } from '../scope.ts'
import type { Syntax } from '../syntax.ts'
import type { Every, Type } from '../type.ts'
import type { Tree } from '../tree.ts'
import { typeCode } from '../describe.ts'
import type { Context, State } from './context.ts'
import { fault } from './context.ts'
import { checkTree } from './expression.ts'
import { constants } from './constants.ts'
import { fits } from './types.ts'
import { verdicts } from '../range/verdicts.ts'

export interface CheckOptions {
  /** The expression stands in a definition (or a line) of a period: facts of that period may stand bare in it. */
  readonly every?: Every
}

/**
 * Gives an expression its meaning: names become facts, settings and definitions (expanded), every node gets a type, units
 * are checked. With an error among `problems` there is no tree; warnings (a condition that can never hold) come beside one.
 */
export function check(syntax: Syntax, scope: Scope, want?: Type, options: CheckOptions = {}): { readonly tree?: Tree; readonly problems: readonly Problem[] } {
  const state: State = { problems: [], made: 0, depth: 0, reads: [] }
  const context: Context = {
    scope, state,
    frame: { params: new Map(), open: [] },
    ...(options.every === undefined ? {} : { period: { base: options.every, years: 0 } }),
  }
  const tree = checkTree(syntax, context, want)
  if (tree !== undefined && want !== undefined && !fits(tree.type, want)) {
    fault(context, 'type-wanted', syntax.span, { wanted: typeCode(want), given: typeCode(tree.type) })
  }
  if (tree === undefined || failed(state)) return { problems: state.problems }
  constants(tree, context)
  if (failed(state)) return { problems: state.problems }
  return { tree, problems: [...state.problems, ...verdicts(tree)] }
}

const failed = (state: State): boolean => state.problems.some(problem => problem.severity === 'error')
