import { rational, type Type } from '@lizhu/feel'
import { refuse, type Figure, type Reg } from '@lizhu/feel/kernel'
import type { Amount, Cap, Given, Instrument, Rounding } from '../program.ts'
import { chainOf } from './conditions.ts'
import { certain, chosen, lowered, Waits, type Making } from './outside.ts'
import { Parts, type Reckoned } from './reckoned.ts'
import { single, typeOf, type Side } from './single.ts'

/** The amount of every row before it meets the others; caps that rows share are in it as if each were alone (between.ts sees to those that are not). */
export interface Amounts {
  readonly how: Given['how']
  readonly type: Type
  readonly figure: Figure
  readonly known: Reg
  readonly vanish: Reg
  /** Of a range: the lower end. */
  readonly least?: Reckoned
  readonly below: Reg
  readonly perhaps: Reg
  readonly held: Reg
  readonly defer: Reg
  readonly notes: Waits
  /** Limits shared with other rows: of which instruments, per whom. */
  readonly shared: readonly { readonly instruments: readonly string[]; readonly per: string | undefined }[]
}

export function amountOf(making: Making, instrument: Instrument): Amounts {
  const { builder, builder: { no, yes }, options, prepared } = making
  if (instrument.what.kind !== 'amount') return refuse('no-amount')
  const { node: amount, unread } = chosen(options, instrument.what.amount)
  if (amount.sum !== undefined) return refuse('lines', { lines: amount.sum.lines })
  const general = prepared.generalsOf(instrument.id).flatMap(one => certain(options, one).atMost.map(cap => certain(options, cap)))
  const caps = [...amount.atMost.map(cap => certain(options, cap)), ...general]
  const overs = making.prepared.program.instruments.flatMap(({ id, what }) => (id !== instrument.id && what.kind === 'amount' ? what.amount.atMost.map(cap => chosen(options, cap).node).filter(cap => cap.over?.includes(instrument.id) === true) : []))
  const own = caps.filter(cap => cap.over === undefined && (cap.per === undefined || cap.per === instrument.for))
  const shared = [...caps.filter(cap => !own.includes(cap)), ...overs]
  const notes = new Waits(builder)
  const upper = oneSide(making, amount, own, 'to', notes)
  const how = howOf(amount, making)
  const lower = how === 'between' ? oneSide(making, amount, own, 'from', new Waits(builder)).reckoned : undefined
  const limit = (reckoned: Reckoned): Figure => shared.reduce((figure, cap) => making.figures.extreme('min', figure, sharedLimit(making, cap, instrument)), reckoned.figure)
  const known = unread ? no : upper.reckoned.known
  const held = unread ? yes : builder.and(builder.not(known), notes.settings, heldBySettings(making, amount))
  return {
    how, type: typeOf(amount), figure: limit(upper.reckoned), known, vanish: upper.reckoned.vanish,
    ...(lower === undefined ? {} : { least: { ...lower, figure: limit(lower) } }),
    below: upper.below, perhaps: upper.perhaps, defer: upper.defer, held, notes,
    shared: shared.map(cap => ({ instruments: cap.over ?? [instrument.id], per: cap.per })),
  }
}

const howOf = ({ given, table }: Amount, { options }: Making): Given['how'] => given?.how ?? (table?.rows[0] === undefined ? 'exact' : certain(options, table.rows[0]).given.how)

/** A rate or base that waits for nothing but settings. */
function heldBySettings(making: Making, { given, of }: Amount): Reg {
  const { builder } = making
  const trees = [...(given === undefined ? [] : given.how === 'between' ? [given.from, given.to] : [given.value]), ...(of === undefined ? [] : [of])]
  return builder.or(...trees.map(tree => {
    const waits = new Waits(builder)
    const { unknown, waits: ask } = lowered(tree, making)
    ask(builder.yes, waits)
    return builder.without(builder.and(unknown, waits.settings), waits.any)
  }))
}

function oneSide(making: Making, amount: Amount, caps: readonly Cap[], side: Side, notes: Waits) {
  const type = typeOf(amount)
  const money = type.kind === 'money'
  const parts = new Parts(making, notes, money ? amount.round.to : undefined)
  const start = single(parts, amount, side)
  const limits = caps.map(cap => limitOf(parts, cap))
  const round = (figure: Figure): Figure => (money ? rounded(making, amount.round, figure) : figure)
  // Rounding never turns an order round: the least of the rounded is the rounded least, and money × rate stays unmultiplied until it is divided.
  let result: Reckoned = { ...start.reckoned, figure: round(start.reckoned.figure) }
  for (const limit of limits) result = parts.least(result, { ...limit, figure: round(limit.figure) })
  if (money && amount.round.mode !== 'down') for (const limit of limits) result = parts.least(result, { ...limit, figure: making.figures.floor(limit.figure) })
  return { ...start, reckoned: result }
}

/** What a cap leaves: its limit, less other money counted in with it. */
function limitOf(parts: Parts, { max, including }: Cap): Reckoned {
  const { yes } = parts.making.builder
  const limit = parts.of(max, yes)
  return parts.notBelowZero(including === undefined ? limit : parts.minus(limit, parts.of(including, yes)))
}

/** Of a row that is alone under it, a shared limit is a limit like any other: whole fen, written out. */
function sharedLimit(making: Making, { max, including, over, per }: Cap, instrument: Instrument): Figure {
  if (including !== undefined) return refuse('shared-including')
  if (over?.includes(instrument.id) === false) return refuse('shared-of-others')
  if (per !== undefined && !chainOf(making, instrument.for).includes(per)) return refuse('group', { name: per })
  const value = lowered(max, making)
  const written = value.kind === 'figure' ? making.figures.constantOf(value.figure) : undefined
  return written === undefined || written.d !== 1n || written.n <= 0n || value.unknown !== making.builder.no ? refuse('shared-limit') : making.figures.constant(written)
}

/** To a multiple of the rounding's unit. */
function rounded({ figures }: Making, { mode, to }: Rounding, figure: Figure): Figure {
  const unit = figures.constant(rational.whole(to))
  const { figure: scaled } = figures.divide(figure, unit)
  const half = figures.constant({ n: 1n, d: 2n })
  const whole = mode === 'down' ? figures.floor(scaled) : mode === 'nearest' ? figures.floor(figures.add(scaled, half)) : figures.negate(figures.floor(figures.negate(scaled)))
  return figures.multiply(whole, unit)
}
