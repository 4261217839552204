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

/** What an instrument's outputs say, row by row: `untold` is the topmost kind of claims that was not told of. */
export type ReadCell = (untold: string | undefined, output: (name: string) => number) => Cell

/** Conditions and facts are named once for each different set of them: a city has few. */
export function cellReader(program: Program, plan: InstrumentPlan): ReadCell {
  const known = new Map<string, Pick<Cell, 'status' | 'failing' | 'missing'>>()
  const bytes = plan.plan.outputs.flatMap(({ kind, name }) => (kind === 'byte' ? [name] : []))
  return (untold, output) => {
    const key = `${untold ?? ''} ${String.fromCharCode(...bytes.map(output))}`
    const said = known.get(key) ?? saidBy(program, plan, untold, output)
    known.set(key, said)
    return withAmount(said, plan, output)
  }
}

function saidBy(program: Program, plan: InstrumentPlan, untold: string | undefined, output: (name: string) => number): Pick<Cell, 'status' | 'failing' | 'missing'> {
  const set = (name: string, count: number): number[] => Array.from({ length: count }, (_, bit) => bit).filter(bit => (output(`${name} ${bit >> 3}`) & (1 << (bit & 7))) !== 0)
  return {
    status: statusIn(output('status')), failing: set('failing', plan.conditions.length).map(bit => plan.conditions[bit] ?? ''),
    missing: [...new Set(set('missing', plan.facts.length).map(bit => missingIn(program, plan, untold, bit)))].sort(),
  }
}

function withAmount(said: Pick<Cell, 'status' | 'failing' | 'missing'>, { how, scale }: InstrumentPlan, output: (name: string) => number): Cell {
  if (said.status !== 'eligible' || how === 'none') return said
  if (how === 'measure') return { ...said, how }
  const amount = (name: string): Rational => rational.ratio(BigInt(output(name)), scale)
  const most = amount('amount')
  if (most.n === 0n && how === 'between') return { ...said, how: 'exact', amount: most }
  return { ...said, how, amount: most, ...(how === 'between' ? { least: amount('least') } : {}) }
}

/** All rows of a screened instrument. */
export function cellsOf(program: Program, { frame, kernel, closures }: Screened): (row: number) => Cell {
  const read = kernel === undefined ? undefined : cellReader(program, kernel.plan)
  return row => {
    const assessed = closures.get(row)
    if (assessed !== undefined) return assessed
    if (kernel === undefined || read === undefined) throw new Error('a row that neither columns nor the closure did')
    const { figures, bytes } = kernel.results
    return read(frame.untold(row), name => figures.get(name)?.[row] ?? bytes.get(name)?.[row] ?? 0)
  }
}

/** What a bit of `missing` says of a row: the fact, or the topmost kind of claim that was not told at all. */
export function missingIn(program: Program, { facts, kind }: Pick<InstrumentPlan, 'facts' | 'kind'>, untold: string | undefined, bit: number): string {
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
