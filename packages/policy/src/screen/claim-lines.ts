import { rational } from '@lizhu/feel'
import { Builder, Figures, columnOf, refuse, type Reg } from '@lizhu/feel/kernel'
import type { Amount, Cap } from '../program.ts'
import { lineOf } from './calendar-lines.ts'
import { FLAG, MOST_SUM, SUMMED, type GroupCap, type LinePlan } from './lines.ts'
import { lowered, Waits, type Making } from './outside.ts'
import { Parts } from './reckoned.ts'
import { grainIn, isCount } from './rules.ts'
import { lackOf, type Start } from './start.ts'

type Sum = NonNullable<Amount['sum']>

/** Claims under the subject, each a line: their own kernel, and the sum as the subject's kernel reads it. */
export function claimLines(making: Making, instrument: string, subject: string, amount: Amount, sum: Sum, caps: readonly Cap[], notes: Waits): Start & { readonly lines: LinePlan } {
  const { builder, figures, prepared } = making
  if (prepared.kind(sum.lines)?.of[0] !== subject) return refuse('lines', { lines: sum.lines })
  const inside = new Builder()
  const { lines, p, d } = linePlan({ ...making, builder: inside, figures: new Figures(inside) }, subject, amount, sum, caps)
  const truth = (ref: (typeof SUMMED)['any']): Reg => builder.truth(builder.column(ref).place)
  const sumAt = builder.column(SUMMED.sum).place
  const anyAt = builder.column(SUMMED.any).place
  const figure = figures.multiply(figures.cells(builder.load(sumAt), -BigInt(MOST_SUM), BigInt(MOST_SUM), 1n), figures.constant(rational.ratio(p, d)))
  const known = builder.not(builder.state(sumAt, 1))
  const perhaps = builder.state(anyAt, 1)
  figures.leave(truth(SUMMED.left))
  lines.facts.forEach(({ ref, at }, bit) => notes.fact(ref, at, truth(SUMMED.missing(bit))))
  notes.kind(sum.lines, truth(SUMMED.untold))
  notes.setting('', truth(SUMMED.settings))
  return {
    reckoned: { figure, known, open: false, vanish: builder.without(truth(SUMMED.vanishes), known) }, perhaps, defer: builder.no,
    lack: { id: lackOf('sum', instrument), rows: builder.not(builder.or(truth(SUMMED.any), perhaps)) }, lines,
  }
}

/** Lines are counted in `p/d` of what is given, so that each is a whole number. */
function linePlan(making: Making, subject: string, amount: Amount, sum: Sum, caps: readonly Cap[]): { readonly lines: LinePlan; readonly p: bigint; readonly d: bigint } {
  const { builder, builder: { yes, no }, figures } = making
  const grain = (cap: Cap) => grainIn(making.prepared, subject, sum, cap)
  const waits = new Waits(builder)
  const test = sum.where === undefined ? undefined : lowered(sum.where, making)
  const asked = new Waits(builder)
  test?.waits(yes, asked)
  const belongs = test === undefined ? yes : test.kind === 'truth' ? test.holds : no
  const perhaps = test?.unknown ?? no
  waits.take(asked, perhaps)
  const { reckoned, defer } = lineOf(making, amount, caps.filter(cap => grain(cap) === 'line' && !isCount(cap)), 'to', waits)
  const { n, p, d, m } = reckoned.figure
  if (m !== undefined || p <= 0n) return refuse('broken-amount')
  const order = sum.order === undefined ? undefined : lowered(sum.order, making)
  const place = order?.kind === 'figure' ? figures.held(order.figure, order.figure.d) : undefined
  if (order !== undefined && place === undefined) return refuse('text-order')
  const may = builder.or(belongs, perhaps)
  const facts = [...waits.facts.values()]
  builder.output({ name: 'amount', kind: 'figure', from: n })
  if (place !== undefined) builder.output({ name: 'order', kind: 'figure', from: place.reg })
  builder.bits('missing', facts.map(({ where }) => builder.and(may, where)))
  builder.output({
    name: 'flags', kind: 'byte', parts: [
      { mask: belongs, bits: FLAG.belongs }, { mask: perhaps, bits: FLAG.perhaps }, { mask: reckoned.known, bits: FLAG.known }, { mask: new Parts(making, waits, 1n).mayVanish(reckoned), bits: FLAG.vanishes },
      { mask: builder.or(builder.and(defer, may), figures.beyond), bits: FLAG.left }, { mask: order?.unknown ?? no, bits: FLAG.unordered }, { mask: order?.none ?? no, bits: FLAG.last },
      { mask: builder.and(may, waits.settings), bits: FLAG.settings },
    ],
  })
  const groups = caps.filter(cap => grain(cap) === 'group').map(cap => groupOf(making, sum.lines, cap, p, d))
  // What a group goes by is read of every line.
  for (const { by } of groups) if (by !== undefined && 'key' in by) builder.column(by.ref)
  return { p, d, lines: { kind: sum.lines, plan: builder.plan(), facts: facts.map(({ ref, at }) => ({ ref, at })), groups } }
}

function groupOf({ prepared }: Making, kind: string, { per, max, including, every }: Cap, p: bigint, d: bigint): GroupCap {
  const line = prepared.kind(kind)
  if (line === undefined || including !== undefined || every !== undefined) return refuse('lines-group')
  const text = line.facts.find(one => one.name === per && one.type.kind === 'text' && one.every === undefined)
  const by = per === undefined || per === line.of[0] ? undefined : line.of.includes(per) ? { owner: per } : text === undefined ? refuse('lines-group') : columnOf(text)
  const value = max.op === 'literal' && typeof max.value === 'object' && 'n' in max.value ? max.value : refuse('lines-group')
  const counts = isCount({ max })
  // A limit of n of what lines are counted in: n × p / d.
  const most = counts ? value : rational.divide(value, rational.ratio(p, d))
  return most.d === 1n && most.n <= BigInt(MOST_SUM) ? { by, counts, max: Number(most.n) } : refuse('lines-group')
}
