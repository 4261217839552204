import { bounds, compile, trace, walk, type Env, type Rational, type TraceNode, type Tree, type Value } from '@lizhu/feel'
import { figureIn, type Figure } from './figure.ts'

/** A figure out of an expression, with its trace. */
export interface Reckoned { readonly figure: Figure; readonly trace: TraceNode }

/** A tree made ready to run: once for each tree, kept as long as the program lives. */
export interface Runner {
  readonly run: (env: Env) => Value
  readonly trace: (env: Env) => TraceNode
  readonly bounds: (env: Env) => { readonly least?: Rational; readonly most?: Rational }
  /** Of a literal: the law's own figures are the same for everybody. */
  readonly literal: Reckoned | undefined
  /** Settings it reads. */
  readonly settings: readonly string[]
  /** Kinds whose facts it reads, and the facts by name. */
  readonly owners: readonly string[]
  readonly facts: readonly string[]
}

const runners = new WeakMap<Tree, Runner>()

export function treeOf(tree: Tree): Runner {
  const found = runners.get(tree)
  if (found !== undefined) return found
  const made = runnerOf(tree)
  runners.set(tree, made)
  return made
}

function runnerOf(tree: Tree): Runner {
  const settings = new Set<string>()
  const owners = new Set<string>()
  const facts = new Set<string>()
  for (const node of walk(tree)) {
    if (node.op === 'setting') settings.add(node.name)
    if (node.op === 'fact') { owners.add(node.ref.owner); facts.add(node.ref.name) }
  }
  const literal: Reckoned | undefined = tree.op === 'literal' ? { figure: figureIn(tree.value), trace: { tree, value: tree.value, children: [] } } : undefined
  return { literal, run: compile(tree), trace: trace(tree), bounds: env => bounds(tree, env), settings: [...settings], owners: [...owners], facts: [...facts] }
}
