import { rational, type Type } from '@lizhu/feel'
import { refuse, type Figure, type Reg } from '@lizhu/feel/kernel'
import type { Amount, Cap, Given, Instrument, Read, Rounding } from '../program.ts'
import { certain, chosen, lowered, Waits, type Making } from './outside.ts'
import { Parts, type Reckoned } from './reckoned.ts'
import { sharedCaps, writtenLimit } from './rules.ts'
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
  /** What it can be at most, whatever it hangs on. */
  readonly limits: readonly Pick<Reckoned, 'figure' | 'known'>[]
}

export function amountOf(making: Making, instrument: Instrument): Amounts {
  const { builder, builder: { no, yes }, options, prepared } = making
  if (instrument.what.kind !== 'amount') return refuse('no-amount')
  const { node: amount, unread } = chosen(options, instrument.what.amount)
  if (amount.sum !== undefined) return refuse('lines', { lines: amount.sum.lines })
  const general = prepared.generalsOf(instrument.id).flatMap(one => certain(options, one).atMost.map(cap => certain(options, cap))).filter(cap => cap.per === undefined && cap.over === undefined)
  const shared = sharedCaps(prepared.program, options).filter(one => one.instruments.includes(instrument.id))
  const own = [...amount.atMost.filter(cap => !shared.some(one => one.cap === cap)).map(cap => certain(options, cap)), ...general]
  const notes = new Waits(builder)
  const upper = oneSide(making, amount, own, 'to', notes)
  const how = howOf(amount, making)
  const lower = how === 'between' ? oneSide(making, amount, own, 'from', new Waits(builder)).reckoned : undefined
  const together = shared.map(({ cap, instruments }) => sharedLimit(making, cap, instruments, amount))
  const limit = (reckoned: Reckoned): Figure => together.reduce((figure, one) => making.figures.extreme('min', figure, one), reckoned.figure)
  const known = unread ? no : upper.reckoned.known
  const held = unread ? yes : builder.and(builder.not(known), notes.settings, heldBySettings(making, amount))
  return {
    how, type: typeOf(amount), figure: limit(upper.reckoned), known, vanish: upper.reckoned.vanish,
    ...(lower === undefined ? {} : { least: { ...lower, figure: limit(lower) } }),
    below: upper.below, perhaps: upper.perhaps, defer: upper.defer, held, notes,
    limits: [...upper.limits, ...together.map(figure => ({ figure, known: yes }))],
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
  return { ...start, reckoned: result, limits: limits.map(({ figure, known }) => ({ known, figure: round(figure) })) }
}

/** What a cap leaves: its limit, less other money counted in with it. */
function limitOf(parts: Parts, { max, including }: Cap): Reckoned {
  const { yes } = parts.making.builder
  const limit = parts.of(max, yes)
  return parts.notBelowZero(including === undefined ? limit : parts.minus(limit, parts.of(including, yes)))
}

/** Of a row that is alone under it, a shared limit is a limit like any other: a written figure. */
function sharedLimit(making: Making, cap: Read<Cap>, instruments: readonly string[], amount: Amount): Figure {
  if (chosen(making.options, cap).unread) return refuse('unread')
  const written = writtenLimit(making.options, cap)
  // What is no money is held in parts of a whole, which a limit across rows would have to share.
  if (written === undefined || (instruments.length > 1 && typeOf(amount).kind !== 'money')) return refuse('shared-limit')
  return making.figures.constant(rational.whole(written))
}

/** To a multiple of the rounding's unit. */
function rounded({ figures }: Making, { mode, to }: Rounding, figure: Figure): Figure {
  const unit = figures.constant(rational.whole(to))
  const { figure: scaled } = figures.divide(figure, unit)
  const half = figures.constant({ n: 1n, d: 2n })
  const whole = mode === 'down' ? figures.floor(scaled) : mode === 'nearest' ? figures.floor(figures.add(scaled, half)) : figures.negate(figures.floor(figures.negate(scaled)))
  return figures.multiply(whole, unit)
}
