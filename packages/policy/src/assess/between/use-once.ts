import type { Stacking } from '../../program.ts'
import type { Subject } from '../../dossier.ts'
import type { Reckoning } from '../amount/reckon.ts'
import { oneOf } from '../figure.ts'
import { isAlive, isExact, isSure, makeCeiling, makeOpen, takeAway, waitFor, type Row } from '../row.ts'

type UseOnce = Extract<Stacking, { rule: 'use once' }>
type Support = { readonly key: unknown; /** The line that rests on it; absent: the row as a whole. */ readonly line: Subject | undefined }

/** 同一发票不重复: what has supported one award supports no other, in the order of the instruments. `again` reckons a row without some lines. */
export function applyUseOnce(rule: UseOnce, rows: readonly Row[], again: (row: Row, skip: ReadonlySet<Subject>) => Reckoning | undefined): void {
  const used = new Map<unknown, Row>()
  for (const row of rows) {
    if (!isAlive(row) || row.figure.hi?.n === 0n) continue
    const supports = supportsOf(row, rule.what)
    const met = supports.filter(({ key }) => used.has(key))
    const rivals = [...new Set(met.flatMap(({ key }) => used.get(key) ?? []))]
    if (met.length > 0) meet(rule, row, met, rivals, again)
    if (row.figure.hi?.n !== 0n) for (const { key } of supports) if (!used.has(key)) used.set(key, row)
  }
}

function meet(rule: UseOnce, row: Row, met: readonly Support[], rivals: readonly Row[], again: (row: Row, skip: ReadonlySet<Subject>) => Reckoning | undefined): void {
  const lines = new Set(met.flatMap(({ line }) => line ?? []))
  const without = lines.size === met.length ? again(row, lines)?.figure : undefined
  if (rivals.every(one => isSure(one) && isExact(one))) {
    if (without === undefined || without.hi?.n === 0n) takeAway(row, rule, 'stacking')
    else {
      row.figure = without
      if (rule.words !== undefined) row.limitedBy = rule.words
      row.notes.steps.push({ step: 'stacking', limits: true, ...(rule.words === undefined ? {} : { words: rule.words }), ...(without.known ? { value: without.lo } : {}) })
    }
    return
  }
  row.perhapsCeiling = true
  if (rivals.every(one => isSure(one) && one.figure.known)) makeCeiling(row, rule, 'stacking')
  else if (without === undefined) makeOpen(row, rule, 'stacking', rivals)
  else { row.figure = oneOf([without, row.figure]); waitFor(row, rivals) }
}

function supportsOf(row: Row, what: string): Support[] {
  const { subject, amount, scene } = row
  const lines = (amount?.lines ?? []).flatMap(({ subject: line, belongs, figure }) => (line === undefined || belongs === false || figure.hi?.n === 0n ? [] : [line]))
  const ofLines = lines.flatMap((line): Support[] => (line.kind === what ? [{ key: line, line }] : factKey(line, what).map(key => ({ key, line }))))
  if (ofLines.length > 0) return ofLines
  const holder = scene.holder(what)
  if (holder !== undefined) return [{ key: holder, line: undefined }]
  return [subject, ...subject.owners.values()].flatMap(one => factKey(one, what)).slice(0, 1).map(key => ({ key, line: undefined }))
}
function factKey(subject: Subject, fact: string): string[] {
  const value = subject.facts.get(fact)?.value
  return typeof value === 'string' ? [`${fact}=${value}`] : []
}
