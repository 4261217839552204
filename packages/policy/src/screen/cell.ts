import { rational, type Rational } from '@lizhu/feel'
import { prepare, type Assessment, type Missing, type Status } from '../assess/index.ts'
import type { Program } from '../program.ts'
import { statusIn, type InstrumentPlan } from './plan.ts'
import type { Screened } from './screen.ts'

/** What screening says of one instrument and row. */
export interface Cell {
  readonly status: Status
  readonly how?: 'exact' | 'ceiling' | 'between' | 'measure'
  /** The amount, the ceiling, or the upper end; `least` the lower one. */
  readonly amount?: Rational
  readonly least?: Rational
  /** Conditions that fail. */
  readonly failing: readonly string[]
  /** Facts and kinds of claims that were not told: `kind|owner.name|period`. */
  readonly missing: readonly string[]
}

export function cellAt(program: Program, { frame, kernel, closures }: Screened, row: number): Cell {
  const assessed = closures.get(row)
  if (assessed !== undefined) return assessed
  if (kernel === undefined) throw new Error('a row that neither columns nor the closure did')
  const { plan, results } = kernel
  return cellFrom(program, plan, frame.untold(row), name => results.figures.get(name)?.[row] ?? results.bytes.get(name)?.[row] ?? 0)
}

/** What the outputs of an instrument's plan say of a row. `untold`: the topmost kind of claims that was not told of. */
export function cellFrom(program: Program, plan: InstrumentPlan, untold: string | undefined, output: (name: string) => number): Cell {
  const set = (name: string, count: number): number[] => Array.from({ length: count }, (_, bit) => bit).filter(bit => (output(`${name} ${bit >> 3}`) & (1 << (bit & 7))) !== 0)
  const status = statusIn(output('status'))
  const amount = (name: string): Rational => rational.ratio(BigInt(output(name)), plan.scale)
  const common = {
    status, failing: set('failing', plan.conditions.length).map(bit => plan.conditions[bit] ?? ''),
    missing: [...new Set(set('missing', plan.facts.length).map(bit => missingIn(program, plan, untold, bit)))].sort(),
  }
  if (status !== 'eligible' || plan.how === 'none') return common
  if (plan.how === 'measure') return { ...common, how: 'measure' }
  const most = amount('amount')
  if (most.n === 0n && plan.how === 'between') return { ...common, how: 'exact', amount: most }
  return { ...common, how: plan.how, amount: most, ...(plan.how === 'between' ? { least: amount('least') } : {}) }
}

/** What a bit of `missing` says of a row: the fact, or the topmost kind of claim that was not told at all. */
function missingIn(program: Program, { facts, kind }: InstrumentPlan, untold: string | undefined, bit: number): string {
  const fact = facts[bit]
  if (fact === undefined) return ''
  const prepared = prepare(program)
  // The claims themselves were not told of, nor perhaps those above them.
  if (fact.ref.name === '') return `${untold ?? fact.ref.owner}||`
  const owner = fact.ref.owner === 'roster' ? prepared.rosterKind(fact.ref.name) ?? '' : fact.ref.owner
  const name = `${owner}|${fact.ref.owner}.${fact.ref.name}|${fact.at ?? ''}`
  if (untold === undefined) return name
  // Below the untold kind everything is untold.
  const line = prepared.lineOf(kind)
  return line.includes(owner) && line.indexOf(owner) >= line.indexOf(untold) ? `${untold}||` : name
}

/** The same of an assessment. */
export function cellOf({ status, granted, conditions, missing }: Assessment): Cell {
  const common = { status, failing: conditions.filter(one => one.verdict === (one.excludes === true)).map(one => one.id), missing: [...new Set(missing.map(nameOf))].sort() }
  switch (granted?.how) {
    case undefined: return common
    case 'measure': return { ...common, how: 'measure' }
    case 'exact': return { ...common, how: 'exact', amount: granted.value }
    case 'ceiling': return { ...common, how: 'ceiling', amount: granted.most }
    case 'between': return { ...common, how: 'between', amount: granted.most, least: granted.least }
  }
}
const nameOf = ({ kind, fact, at }: Missing): string => `${kind}|${fact === undefined ? '' : `${fact.owner}.${fact.name}`}|${at ?? ''}`
