import { z } from 'zod'
import type { Span } from '@lizhu/feel'
import { Mapping, Scalar, Sequence, type Tree } from '../source/yaml.ts'
import type { Report } from '../diagnostic.ts'
import { nearest } from './nearest.ts'

/** YAML as plain objects whose leaves are still scalars with their place. */
export function plain(tree: Tree): unknown {
  if (tree instanceof Scalar) return tree
  if (tree instanceof Sequence) return tree.items.map(plain)
  return Object.fromEntries([...tree.entries].map(([key, { value }]) => [key, plain(value)]))
}

/** Parses a block by its schema; every problem stands at the key or value it is about. */
export function parseWith<T>(schema: z.ZodType<T>, tree: Tree, report: Report): T | undefined {
  const result = schema.safeParse(plain(tree))
  if (result.success) return result.data
  for (const issue of result.error.issues) tell(issue, tree, report, schema)
  return undefined
}

function tell(issue: z.core.$ZodIssue, tree: Tree, report: Report, schema: z.ZodType): void {
  const at = locate(tree, issue.path)
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      const span = at.tree instanceof Mapping ? at.tree.entries.get(key)?.key ?? at.span : at.span
      report('unknown-key', span, { key, meant: nearest(key, keysAt(schema, issue.path)) ?? '', keys: keysAt(schema, issue.path).join(' · ') })
    }
  } else if (issue.code === 'invalid_union') {
    const best = closest(issue.errors)
    if (best === undefined) report('shape', at.span, { key: String(issue.path.at(-1) ?? '') })
    else for (const inner of best) tell({ ...inner, path: [...issue.path, ...inner.path] }, tree, report, schema)
  } else if (at.absent !== undefined) report('missing-key', at.span, { key: at.absent })
  else if (issue.code === 'custom' && issue.params?.['sort'] === 'choice') report('choice', at.span, { key: String(issue.path.at(-1) ?? ''), value: at.tree instanceof Scalar ? at.tree.text : '', choices: choicesOf(issue.params['choices']) })
  else if (at.tree instanceof Scalar && at.tree.text.trim() === '') report('empty', at.span, { key: String(issue.path.at(-1) ?? '') })
  else if (at.tree instanceof Scalar && !at.tree.quoted) report('unquoted', at.span, { key: String(issue.path.at(-1) ?? ''), value: at.tree.text })
  else if (issue.code === 'invalid_type' && issue.expected === 'array') report('wants-list', at.span, { key: String(issue.path.at(-1) ?? '') })
  else if (issue.code === 'invalid_type' && issue.expected === 'object' && at.tree instanceof Sequence) report('wants-keys', at.span, { key: String(issue.path.at(-1) ?? '') })
  else report('shape', at.span, { key: String(issue.path.at(-1) ?? '') })
}
const choicesOf = (choices: unknown): string => Array.isArray(choices) ? choices.map(String).join(' · ') : ''

/** Of a union's branches the one that went furthest: the fewest complaints about keys. */
function closest(errors: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] | undefined {
  const weight = (issues: readonly z.core.$ZodIssue[]) => issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0) - Math.max(0, ...issues.map(issue => issue.path.length)) * 2
  return [...errors].sort((a, b) => weight(a) - weight(b))[0]
}

function locate(tree: Tree, path: readonly PropertyKey[]): { tree: Tree; span: Span; absent?: string } {
  let here = tree
  for (const step of path) {
    const next: Tree | undefined = here instanceof Mapping ? here.entries.get(String(step))?.value : here instanceof Sequence ? here.items[Number(step)] : undefined
    if (next === undefined) return { tree: here, span: here.span, absent: String(step) }
    here = next
  }
  return { tree: here, span: here.span }
}

/** The keys that a schema takes at a path, for suggestions. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let here: unknown = schema
  for (const step of path) {
    const bare = unwrap(here)
    here = bare instanceof z.ZodArray ? bare.element : shapeOf(bare)[String(step)]
  }
  return Object.keys(shapeOf(here))
}
function unwrap(schema: unknown): unknown {
  if (schema instanceof z.ZodOptional) return unwrap(schema.unwrap())
  if (schema instanceof z.ZodLazy) return unwrap(schema.unwrap())
  return schema
}
function shapeOf(schema: unknown): Record<string, unknown> {
  const here = unwrap(schema)
  if (here instanceof z.ZodObject) return here.shape
  if (here instanceof z.ZodUnion) return Object.fromEntries(here.options.flatMap(option => Object.entries(shapeOf(option))))
  return {}
}
