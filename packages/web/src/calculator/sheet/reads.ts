import type { Tree } from '@lizhu/feel'
import { walk } from '@lizhu/feel'
import type { Program } from '@lizhu/policy'

/** What the instruments of a program read: so that nothing is asked for nothing, and each question can say what for. */
export interface Reads {
  /** Instruments that read a fact, by `owner.name`. */
  readonly of: ReadonlyMap<string, ReadonlySet<string>>
  /** How many periods back a yearly fact is read from the day of the assessment. */
  readonly shifts: ReadonlyMap<string, ReadonlySet<number>>
  /** Texts that a fact is compared with: what a reader may want to choose from. */
  readonly texts: ReadonlyMap<string, ReadonlySet<string>>
  /** Kinds of claims that some instrument is for, or sums. */
  readonly kinds: ReadonlySet<string>
}

const known = new WeakMap<Program, Reads>()

export function readsOf(program: Program): Reads {
  const kept = known.get(program)
  if (kept !== undefined) return kept
  const of = new Map<string, Set<string>>()
  const shifts = new Map<string, Set<number>>()
  const texts = new Map<string, Set<string>>()
  const kinds = new Set<string>()
  const into = <K, V>(map: Map<K, Set<V>>, key: K, value: V) => { map.set(key, (map.get(key) ?? new Set()).add(value)) }
  for (const instrument of program.instruments) {
    kinds.add(instrument.for)
    for (const tree of treesIn(instrument)) {
      for (const node of walk(tree)) {
        if (node.op === 'fact') {
          const key = `${node.ref.owner}.${bare(node.ref.name)}`
          into(of, key, instrument.id)
          if (node.shift !== undefined) into(shifts, key, node.shift)
        }
        for (const [key, text] of compared(node)) into(texts, key, text)
      }
    }
    if (instrument.what.kind === 'amount' && instrument.what.amount.sum !== undefined) kinds.add(instrument.what.amount.sum.lines)
  }
  for (const key of of.keys()) kinds.add(key.slice(0, key.indexOf('.')))
  const reads = { of, shifts, texts, kinds }
  known.set(program, reads)
  return reads
}

const bare = (name: string): string => name.slice(name.lastIndexOf('.') + 1)

/** Texts beside a fact: `名称 = "…"`, `名称 in ["…", "…"]`. */
function compared(node: Tree): readonly (readonly [string, string])[] {
  const fact = node.op === 'compare' ? node.left : node.op === 'in' ? node.of : undefined
  if (fact?.op !== 'fact' || fact.type.kind !== 'text') return []
  const key = `${fact.ref.owner}.${bare(fact.ref.name)}`
  const sides = node.op === 'compare' ? [node.right] : node.op === 'in' ? node.tests.flatMap(test => (test.test === 'range' ? [] : [test.value])) : []
  return sides.flatMap(side => [...walk(side)]).flatMap(one => (one.op === 'literal' ? textsOf(one.value) : [])).map(text => [key, text] as const)
}
const textsOf = (value: unknown): readonly string[] => (typeof value === 'string' ? [value] : Array.isArray(value) ? value.flatMap(textsOf) : [])

/** Every expression in a block, those of other readings too. */
function treesIn(node: unknown): readonly Tree[] {
  if (typeof node !== 'object' || node === null) return []
  if (isTree(node)) return [node]
  return Object.values(node).flatMap(treesIn)
}
const isTree = (node: object): node is Tree => 'op' in node && 'span' in node && 'type' in node
