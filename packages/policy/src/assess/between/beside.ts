import type { Joint } from '../../assessment.ts'
import type { Stacking } from '../../program.ts'
import type { Awards } from '../awards.ts'
import { isAlive, takeAway, type Row } from '../row.ts'
import { onlyHighest } from './highest.ts'

type With = Extract<Stacking, { rule: 'with' | 'not with' | 'after' }>

/** 可叠加 · 不可同时享受 · 先享受…: one row beside the instruments (or other documents' money) that the rule names. */
export function applyBeside(rule: With, row: Row, rows: readonly Row[], awards: Awards, joint: Joint[]): void {
  if (!isAlive(row)) return
  const words = rule.words === undefined ? {} : { words: rule.words }
  const received = awards.of(rule.others, row.party, undefined).length > 0
  switch (rule.rule) {
    case 'with': row.notes.steps.push({ step: 'stacking', ...words }); return
    case 'after': if (!received) takeAway(row, rule, 'stacking'); return
    case 'not with':
      if (received) takeAway(row, rule, 'stacking')
      else onlyHighest([row, ...rows.filter(other => rule.others.includes(other.instrument.id) && together(row, other))], rule, joint)
  }
}
/** The same subject, or of the same party where the two are for different kinds. */
function together(a: Row, b: Row): boolean {
  return a.subject.kind === b.subject.kind ? a.subject === b.subject : a.party === b.party
}
