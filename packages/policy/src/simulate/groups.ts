import { walk, type Tree } from '@lizhu/feel'
import { Builder, Figures, Refusal, TOLD, columnOf, emptyResults, javascript, type Cells, type Column } from '@lizhu/feel/kernel'
import { prepare } from '../assess/index.ts'
import { framing, type City } from '../city/index.ts'
import type { Fact, Program } from '../program.ts'
import { lowered, outsideOf } from '../screen/index.ts'
import { treesOf } from './trees.ts'

/** All parties of a city numbered alike, kind by kind. */
export interface Parties { readonly count: number; readonly offsets: ReadonlyMap<string, number>; readonly at: (party: number) => { readonly kind: string; readonly id: string } }

export function partiesOf(program: Program, city: City): Parties {
  const offsets = new Map<string, number>()
  let count = 0
  for (const { name, party } of program.kinds) if (party) { offsets.set(name, count); count += city.tables.get(name)?.count ?? 0 }
  return {
    count, offsets,
    at(party) {
      const [kind, from] = [...offsets].filter(([, offset]) => offset <= party).at(-1) ?? ['', 0]
      return { kind, id: city.tables.get(kind)?.ids[party - from] ?? '' }
    },
  }
}

/** A way to tell parties apart; of each party the place of its group's name, 0 where it was not told. */
export interface Grouping { readonly name: string; readonly en?: string; readonly names: readonly string[]; readonly of: Uint16Array }

/** By what parties can be told apart: facts with choices, classes of a published code, definitions that come to a word (企业规模). */
export function groupingsOf(program: Program, city: City, parties: Parties, asOf: number): Grouping[] {
  const facts = program.kinds.filter(one => one.party).flatMap(({ facts }) => facts).filter(({ every, type }) => every === undefined && type.kind === 'text')
  const byFact = facts.flatMap((fact): Grouping[] => {
    const column = columnOf(fact)
    const short = fact.type.kind === 'text' && fact.type.choices !== undefined ? (text: string) => text : isCode(fact) ? (text: string) => text.slice(0, CLASS) : undefined
    return column === undefined || short === undefined ? [] : [byCells(fact, city, parties, column, short)]
  })
  return [...byFact, ...definedWords(program).flatMap(({ name, tree }): Grouping[] => {
    const { en } = program.definitions.find(one => one.id === name) ?? {}
    try { return [{ ...byDefinition(program, city, parties, asOf, name, tree), ...(en === undefined ? {} : { en }) }] } catch (problem) { if (problem instanceof Refusal) return []; throw problem }
  })]
}
/** C35: a letter and two figures, GB/T 4754's division. */
const CLASS = 3
const isCode = ({ example }: Fact): boolean => example !== undefined && /^[A-Z]\d+$/.test(example)

function byCells({ owner, name, en }: Fact, city: City, { count, offsets }: Parties, column: Column, short: (text: string) => string): Grouping {
  const names = ['']
  const places = new Map<string, number>()
  const of = new Uint16Array(count)
  const cells: Cells | undefined = city.tables.get(owner)?.cells.get(column.key)
  const offset = offsets.get(owner) ?? 0
  const groups = cells?.texts?.map(text => {
    const known = places.get(short(text))
    if (known !== undefined) return known
    places.set(short(text), names.length)
    return names.push(short(text)) - 1
  }) ?? []
  for (let row = 0; cells !== undefined && row < (city.tables.get(owner)?.count ?? 0); row++) if (cells.states[row] === TOLD) of[offset + row] = groups[cells.values[row] ?? 0] ?? 0
  return { name, ...(en === undefined ? {} : { en }), names, of }
}

/** Definitions of a word among several, wherever rules use them. */
function definedWords(program: Program): { readonly name: string; readonly tree: Tree }[] {
  const found = new Map<string, Tree>()
  for (const tree of treesOf([program.instruments, program.generals])) for (const part of walk(tree)) if (part.op === 'define' && part.type.kind === 'text' && part.of.op === 'if') found.set(part.name, part)
  return [...found].map(([name, tree]) => ({ name, tree }))
}

function byDefinition(program: Program, city: City, { count, offsets }: Parties, asOf: number, name: string, tree: Tree): Grouping {
  const words = [...new Set([...walk(tree)].flatMap(one => (one.op === 'literal' && one.type.kind === 'text' && typeof one.value === 'string' ? [one] : [])).map(one => one.value))].flatMap(one => (typeof one === 'string' ? [one] : []))
  const used = results(tree)
  const names = ['', ...words.filter(word => used.has(word))]
  const builder = new Builder()
  const options = { asOf }
  const making = { builder, figures: new Figures(builder), prepared: prepare(program), options, outside: outsideOf(prepare(program), options) }
  const masks = names.slice(1).map(word => {
    const { span } = tree
    const right: Tree = { op: 'literal', type: { kind: 'text' }, span, value: word }
    const truth = lowered({ op: 'compare', operator: '=', type: { kind: 'boolean' }, span, left: tree, right }, making)
    return truth.kind === 'truth' ? truth.holds : builder.no
  })
  builder.bits('word', masks)
  const plan = builder.plan()
  const of = new Uint16Array(count)
  const kind = plan.columns.map(column => column.ref.owner).find(owner => offsets.has(owner))
  if (kind === undefined) return { name, names, of }
  const { rows } = framing(program, city, asOf).frame(kind, plan.columns)
  const out = emptyResults(plan.outputs, rows.count)
  javascript(plan).run(rows, out)
  const offset = offsets.get(kind) ?? 0
  masks.forEach((_, place) => {
    const bits = out.bytes.get(`word ${place >> 3}`)
    for (let row = 0; row < rows.count; row++) if (((bits?.[row] ?? 0) & (1 << (place & 7))) !== 0) of[offset + row] = place + 1
  })
  return { name, names, of }
}

/** The words that a choice may come to. */
function results(tree: Tree): Set<string> {
  if (tree.op === 'define' || tree.op === 'default') return results(tree.of)
  if (tree.op === 'if') return new Set([...results(tree.then), ...results(tree.else)])
  if (tree.op === 'literal' && typeof tree.value === 'string') return new Set([tree.value])
  return new Set(tree.op === 'fact' && tree.ref.type.kind === 'text' ? tree.ref.type.choices ?? [] : [])
}
