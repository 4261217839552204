import { rational, type Type } from '@lizhu/feel'
import { refuse, type Figure, type Reg } from '@lizhu/feel/kernel'
import type { Amount, Balance, Cap, Given, Instrument, Read } from '../program.ts'
import { calendarLines } from './calendar-lines.ts'
import { claimLines } from './claim-lines.ts'
import type { LinePlan } from './lines.ts'
import { certain, chosen, lowered, Waits, type Making } from './outside.ts'
import { Parts, type Reckoned } from './reckoned.ts'
import { CALENDAR, grainIn, sharedCaps, writtenLimit } from './rules.ts'
import { single, typeOf, type Side } from './single.ts'
import { lackOf, limitOf, rounded, type Start } from './start.ts'

/** The amount of every row before it meets the others; caps that rows share are in it as if each were alone (between.ts sees to those that are not). */
export interface Amounts {
  readonly how: Given['how']
  readonly type: Type
  readonly figure: Figure
  readonly known: Reg
  readonly vanish: Reg
  /** Of a range: the lower end. */
  readonly least?: Reckoned
  readonly lack: Start['lack']
  readonly perhaps: Reg
  readonly held: Reg
  readonly defer: Reg
  readonly notes: Waits
  /** What it can be at most, whatever it hangs on. */
  readonly limits: readonly Pick<Reckoned, 'figure' | 'known'>[]
  /** Claims whose sum it reads. */
  readonly lines?: LinePlan
}

/** Undefined: it grants no amount. */
export function amountsOf(making: Making, instrument: Instrument): Amounts | undefined {
  switch (instrument.what.kind) {
    case 'amount': return amountOf(making, instrument, instrument.what.amount)
    case 'balance': return balanceOf(making, instrument.what.balance)
    case 'measure': case 'outside': return undefined
  }
}

function amountOf(making: Making, instrument: Instrument, given: Read<Amount>): Amounts {
  const { builder, builder: { no, yes }, options, prepared } = making
  const { node: amount, unread } = chosen(options, given)
  const general = prepared.generalsOf(instrument.id).flatMap(one => certain(options, one).atMost.map(cap => certain(options, cap))).filter(cap => cap.per === undefined && cap.over === undefined)
  const shared = sharedCaps(prepared.program, options).filter(one => one.instruments.includes(instrument.id))
  const own = [...amount.atMost.filter(cap => !shared.some(one => one.cap === cap)).map(cap => certain(options, cap)), ...general]
  const notes = new Waits(builder)
  const upper = oneSide(making, instrument, amount, own, 'to', notes)
  const how = howOf(amount, making)
  if (how === 'between' && amount.sum !== undefined) return refuse('lines', { lines: amount.sum.lines })
  const lower = how === 'between' ? oneSide(making, instrument, amount, own, 'from', new Waits(builder)).reckoned : undefined
  const alone = shared.map(({ cap, instruments }) => sharedLimit(making, cap, instruments, amount))
  const limit = (reckoned: Reckoned): Figure => alone.reduce((figure, one) => making.figures.extreme('min', figure, one), reckoned.figure)
  const known = unread ? no : upper.reckoned.known
  const held = unread ? yes : amount.sum === undefined ? builder.and(builder.not(known), notes.settings, heldBySettings(making, amount)) : no
  return {
    how, type: typeOf(amount), figure: limit(upper.reckoned), known, vanish: upper.reckoned.vanish, held, notes, lack: upper.lack, perhaps: upper.perhaps, defer: upper.defer,
    ...(lower === undefined ? {} : { least: { ...lower, figure: limit(lower) } }), ...(upper.lines === undefined ? {} : { lines: upper.lines }),
    limits: [...upper.limits, ...alone.map(figure => ({ figure, known: yes }))],
  }
}

/** What may be drawn at once; one that is carried from year to year needs what was drawn before. */
function balanceOf(making: Making, { limit, lapse, order }: Balance): Amounts {
  const { builder, builder: { no } } = making
  if (lapse !== undefined || order !== undefined) return refuse('balance')
  const notes = new Waits(builder)
  const parts = new Parts(making, notes, undefined)
  const reckoned = limit === undefined ? { ...parts.certainly(parts.zero), known: no } : parts.of(limit, builder.yes)
  return { how: 'ceiling', type: { kind: 'money', currency: 'CNY' }, figure: reckoned.figure, known: reckoned.known, vanish: no, lack: { id: '', rows: no }, perhaps: no, held: no, defer: no, notes, limits: [] }
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

function oneSide(making: Making, { id, for: subject }: Instrument, amount: Amount, caps: readonly Cap[], side: Side, notes: Waits) {
  const { sum } = amount
  const type = typeOf(amount)
  const money = type.kind === 'money'
  const parts = new Parts(making, notes, money ? amount.round.to : undefined)
  const start = startOf(parts, id, subject, amount, caps, side, notes)
  const limits = caps.filter(cap => sum === undefined || grainIn(making.prepared, subject, sum, cap) === 'whole').map(cap => limitOf(parts, cap))
  const round = (figure: Figure): Figure => rounded(making, { type, round: amount.round }, figure)
  // Rounding never turns an order round: the least of the rounded is the rounded least, and money × rate stays unmultiplied until it is divided.
  let result: Reckoned = { ...start.reckoned, figure: round(start.reckoned.figure) }
  for (const limit of limits) result = parts.least(result, { ...limit, figure: round(limit.figure) })
  if (money && amount.round.mode !== 'down') for (const limit of limits) result = parts.least(result, { ...limit, figure: making.figures.floor(limit.figure) })
  return { ...start, reckoned: result, limits: limits.map(({ figure, known }) => ({ known, figure: round(figure) })) }
}

function startOf(parts: Parts, id: string, subject: string, amount: Amount, caps: readonly Cap[], side: Side, notes: Waits): Start & { readonly lines?: LinePlan } {
  const { making } = parts
  const { sum } = amount
  if (sum === undefined) {
    const { reckoned, below, perhaps, defer } = single(parts, amount, side)
    return { reckoned, perhaps, defer, lack: { id: lackOf('table', id), rows: below } }
  }
  const start = sum.lines in CALENDAR ? calendarLines(making, id, subject, amount, sum, caps, side, notes) : claimLines(making, id, subject, amount, sum, caps, notes)
  return { ...start, reckoned: parts.notBelowZero(start.reckoned) }
}

/** Of a row that is alone under it, a shared limit is a limit like any other: a written figure. */
function sharedLimit(making: Making, cap: Read<Cap>, instruments: readonly string[], amount: Amount): Figure {
  if (chosen(making.options, cap).unread) return refuse('unread')
  const written = writtenLimit(making.options, cap)
  // What is no money is held in parts of a whole, which a limit across rows would have to share.
  if (written === undefined || (instruments.length > 1 && typeOf(amount).kind !== 'money')) return refuse('shared-limit')
  return making.figures.constant(rational.whole(written))
}
