import type { Problem, Span } from '../problem.ts'
import type { Scope } from '../scope.ts'
import type { Syntax } from '../syntax.ts'
import type { Every } from '../type.ts'
import type { Tree } from '../tree.ts'

/** The period that facts are read in: counted from today's (or that of 于( )), so many years on. */
export interface Period { readonly base: 'date' | Every; readonly years: number }

/** Where a piece of syntax stands: in which text, under which parameters. */
export interface Frame {
  /** The definition in whose text we are, and its parameters; absent in the expression itself. */
  readonly within?: string
  readonly params: ReadonlyMap<string, { readonly syntax: Syntax; readonly frame: Frame }>
  /** Definitions being expanded, outermost first. */
  readonly open: readonly string[]
  /** The place in the expression itself that led here. */
  readonly site?: Span
}

export interface Context {
  readonly scope: Scope
  readonly frame: Frame
  /** Absent: not in a period, so a fact of a period is refused. */
  readonly period?: Period
  /** Shared by the whole check. */
  readonly state: State
}

export interface State {
  readonly problems: Problem[]
  /** Trees made, bounded: definitions that double at each level would otherwise grow without end. */
  made: number
  /** How deep we are in the tree. */
  depth: number
  /** Periods of the facts read so far. */
  readonly reads: Every[]
}

export const MOST_NODES = 20_000

/** Files a problem at `span`; inside a definition, at the place in the expression that led there. Returns undefined, as a failed check does. */
export function fault(context: Context, code: string, span: Span, params: Record<string, string> = {}, severity: 'error' | 'warning' = 'error'): undefined {
  const { within, site } = context.frame
  const problem: Problem = within === undefined || site === undefined
    ? { code, params, span, severity }
    : { code, params, span: site, severity, within: { definition: within, span } }
  const known = context.state.problems.some(other => other.code === code && samePlace(other, problem))
  if (!known) context.state.problems.push(problem)
  return undefined
}

const samePlace = (a: Problem, b: Problem): boolean => place(a) === place(b)
const place = ({ span, within }: Problem): string =>
  [span.from, span.to, within?.definition, within?.span.from, within?.span.to].join(' ')

/** Where a tree stands, for its `span` and `within`. */
export function placed(context: Context, span: Span): { readonly span: Span; readonly within?: string } {
  const { within } = context.frame
  return within === undefined ? { span } : { span, within }
}

export type Check = (syntax: Syntax, context: Context, hint?: Tree['type']) => Tree | undefined
