import type { Every } from '@lizhu/feel'
import { prepare } from '../assess/index.ts'
import type { Amount, Cap, General, Instrument, Program, Read, Stacking } from '../program.ts'
import { chosen, type Prepared, type ScreenOptions } from './outside.ts'
import { ownersOf } from './stages.ts'

/**
 * How rows bear on each other, in the order in which it is settled (assess/between/order.ts): 一次性, 就高 and 不可兼得, promotion, limits
 * shared by several rows. `instruments` in the order in which they come.
 */
export type Rule =
  | { readonly rule: 'once' | 'highest'; readonly instruments: readonly string[]; readonly per: string | undefined }
  /** The first beside each of the others: of one subject, or of one party where they are for different kinds. */
  | { readonly rule: 'not with'; readonly instruments: readonly string[] }
  /** Each lowers what comes after it, of one party; `unread`: or perhaps it does. */
  | { readonly rule: 'difference'; readonly instruments: readonly string[]; readonly unread: boolean }
  | ({ readonly rule: 'shared' } & SharedCap)

/** A limit that several rows use up together. */
export interface SharedCap { readonly cap: Read<Cap>; readonly instruments: readonly string[]; readonly per: string | undefined }

/** Every rule under which rows of different subjects, or of several instruments, meet. */
export function rulesOf(program: Program, options: ScreenOptions): readonly Rule[] {
  const known = asked.get(program)
  if (known?.options === options) return known.rules
  const rules = allRules(program, options)
  asked.set(program, { options, rules })
  return rules
}
/** Each instrument that is planned asks. */
const asked = new WeakMap<Program, { readonly options: ScreenOptions; readonly rules: readonly Rule[] }>()

function allRules(program: Program, options: ScreenOptions): Rule[] {
  const instruments = program.instruments.map(one => chosen(options, one).node)
  const generals = program.generals.map(one => chosen(options, one).node)
  const once = instruments.flatMap(({ id, once: per, for: kind }): Rule[] => (per === undefined || per === kind ? [] : [{ rule: 'once', instruments: [id], per }]))
  return [...once, ...stackings(program, options, instruments, generals), ...sharedCaps(program, options).map((one): Rule => ({ rule: 'shared', ...one }))]
}

function stackings({ instruments: all }: Program, options: ScreenOptions, instruments: readonly Instrument[], generals: readonly Read<General>[]): Rule[] {
  const ids = all.map(one => one.id)
  const known = (names: readonly string[]): string[] => ids.filter(id => names.includes(id))
  const found: Rule[] = []
  const ladders = new Map<string, Rule | undefined>()
  const add = (node: Read<Stacking>, members: readonly string[]): void => {
    const { node: rule, unread } = chosen(options, node)
    switch (rule.rule) {
      case 'highest': found.push({ rule: 'highest', instruments: known(rule.among ?? members), per: rule.per }); return
      case 'not with': for (const id of members) if (known(rule.others).length > 0) found.push({ rule: 'not with', instruments: [id, ...known(rule.others).filter(other => other !== id)] }); return
      // A ladder is climbed once, however many of its instruments state it. What pays in full takes nothing off.
      case 'promotion': {
        const ladder = rule.among.join(' ')
        if (!ladders.has(ladder)) ladders.set(ladder, unread || rule.pays === 'difference' ? { rule: 'difference', instruments: rule.among, unread } : undefined)
        return
      }
      case 'with': case 'after': case 'use once':
    }
  }
  for (const { id, stacking } of instruments) for (const node of stacking) add(node, [id])
  for (const { stacking, appliesTo = ids } of generals) for (const node of stacking) add(node, known(appliesTo))
  return [...found, ...[...ladders.values()].flatMap(ladder => ladder ?? [])]
}

/** Limits of one instrument across its rows, then those over several, then those of general clauses. */
export function sharedCaps(program: Program, options: ScreenOptions): SharedCap[] {
  const ids = program.instruments.map(one => one.id)
  const own = program.instruments.flatMap(given => {
    const instrument = chosen(options, given).node
    if (instrument.what.kind !== 'amount') return []
    const amount = chosen(options, instrument.what.amount).node
    return amount.atMost.flatMap((cap): SharedCap[] => {
      const { over, per } = chosen(options, cap).node
      if (over === undefined && (per === undefined || per === instrument.for || (amount.sum !== undefined && grainIn(prepare(program), instrument.for, amount.sum, chosen(options, cap).node) !== 'whole'))) return []
      return [{ cap, instruments: over ?? [instrument.id], per }]
    })
  })
  const general = program.generals.flatMap(given => {
    const { atMost, appliesTo } = chosen(options, given).node
    return atMost.flatMap((cap): SharedCap[] => {
      const { over, per } = chosen(options, cap).node
      return over === undefined && per === undefined ? [] : [{ cap, instruments: over ?? appliesTo ?? ids, per }]
    })
  })
  const single = (one: SharedCap): boolean => one.instruments.length === 1
  return [...own.filter(single), ...own.filter(one => !single(one)), ...general]
}

/** Under `sum`, what a limit limits: each line, lines of a group, or the whole (assess/amount/sum.ts). */
export function grainIn(prepared: Prepared, subject: string, { lines }: NonNullable<Amount['sum']>, { per, every, max }: Pick<Cap, 'per' | 'every' | 'max'>): 'line' | 'group' | 'whole' {
  const calendar = CALENDAR[lines]
  if (calendar !== undefined) return every === undefined ? 'whole' : every === calendar ? 'line' : 'group'
  if (isCount({ max })) return per === lines ? 'line' : 'group'
  if (per === undefined || per === subject || ownersOf(prepared, subject).includes(per)) return 'whole'
  if (per === lines) return 'line'
  const kind = prepared.kind(lines)
  return kind?.of.includes(per) === true || kind?.facts.some(fact => fact.name === per) === true ? 'group' : 'whole'
}
/** `4个`: how many lines, not how much. */
export const isCount = ({ max }: Pick<Cap, 'max'>): boolean => max.type.kind === 'number' && max.type.unit !== undefined
/** Lines that are periods. */
export const CALENDAR: Readonly<Record<string, Every>> = { 年: 'year', 季: 'quarter', 月: 'month' }

/** A limit written as a figure: fen, or a whole count. Others differ from row to row. */
export function writtenLimit(options: ScreenOptions, cap: Read<Cap>): number | undefined {
  const { max, including } = chosen(options, cap).node
  const { value } = max.op === 'literal' ? max : { value: undefined }
  return including === undefined && typeof value === 'object' && 'n' in value && value.d === 1n && value.n > 0n && value.n <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value.n) : undefined
}
