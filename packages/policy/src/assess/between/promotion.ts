import type { Rational } from '@lizhu/feel'
import type { Read, Stacking } from '../../program.ts'
import type { Awards } from '../awards.ts'
import { NOTHING, exactly, given, minus, oneOf, plus, type Figure } from '../figure.ts'
import { choose } from '../reading.ts'
import { grouped, isAlive, isExact, isSure, typeOf, waitFor, type Row } from '../row.ts'

type Promotion = Extract<Stacking, { rule: 'promotion' }>

/** A higher title after a lower one: the full sum, or what it is more than what the lower ones gave. */
export function applyPromotion(node: Read<Stacking>, rows: readonly Row[], awards: Awards): void {
  if (node.rule !== 'promotion') return
  const { among } = node
  const ranked = rows.filter(row => isAlive(row) && among.includes(row.instrument.id))
  for (const members of grouped(ranked, row => row.party).values()) {
    let received: Figure = NOTHING
    const open: Row[] = []
    for (const id of among) {
      for (const row of members.filter(one => one.instrument.id === id)) {
        const earlier = awards.total(among.filter(other => other !== id), row.party, undefined)
        promote(node, row, plus(received, exactly(earlier)), open)
      }
      for (const row of members) if (row.instrument.id === id) {
        received = plus(received, isSure(row) ? row.figure : oneOf([NOTHING, row.figure]))
        if (!isSure(row) || !isExact(row)) open.push(row)
      }
    }
  }
}

function promote(node: Read<Stacking>, row: Row, received: Figure, open: readonly Row[]): void {
  // No lower title, no earlier award: however it is read, nothing is taken off.
  if (received.known && received.lo.n === 0n) return
  const full = row.figure
  const difference = given(minus(full, received))
  const { node: chosen, unread, reading } = choose(row.scene.run, node)
  const words = chosen.words === undefined ? {} : { words: chosen.words }
  const from = [full, received].flatMap(figure => (figure.known ? [{ value: figure.lo, type: typeOf(row) }] : []))
  if (unread !== undefined) {
    row.figure = oneOf([full, difference])
    if (row.verdict === true) row.notes.undecided.push({ reading: unread, figures: figuresOf(node, full, difference) })
    row.notes.steps.push({ step: 'stacking', ...words, type: typeOf(row), from, reading: unread })
  } else {
    if (reading !== undefined && reading.decidedBy === undefined) row.notes.rests.push(reading)
    if (!pays(chosen, 'difference')) return
    row.figure = difference
    if (chosen.words !== undefined) row.limitedBy = chosen.words
    row.notes.steps.push({ step: 'stacking', limits: true, ...words, type: typeOf(row), from, ...(difference.known ? { value: difference.lo } : {}) })
  }
  if (!received.known) waitFor(row, open)
}

/** What each way of reading it would give. */
function figuresOf(node: Read<Stacking>, full: Figure, difference: Figure): { readAs: string; value?: Rational }[] {
  return (node.or ?? []).map(({ readAs, node: other }) => {
    const figure = pays(other, 'difference') ? difference : full
    return { readAs, ...(figure.known ? { value: figure.lo } : {}) }
  })
}
const pays = (node: Stacking, how: Promotion['pays']): boolean => node.rule === 'promotion' && node.pays === how
