import { ContextTracker } from '@lezer/lr'
import { parser, trackVariables } from 'lezer-feel'
import type { Problem, Span } from '../problem.ts'
import type { Syntax } from '../syntax.ts'
import { convert, Refusal } from './convert.ts'
import { scan, trimmed } from './scan.ts'

/**
 * The grammar comes with a tracker that evaluates contexts while it parses, so that names may hold spaces and signs. Ours
 * hold neither; one that stands still gives the same trees in a sixth of the time.
 */
const start: unknown = Reflect.get(trackVariables(), 'start')
const standstill = new ContextTracker<unknown>({ start, shift: context => context, reduce: context => context, strict: false })
const expression = parser.configure({ top: 'Expression', contextTracker: standstill })
/** Nesting without brackets (1+1+1…, if … else if …) is bounded too, before anything recurses over it and below the depth at which the grammar gives up. */
const DEEPEST = 250

/**
 * Reads an expression. Either `tree` stands, or `problems` says where it fails and what to write instead; never
 * both missing, and never an exception, whatever the text.
 */
export function parse(text: string): { readonly tree?: Syntax; readonly problems: readonly Problem[] } {
  const scanned = scan(text)
  if (scanned.problems.length > 0) return { problems: scanned.problems }
  if (scanned.text.trim() === '') return failed('empty', trimmed(text))
  const tree = expression.parse(scanned.text)
  let depth = 0
  let deepest = 0
  let error: Span | undefined
  tree.iterate({
    enter: node => {
      deepest = Math.max(deepest, ++depth)
      if (node.type.isError) error ??= { from: node.from, to: node.to }
    },
    leave: () => { depth-- },
  })
  if (deepest > DEEPEST) return failed('too-deep', trimmed(text), { most: String(DEEPEST) })
  if (error !== undefined) return unread(text, error)
  try {
    return { tree: convert(tree.topNode, { source: text, quantities: scanned.quantities }), problems: [] }
  } catch (refusal) {
    if (refusal instanceof Refusal) return { problems: [refusal.problem] }
    throw refusal
  }
}

function unread(text: string, at: Span): { problems: Problem[] } {
  const near = text.slice(at.from).trim().slice(0, 12)
  return near === '' ? failed('ends-early', at) : failed('syntax', at, { near })
}

function failed(code: string, span: Span, params: Record<string, string> = {}): { problems: Problem[] } {
  return { problems: [{ code, params, span, severity: 'error' }] }
}
