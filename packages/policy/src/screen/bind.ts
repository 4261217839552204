import { Refusal, refuse } from '@lizhu/feel/kernel'
import type { Type } from '@lizhu/feel'
import type { Instrument, Program } from '../program.ts'
import { chosen, type Prepared, type ScreenOptions } from './outside.ts'
import type { InstrumentPlan } from './plan.ts'
import { rulesOf, sharedCaps, writtenLimit, type Rule } from './rules.ts'
import { grainOf, type Grain, type Stage } from './stages.ts'

/** Whether rows of an instrument meet others, or each other; refuses one under a rule between rows that cannot be said in columns. */
export function meetsOthers(prepared: Prepared, options: ScreenOptions, { id, for: kind, stacking }: Instrument): boolean {
  const { program } = prepared
  const over = program.generals.filter(({ appliesTo }) => appliesTo?.includes(id) ?? true).flatMap(one => chosen(options, one).node.stacking)
  for (const node of [...stacking, ...over]) {
    const { rule } = chosen(options, node).node
    if (rule === 'after') refuse('after-award')
    if (rule === 'use once') refuse('use-once')
  }
  const rules = rulesOf(program, options).filter(rule => rule.instruments.includes(id))
  for (const rule of rules) grainFor(prepared, rule, kind)
  return rules.length > 0
}

/** The rules between rows that bear on any of these instruments, ready to run. */
export function stagesOf(prepared: Prepared, options: ScreenOptions, kernels: readonly InstrumentPlan[]): Stage[] {
  const { program } = prepared
  const limited = new Set(sharedCaps(program, options).flatMap(one => one.instruments))
  return rulesOf(program, options).flatMap((rule): Stage[] => {
    const instruments = rule.instruments.filter(id => program.instruments.some(one => one.id === id && one.what.kind === 'amount'))
    const kinds = new Set(instruments.flatMap(id => prepared.instrument(id)?.for ?? []))
    const grains = new Map([...kinds].flatMap(kind => { const grain = attempt(() => grainFor(prepared, rule, kind)); return grain === undefined ? [] : [[kind, grain] as const] }))
    // Rows that meet nobody: one instrument, each row its own grain.
    if (instruments.length < 2 && [...kinds].every(kind => { const grain = grains.get(kind); return grain !== undefined && !('fact' in grain) && grain.kind === kind })) return []
    if (!instruments.some(id => kernels.some(one => one.instrument === id))) return []
    const scale = kernels.find(one => instruments.includes(one.instrument))?.scale ?? 1n
    const max = rule.rule === 'shared' ? (writtenLimit(options, rule.cap) ?? 0) * Number(scale) : 0
    return [{ rule: rule.rule, instruments, grains, max, unread: rule.rule === 'difference' && rule.unread, closure: needsClosure(program, options, rule, instruments, limited) }]
  })
}

/** 不可兼得 and promotion: rows of one subject where all are for one kind, else of one party. */
function grainFor(prepared: Prepared, rule: Rule, kind: string): Grain {
  if (rule.rule === 'not with') {
    const kinds = new Set(rule.instruments.flatMap(id => prepared.instrument(id)?.for ?? []))
    return kinds.size === 1 ? { kind } : { kind: prepared.lineOf(kind)[0] ?? kind }
  }
  return rule.rule === 'difference' ? { kind: prepared.lineOf(kind)[0] ?? kind } : grainOf(prepared, kind, rule.per)
}

/** A limit is reckoned into the columns' amounts already, and comes after all other rules; and amounts of two sorts do not compare. */
function needsClosure({ instruments: all }: Program, options: ScreenOptions, rule: Rule, ids: readonly string[], limited: ReadonlySet<string>): boolean {
  if (rule.rule === 'once') return false
  const types = new Set(ids.flatMap(id => all.find(one => one.id === id) ?? []).map(one => typeText(chosen(options, one).node, options)))
  if (types.size > 1) return true
  return rule.rule === 'shared' ? writtenLimit(options, rule.cap) === undefined : ids.some(id => limited.has(id))
}
function typeText({ what }: Instrument, options: ScreenOptions): string {
  if (what.kind !== 'amount') return what.kind
  const { type }: { type: Type } = chosen(options, what.amount).node
  return type.kind === 'money' ? type.currency : type.kind
}

function attempt<T>(work: () => T): T | undefined {
  try { return work() } catch (problem) {
    if (problem instanceof Refusal) return undefined
    throw problem
  }
}
