import type { Awards } from '../awards.ts'
import { grouped, isAlive, isExact, isSure, makeCeiling, makeOpen, memberOf, onceWords, takeAway, typeOf, type Row } from '../row.ts'
import { keyOf } from '../subjects.ts'
import type { Joint } from '../../assessment.ts'
import { larger } from '../figure.ts'
import type { Rational } from '@lizhu/feel'

/** 一次性: one award for ever at the grain. An earlier award, or an earlier row of the same grain, is the one. */
export function applyOnce(rows: readonly Row[], awards: Awards, joint: Joint[]): void {
  for (const group of grouped(rows.filter(row => isAlive(row) && row.instrument.once !== undefined), row => row.instrument.id).values()) {
    const once = group[0]?.instrument.once
    for (const [key, members] of grouped(group, row => keyOf(row.subject, once))) {
      const id = members[0]?.instrument.id
      if (id === undefined) continue
      if (awards.of([id], key, once).length > 0) for (const row of members) takeAway(row, onceWords(row), 'once')
      else onlyOne(members, joint)
    }
  }
}

/** The first that surely gets it takes it from those after it; one that only may makes them open. */
function onlyOne(members: readonly Row[], joint: Joint[]): void {
  if (members.length < 2) return
  const contenders: Row[] = []
  let taken = false
  for (const row of members) {
    const words = onceWords(row)
    if (row.figure.hi?.n === 0n) continue
    if (taken) { takeAway(row, words, 'once'); continue }
    if (contenders.some(one => !isCeiling(one))) makeOpen(row, words, 'once', contenders)
    if (isSure(row) && isExact(row) && contenders.length === 0) taken = true
    else contenders.push(row)
  }
  if (contenders.length > 1) for (const row of contenders) row.perhapsCeiling = true
  // Ceilings among them: whichever is granted, it is the one, and no more than the highest.
  if (contenders.length < 2 || !contenders.some(isCeiling)) return
  for (const row of contenders) if (isExact(row)) makeCeiling(row, onceWords(row), 'once')
  const standing = contenders.filter(isCeiling)
  const [first] = standing
  const most = standing.map(row => row.figure.hi).reduce<Rational | undefined>((a, b) => (a === undefined || b === undefined ? undefined : larger(a, b)), first?.figure.hi)
  if (first !== undefined && most !== undefined) joint.push({ ...onceWords(first), most, type: typeOf(first), members: standing.map(memberOf) })
}
const isCeiling = (row: Row): boolean => row.how !== 'exact' && isSure(row)
