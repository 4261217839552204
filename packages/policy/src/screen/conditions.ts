import { walk } from '@lizhu/feel'
import { refuse, type Reg } from '@lizhu/feel/kernel'
import type { Condition, Instrument } from '../program.ts'
import { chosen, lowered, Waits, type Making } from './outside.ts'

/** A condition in every row. The four never overlap, and one of them always holds. */
export interface Judged { readonly id: string; readonly holds: Reg; readonly fails: Reg; readonly unknown: Reg; readonly undecided: Reg; readonly waits: Waits }

/** All conditions of an instrument, then the exclusions of general clauses: one that holds makes the row fail. */
export function conditionsOf(making: Making, instrument: Instrument): Judged[] {
  const own = instrument.when.flatMap(condition => judge(making, condition) ?? [])
  const excluded = making.prepared.generalsOf(instrument.id).flatMap(general => {
    const { node, unread } = chosen(making.options, general)
    if (unread) return refuse('unread')
    return node.exclude.filter(condition => reaches(making, instrument.for, condition)).flatMap(condition => {
      const judged = judge(making, condition)
      return judged === undefined ? [] : [{ ...judged, holds: judged.fails, fails: judged.holds }]
    })
  })
  return [...own, ...excluded]
}

function judge(making: Making, condition: Condition): Judged | undefined {
  const { builder, builder: { no, yes }, options } = making
  if ('any' in condition || 'all' in condition) {
    const all = 'all' in condition
    const parts = (all ? condition.all : condition.any).flatMap(one => judge(making, one) ?? [])
    return together(making, parts[0]?.id ?? '', parts, all)
  }
  if (condition.since !== undefined && condition.since > options.asOf) return undefined
  const { node, unread } = chosen(options, condition)
  const waits = new Waits(builder)
  if (unread) return { id: node.id, holds: no, fails: no, unknown: no, undecided: yes, waits }
  const test = lowered(node.test, making)
  test.waits(yes, waits)
  const holds = test.kind === 'truth' ? test.holds : no
  const undecided = builder.without(builder.and(test.unknown, waits.settings), waits.any)
  return { id: node.id, holds, fails: builder.not(builder.or(holds, test.unknown)), unknown: builder.without(test.unknown, undecided), undecided, waits }
}

/** Strong Kleene; what waits for facts comes before what waits for settings. */
export function together({ builder }: Pick<Making, 'builder'>, id: string, parts: readonly Judged[], all: boolean): Judged {
  const settles = builder.or(...parts.map(part => (all ? part.fails : part.holds)))
  const unknown = builder.without(builder.or(...parts.map(part => part.unknown)), settles)
  const undecided = builder.without(builder.or(...parts.map(part => part.undecided)), builder.or(settles, unknown))
  const rest = builder.not(builder.or(settles, unknown, undecided))
  const waits = new Waits(builder)
  for (const part of parts) waits.take(part.waits, builder.or(unknown, undecided))
  return { id, holds: all ? rest : settles, fails: all ? settles : rest, unknown, undecided, waits }
}

/** Whether a general clause speaks of a party this subject has; a second owner differs from row to row. */
function reaches(making: Making, kind: string, condition: Condition): boolean {
  if ('any' in condition) return condition.any.some(one => reaches(making, kind, one))
  if ('all' in condition) return condition.all.every(one => reaches(making, kind, one))
  const sure = new Set([...chainOf(making, kind), 'area', 'roster'])
  const perhaps = new Set(ownersOf(making, kind))
  return [...walk(condition.test)].every(node => {
    if (node.op !== 'fact' || sure.has(node.ref.owner)) return true
    return perhaps.has(node.ref.owner) ? refuse('second-owner', { name: node.ref.owner }) : false
  })
}

/** The kind and the owners it stands under. */
export function chainOf({ prepared }: Pick<Making, 'prepared'>, kind: string): string[] {
  const chain = [kind]
  for (let at = prepared.kind(kind)?.of[0]; at !== undefined && !chain.includes(at); at = prepared.kind(at)?.of[0]) chain.push(at)
  return chain
}
function ownersOf(making: Pick<Making, 'prepared'>, kind: string, seen: string[] = []): string[] {
  for (const owner of making.prepared.kind(kind)?.of ?? []) if (!seen.includes(owner)) { seen.push(owner); ownersOf(making, owner, seen) }
  return seen
}
