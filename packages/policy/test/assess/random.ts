import { walk, type Rational, type Tree, type Value } from '@lizhu/feel'
import fc, { type GeneratorValue } from 'fast-check'
import type { Fact, Kind, Program } from '../../src/program.ts'

/** Figures and texts of the law itself, so that random facts meet its thresholds. */
export interface Pool { readonly money: readonly bigint[]; readonly numbers: readonly bigint[]; readonly texts: readonly string[] }

export function poolOf(program: Program): Pool {
  const money = new Set<bigint>([0n, 1n])
  const numbers = new Set<bigint>([0n, 1n])
  const texts = new Set<string>(['别的'])
  for (const tree of treesIn([program.instruments, program.generals])) for (const node of walk(tree)) {
    if (node.op !== 'literal') continue
    const around = (set: Set<bigint>, { n, d }: Rational) => { for (const by of [-1n, 0n, 1n]) set.add(n / d + by) }
    if (isRational(node.value)) around(node.type.kind === 'money' ? money : numbers, node.value)
    if (typeof node.value === 'string') texts.add(node.value)
  }
  const known = (values: Set<bigint>) => [...values].filter(value => value >= 0n).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return { money: known(money), numbers: known(numbers), texts: [...texts] }
}
const isRational = (value: Value): value is Rational => typeof value === 'object' && 'n' in value

export function* treesIn(value: unknown): Generator<Tree> {
  if (Array.isArray(value)) { for (const item of value) yield* treesIn(item); return }
  if (value === null || typeof value !== 'object') return
  if (isTree(value)) { yield value; return }
  for (const item of Object.values(value)) yield* treesIn(item)
}
const isTree = (value: object): value is Tree => 'op' in value && 'span' in value && 'type' in value

const YEARS = [2020, 2021, 2022, 2023, 2024, 2025]
type G = GeneratorValue
export const pick = <T>(g: G, items: readonly T[]): T => items[g(fc.integer, { min: 0, max: items.length - 1 })]!
const upTo = (g: G, most: bigint): bigint => g(fc.bigInt, { min: 0n, max: most })

/** A facts file with everything told, for one or two enterprises. */
export function wholeFile(g: G, program: Program, pool: Pool): Record<string, unknown> {
  const file: Record<string, unknown> = { area: factsOf(g, program.area, pool) }
  for (const kind of program.kinds.filter(one => one.party)) {
    file[kind.name] = Array.from({ length: g(fc.integer, { min: 1, max: 2 }) }, (_, i) => subject(g, program, kind, pool, `${kind.name}${i + 1}`))
  }
  return file
}

function subject(g: G, program: Program, kind: Kind, pool: Pool, id: string): Record<string, unknown> {
  const rosters = program.rosters.filter(one => one.of === kind.name).map(one => one.name)
  const told: Record<string, unknown> = { id, ...factsOf(g, kind.facts, pool) }
  if (rosters.length > 0) told['在库'] = rosters.filter(() => g(fc.boolean))
  for (const owner of kind.of.slice(1)) {
    const one = program.kinds.find(known => known.name === owner)
    if (one?.party === true) told[owner] = `${owner}1`
  }
  for (const claim of program.kinds.filter(one => one.of[0] === kind.name)) {
    told[claim.name] = Array.from({ length: g(fc.integer, { min: 0, max: 3 }) }, (_, i) => subject(g, program, claim, pool, `${id}${claim.name}${i + 1}`))
  }
  if (kind.party && g(fc.boolean)) {
    told['awards'] = [{ instrument: pick(g, program.instruments.map(one => one.id)), amount: `${g(fc.integer, { min: 1, max: 120 })}万元`, date: `${pick(g, YEARS)}-05-01` }]
  }
  return told
}

function factsOf(g: G, facts: readonly Fact[], pool: Pool): Record<string, unknown> {
  return Object.fromEntries(facts.map(fact => [fact.name, fact.every === undefined ? valueOf(g, fact, pool) : Object.fromEntries(periodsOf(fact).map(period => [period, valueOf(g, fact, pool)]))]))
}
const periodsOf = ({ every }: Fact): string[] => (every === 'year' ? YEARS.map(String) : YEARS.flatMap(year => (every === 'quarter' ? [`${year}-Q1`, `${year}-Q4`] : [`${year}-01`, `${year}-11`])))

function valueOf(g: G, { type, most }: Pick<Fact, 'type' | 'most'>, pool: Pool): unknown {
  if (g(fc.integer, { min: 0, max: 19 }) === 0) return '无'
  switch (type.kind) {
    case 'money': {
      const limit = most !== undefined && isRational(most) ? most.n : undefined
      const fen = limit === undefined ? (g(fc.boolean) ? pick(g, pool.money) : upTo(g, 30_000_000_000n)) : g(fc.boolean) ? 100n * upTo(g, limit / 100n) : upTo(g, limit)
      return `${decimal(fen, 100n)}元`
    }
    case 'number': return `${g(fc.boolean) ? pick(g, pool.numbers) : upTo(g, 2000n)}${type.unit ?? ''}`
    case 'rate': return `${g(fc.integer, { min: 0, max: 200 })}%`
    case 'boolean': return g(fc.boolean)
    case 'date': return `${pick(g, [2019, ...YEARS])}-${pick(g, ['01', '06', '11'])}-${pick(g, ['01', '24'])}`
    case 'duration': return type.unit === 'days' ? `${g(fc.integer, { min: 0, max: 400 })}天` : `${g(fc.integer, { min: 0, max: 80 })}个月`
    case 'text': return pick(g, type.choices ?? pool.texts)
    default: return '别的'
  }
}
const decimal = (value: bigint, by: bigint) => `${value / by}.${String(value % by).padStart(2, '0')}`

/** The file with some of what was told left out: facts, periods, whole kinds of claims, rosters. Ids, owners and awards stay. */
export function leaveOut(g: G, value: unknown, share: number, depth = 0): unknown {
  if (Array.isArray(value)) return value.map(item => leaveOut(g, item, share, depth))
  if (value === null || typeof value !== 'object') return value
  const kept = Object.entries(value).filter(([key]) => depth === 0 || key === 'id' || key === 'awards' || key === '个人' || key === '银行' || g(fc.integer, { min: 0, max: 99 }) >= share)
  return Object.fromEntries(kept.map(([key, item]) => [key, key === '在库' || key === 'awards' ? item : leaveOut(g, item, share, depth + 1)]))
}
