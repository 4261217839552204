import type { TraceNode, Type, Value } from '@lizhu/feel'
import type { Step } from '../assessment.ts'
import type { Words } from '../program.ts'
import type { Figure } from './figure.ts'
import type { Notes } from './scene.ts'

/** For what is filled in after it is made, all keys from the start: on the hot path, copying or growing objects costs more than the arithmetic. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] }
export interface Operand { readonly value: Value; readonly type: Type }

/** Notes a step, with its figure where that is known. */
export function noteStep(notes: Notes, kind: Step['step'], words: Words | undefined, figure: Figure, type: Type, trace?: TraceNode, from?: readonly Operand[]): Mutable<Step> {
  const step: Mutable<Step> = { step: kind, words, value: figure.known ? figure.lo : undefined, type, from, limits: undefined, trace }
  notes.steps.push(step)
  return step
}

/** The operands of a step that are known, in order. */
export function operands(a: Figure, aType: Type, b?: Figure, bType?: Type, c?: Figure, cType?: Type): Operand[] {
  // Nearly always two that are known: no list that grows.
  if (a.known && b?.known === true && bType !== undefined && c === undefined) return [{ value: a.lo, type: aType }, { value: b.lo, type: bType }]
  const known: Operand[] = []
  if (a.known) known.push({ value: a.lo, type: aType })
  if (b?.known === true && bType !== undefined) known.push({ value: b.lo, type: bType })
  if (c?.known === true && cType !== undefined) known.push({ value: c.lo, type: cType })
  return known
}
