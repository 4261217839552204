import { calendar, walk, type Rational, type Tree } from '@lizhu/feel'
import type { Instrument } from '../../src/program.ts'
import { treesIn } from '../assess/random.ts'

/** What stands in one instrument's figures, and one step to either side. */
interface Edges { readonly money: readonly string[]; readonly numbers: readonly bigint[]; readonly days: readonly string[]; readonly facts: ReadonlySet<string> }

function edgesOf(instrument: Instrument, asOf: number): Edges {
  const money = new Set<bigint>()
  const numbers = new Set<bigint>()
  const days = new Set<number>([asOf - 1, asOf, asOf + 1])
  const facts = new Set<string>()
  const around = ({ n, d }: Rational, into: Set<bigint>) => { for (const by of [-1n, 0n, 1n]) if (n / d + by >= 0n) into.add(n / d + by) }
  const visit = (tree: Tree) => {
    for (const node of walk(tree)) {
      if (node.op === 'fact') facts.add(node.ref.name)
      if (node.op !== 'literal') continue
      if (typeof node.value === 'object' && 'n' in node.value) around(node.value, node.type.kind === 'money' ? money : numbers)
      if (typeof node.value === 'number' && node.type.kind === 'date') for (const by of [-1, 0, 1]) days.add(node.value + by)
    }
  }
  for (const tree of treesIn([instrument.when, instrument.what])) visit(tree)
  // Where the cap begins to bite: base = cap ÷ rate.
  const rates = [...literals(instrument)].filter(one => one.n > 0n && one.d > 1n)
  for (const cap of [...money]) for (const { n, d } of rates) around({ n: cap * d, d: n }, money)
  return { money: [...money].map(fen => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}元`), numbers: [...numbers], days: [...days].map(calendar.isoDate), facts }
}
function* literals(instrument: Instrument): Generator<Rational> {
  for (const tree of treesIn(instrument.what)) for (const node of walk(tree)) if (node.op === 'literal' && typeof node.value === 'object' && 'n' in node.value) yield node.value
}

/** The facts of a worked example, one at a time left out, none, or put on each threshold and one step beside it. */
export function* variants(facts: unknown, instrument: Instrument, asOf: number): Generator {
  const edges = edgesOf(instrument, asOf)
  yield facts
  yield* within(facts, edges, '')
}
function* within(value: unknown, edges: Edges, key: string): Generator {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) for (const other of within(item, edges, key)) yield value.map((old: unknown, j) => (j === i ? other : old))
    return
  }
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
    for (const [name, item] of entries) {
      const read = edges.facts.has(name) ? name : key
      if (edges.facts.has(name) || key !== '' || Array.isArray(item)) yield Object.fromEntries(entries.filter(([other]) => other !== name))
      for (const other of within(item, edges, read)) yield Object.fromEntries(entries.map(([old, kept]) => [old, old === name ? other : kept]))
    }
    return
  }
  if (key !== '' && typeof value === 'string') for (const other of beside(value, edges)) if (other !== value) yield other
}
function beside(value: string, { money, numbers, days }: Edges): readonly string[] {
  if (/元$/.test(value)) return ['无', ...money]
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return ['无', ...days]
  const count = /^-?\d+(\D*)$/.exec(value)
  if (count !== null && !/[%‰]/.test(value)) return ['无', ...numbers.map(number => `${number}${count[1] ?? ''}`)]
  return value === 'true' || value === 'false' ? ['true', 'false'] : ['无', '别的']
}
