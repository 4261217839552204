import { Builder, Figures, Refusal, refuse, type Figure, type Plan, type Reg } from '@lizhu/feel/kernel'
import type { FactRef } from '@lizhu/feel'
import { prepare, type Granted } from '../assess/index.ts'
import type { Instrument, Program } from '../program.ts'
import { amountsOf, type Amounts } from './amount.ts'
import { conditionsOf, together } from './conditions.ts'
import { meetsOthers, stagesOf } from './bind.ts'
import type { LinePlan } from './lines.ts'
import { rulesOf, sharedCaps } from './rules.ts'
import type { Stage } from './stages.ts'
import { chosen, outsideOf, Waits, type Making, type Prepared, type ScreenOptions } from './outside.ts'

/** Statuses as a kernel writes them; DEFER: the closure says. */
export const STATUS = ['ineligible', 'eligible', 'unknown', 'undecided', 'outside'] as const
const STATUS_BITS = 7
export const UNDECIDED = STATUS.indexOf('undecided')
export const DEFER = 64
/** The row may be granted something, and meets others. */
export const ALIVE = 128
/** Not ineligible, or not yet said. */
export const ANYTHING = STATUS_BITS | DEFER
export const statusIn = (byte: number): (typeof STATUS)[number] => STATUS[byte & STATUS_BITS] ?? 'unknown'
/** Eligible, and columns say so. */
export const isSettled = (byte: number): boolean => (byte & (STATUS_BITS | DEFER)) === 1
/** An amount that is not known and that nothing bounds. */
export const NO_BOUND = Number.MAX_SAFE_INTEGER

/** One instrument as a kernel over the rows of its kind. */
export interface InstrumentPlan {
  readonly instrument: string
  readonly kind: string
  readonly plan: Plan
  /** Claims whose sum it reads. */
  readonly lines?: LinePlan
  /** What each bit of `failing` stands for: conditions as an assessment lists them. */
  readonly conditions: readonly string[]
  /** What each bit of `missing` stands for. */
  readonly facts: readonly { readonly ref: FactRef; readonly at: number | undefined }[]
  readonly how: Granted['how'] | 'none'
  /** An amount is its column divided by this (money: 1). */
  readonly scale: bigint
  /** Ranges that were not proved; rows that pass them are deferred. */
  readonly guarded: number
}
export interface Refused { readonly instrument: string; readonly kind: string; readonly code: string; readonly params: Readonly<Record<string, string>> }

/** `stages`: what rows are to each other, in order. `wanted`: what was asked for; the others bear on it. */
export interface ScreenPlan { readonly program: Program; readonly options: ScreenOptions; readonly kernels: readonly InstrumentPlan[]; readonly refused: readonly Refused[]; readonly stages: readonly Stage[]; readonly wanted: ReadonlySet<string> }

/** Which instruments columns can do, made ready; and why not the others. */
export function planScreen(program: Program, options: ScreenOptions): ScreenPlan {
  const prepared = prepare(program)
  const wanted = new Set(options.instruments ?? program.instruments.map(one => one.id))
  // A reading that was chosen may bind instruments together that are not bound as written: then all bear on each other.
  const bearing = options.instruments === undefined || Object.keys(options.readings ?? {}).length > 0 ? undefined : prepared.bearingOn(options.instruments)
  return gathered(prepared, options, wanted, program.instruments.filter(one => bearing?.has(one.id) !== false).map(one => attempt(prepared, one, options)))
}

/**
 * The plan for a program that differs from its own in numbers of these instruments alone (and of whatever is not the same object any more):
 * the others stay the same objects.
 */
export function replan({ program: before, options, wanted, kernels, refused }: ScreenPlan, program: Program, instruments: ReadonlySet<string>): ScreenPlan {
  const prepared = prepare(program)
  const known = new Map([...kernels, ...refused].map(one => [one.instrument, one]))
  const others = changedBetween(before, program, options)
  return gathered(prepared, options, wanted, program.instruments.flatMap(one => { const here = known.get(one.id); return here === undefined ? [] : [instruments.has(one.id) || others.has(one.id) ? attempt(prepared, one, options) : here] }))
}

/** A limit of one instrument, or of a general clause, is part of the columns of all that share it. */
function changedBetween(before: Program, after: Program, options: ScreenOptions): ReadonlySet<string> {
  const [nodes, caps] = [new Set<object>([...before.instruments, ...before.generals]), new Set(sharedCaps(before, options).map(one => one.cap))]
  const [met, meet] = [before, after].map(program => new Set(rulesOf(program, options).flatMap(one => one.instruments)))
  return new Set([
    ...after.instruments.filter(({ id }) => met?.has(id) !== meet?.has(id)).map(one => one.id),
    ...after.instruments.filter(one => !nodes.has(one)).map(one => one.id),
    ...after.generals.filter(one => !nodes.has(one)).flatMap(one => one.appliesTo ?? after.instruments.map(({ id }) => id)),
    ...sharedCaps(after, options).filter(one => !caps.has(one.cap)).flatMap(one => one.instruments),
  ])
}

function gathered(prepared: Prepared, options: ScreenOptions, wanted: ReadonlySet<string>, planned: readonly (InstrumentPlan | Refused)[]): ScreenPlan {
  const kernels = planned.flatMap(one => ('plan' in one ? [one] : []))
  return { program: prepared.program, options, kernels, refused: planned.flatMap(one => ('plan' in one ? [] : [one])), wanted, stages: stagesOf(prepared, options, kernels) }
}

function attempt(prepared: Prepared, instrument: Instrument, options: ScreenOptions): InstrumentPlan | Refused {
  try { return planOne(prepared, instrument, options) } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem
    return { instrument: instrument.id, kind: instrument.for, code: problem.code, params: problem.params }
  }
}

function planOne(prepared: Prepared, given: Instrument, options: ScreenOptions): InstrumentPlan {
  const builder = new Builder()
  const figures = new Figures(builder)
  const making: Making = { builder, figures, prepared, options, outside: outsideOf(prepared, options) }
  const { node: instrument, unread } = chosen(options, given)
  const conditions = conditionsOf(making, instrument)
  if (unread) conditions.push({ id: `${given.id}/instrument`, holds: builder.no, fails: builder.no, unknown: builder.no, undecided: builder.yes, waits: new Waits(builder) })
  const verdict = together(making, '', conditions, true)
  const meets = instrument.what.kind === 'amount' && meetsOthers(prepared, options, instrument)
  const amounts = amountsOf(making, instrument)
  const failing: { id: string; mask: Reg }[] = conditions.map(({ id, fails }) => ({ id, mask: fails }))
  if (amounts !== undefined && amounts.lack.rows !== builder.no) failing.push({ id: amounts.lack.id, mask: amounts.lack.rows })
  const missing = new Waits(builder)
  missing.take(verdict.waits, builder.yes)
  if (amounts !== undefined) missing.take(amounts.notes, builder.yes)
  const status = statusOf(making, verdict, instrument.what.kind, amounts, meets)
  const facts = [...missing.facts.values()]
  const waiting = builder.or(status.unknown, status.undecided)
  builder.bits('failing', failing.map(({ mask }) => mask))
  builder.bits('missing', facts.map(({ where }) => builder.and(waiting, where)))
  const scale = amounts === undefined ? 1n : outputAmounts(making, amounts, status)
  builder.output({
    name: 'status', kind: 'byte', parts: [
      { mask: status.eligible, bits: 1 }, { mask: status.unknown, bits: 2 }, { mask: status.undecided, bits: 3 }, { mask: status.outside, bits: 4 },
      { mask: builder.or(status.defer, figures.beyond), bits: DEFER }, { mask: status.alive, bits: ALIVE },
    ],
  })
  return {
    instrument: given.id, kind: given.for, plan: builder.plan(), ...(amounts?.lines === undefined ? {} : { lines: amounts.lines }), conditions: failing.map(({ id }) => id), facts: facts.map(({ ref, at }) => ({ ref, at })),
    how: amounts?.how ?? (instrument.what.kind === 'measure' ? 'measure' : 'none'), scale, guarded: figures.guarded,
  }
}

interface Statuses { readonly eligible: Reg; readonly unknown: Reg; readonly undecided: Reg; readonly outside: Reg; readonly defer: Reg; readonly alive: Reg; readonly bounded: Reg }

/** As settle.ts says: conditions first; of what is not settled, facts before settings. */
function statusOf({ builder, builder: { no, yes }, figures, options }: Making, verdict: ReturnType<typeof together>, what: Instrument['what']['kind'], amounts: Amounts | undefined, meets: boolean): Statuses {
  const below = amounts?.lack.rows ?? no
  const sure = builder.without(verdict.holds, below)
  const open = { unknown: builder.without(verdict.unknown, below), undecided: builder.without(verdict.undecided, below) }
  if (what === 'outside') return { ...open, eligible: no, outside: sure, defer: no, alive: no, bounded: no }
  if (amounts === undefined) return { ...open, eligible: sure, outside: no, defer: no, alive: no, bounded: no }
  const { known, least, perhaps, vanish, held, notes, figure } = amounts
  const eligible = builder.without(builder.and(sure, known, least?.known ?? yes), perhaps)
  const rest = builder.without(sure, eligible)
  const nothing = builder.and(known, figures.compare('le', figure, figures.constant({ n: 0n, d: 1n })))
  // What is known and still not eligible: the lower end of a range, or a row of a table, is open.
  const openYet = least === undefined && perhaps === no ? no : nothing
  const defer = builder.or(builder.without(builder.and(rest, builder.or(vanish, openYet)), builder.or(perhaps, held)), builder.without(amounts.defer, verdict.fails))
  const undecided = builder.and(rest, builder.or(held, builder.without(notes.settings, notes.any)))
  const alive = meets ? builder.without(builder.not(builder.or(verdict.fails, below)), nothing) : no
  return {
    eligible, unknown: builder.or(open.unknown, builder.without(rest, undecided)), undecided: builder.or(open.undecided, undecided), outside: no, defer, alive,
    bounded: options.bounds === true ? builder.not(builder.or(verdict.fails, below)) : alive,
  }
}

/** Of an eligible row what it is granted; of one that may yet be, what it would be at most. */
function outputAmounts({ builder, figures }: Making, { figure, least, type, known, limits }: Amounts, { eligible, bounded }: Statuses): bigint {
  const scale = type.kind === 'money' ? 1n : least === undefined ? figure.d : figure.d * least.figure.d
  const held = (of: Figure): Reg => figures.held(of, scale)?.reg ?? refuse('broken-amount')
  const none = builder.number(NO_BOUND)
  const most = limits.reduce((bound, limit) => builder.figures('min', bound, builder.select(limit.known, held(limit.figure), none)), none)
  builder.output({ name: 'amount', kind: 'figure', from: builder.select(builder.or(eligible, bounded), builder.select(known, held(figure), most), builder.number(0)) })
  if (least !== undefined) builder.output({ name: 'least', kind: 'figure', from: builder.select(eligible, held(least.figure), builder.number(0)) })
  return scale
}
