import type { Assessment, ConditionTrace, Joint, Step, Words } from '@lizhu/policy'
import { branchesOf } from './words.ts'
import type { Line } from './lines.ts'

/** A phrase of the law with what it came to for each subject; or a limit over all of them. */
export type PhraseRow =
  /** `way`: one of several, any of which would do. */
  | { readonly kind: 'condition'; readonly way: string; readonly words?: Words; readonly cells: readonly (ConditionTrace | undefined)[] }
  | { readonly kind: 'step'; readonly words?: Words; readonly cells: readonly (readonly Step[])[] }
  | { readonly kind: 'joint'; readonly words?: Words; readonly joint: Joint }

/** In the order of the words; what has no words of its own stands where its neighbours do. */
export function phrasesOf({ rows, joint }: Line): readonly PhraseRow[] {
  const found = new Map<string, PhraseRow>()
  for (const [i, row] of rows.entries()) {
    for (const { leaf: one, way } of branchesOf(row.conditions)) {
      const key = `c${one.id}`
      const held = found.get(key)
      const cells = held?.kind === 'condition' ? [...held.cells] : rows.map(() => undefined)
      cells[i] = one
      found.set(key, { kind: 'condition', way, cells, ...(one.words === undefined ? {} : { words: one.words }) })
    }
    for (const step of stepsOf(row)) {
      const key = `s${step.step === 'give' ? 'give' : step.words?.quote ?? step.step}`
      const held = found.get(key)
      const cells = held?.kind === 'step' ? held.cells.map(one => [...one]) : rows.map((): Step[] => [])
      cells[i]?.push(step)
      found.set(key, { kind: 'step', cells, ...(step.words === undefined ? {} : { words: step.words }) })
    }
  }
  const joints = joint.map((one): PhraseRow => ({ kind: 'joint', joint: one, ...(one.words === undefined ? {} : { words: one.words }) }))
  const jointly = new Set(joints.map(one => one.words?.quote))
  const all = [...found.values()].filter(one => one.kind !== 'step' || one.words === undefined || !jointly.has(one.words.quote))
  return [...all, ...joints].sort((a, b) => place(a) - place(b))
}

const place = ({ words }: PhraseRow): number => words?.at[0]?.[0] ?? 1e9

/** Steps a reader wants to see: what is given, what changes or limits it. A base speaks inside what is given. */
const stepsOf = ({ steps }: Assessment): readonly Step[] => steps.filter(step => step.step !== 'base' && step.step !== 'line' && step.step !== 'setting')
