import { rational } from '@lizhu/feel'
import type { Assessment, Instrument } from '@lizhu/policy'
import { overview, show } from '../../pack/figures.ts'
import { either, figure } from './words.ts'
import { mostOf, type Line } from './lines.ts'

/** The figure at the end of a line. */
export function lineAmount(line: Line): string {
  const { rows, sum, state } = line
  if (state === 'outside') return either('另行规定', 'elsewhere')
  if (state === 'ineligible') return ifMet(line)
  const [only] = rows
  if (rows.every(row => row.granted?.how === 'measure')) return either('不涉及金额', 'not money')
  if (!sum.money) return rows.length === 1 && only !== undefined ? rowAmount(only) : either('未能估计', 'no bound')
  const most = mostOf(sum)
  const exact = rational.equal(most, sum.exact) && !sum.open
  return exact ? overview(most) : `≤ ${overview(most)}`
}

/** One subject's figure, of any type. */
export function rowAmount({ granted, worth, status }: Assessment): string {
  if (granted !== undefined) {
    switch (granted.how) {
      case 'exact': return figure(granted.value, granted.type)
      case 'ceiling': return `≤ ${figure(granted.most, granted.type)}`
      case 'between': return `${figure(granted.least, granted.type)}–${figure(granted.most, granted.type)}`
      case 'measure': return either('不涉及金额', 'not money')
    }
  }
  if (status === 'outside') return either('另行规定', 'elsewhere')
  if (status === 'ineligible') {
    const words = worthWords(worth)
    return words === undefined ? either('不符合', 'not eligible') : either(`若符合 ${words}`, `if met ${words}`)
  }
  return worthWords(worth) ?? either('未能估计', 'no bound')
}

function worthWords(worth: Assessment['worth']): string | undefined {
  if (worth?.most === undefined) return undefined
  const { least, most, type } = worth
  if (least !== undefined && rational.equal(least, most)) return figure(most, type)
  return `≤ ${figure(most, type)}`
}

/** 若符合 40.0: so that the loss is seen. */
function ifMet({ rows, instrument }: Line): string {
  const [best] = rows.filter(row => row.worth?.most !== undefined && row.worth.most.n > 0n).sort((a, b) => rational.compare(b.worth?.most ?? rational.ZERO, a.worth?.most ?? rational.ZERO))
  const words = worthWords(best?.worth) ?? asWritten(instrument)
  return words === undefined ? '' : either(`若符合 ${words}`, `if met ${words}`)
}

/** What the law itself says of the amount, whoever asks: a fixed sum, or a cap. */
function asWritten({ what }: Instrument): string | undefined {
  if (what.kind !== 'amount') return undefined
  const { given, atMost } = what.amount
  if (given !== undefined && given.how !== 'between' && given.value.op === 'literal' && given.value.type.kind === 'money') return `${given.how === 'ceiling' ? '≤ ' : ''}${figure(given.value.value, given.value.type)}`
  const cap = atMost.find(one => one.max.op === 'literal' && one.max.type.kind === 'money')
  return cap?.max.op === 'literal' ? `≤ ${figure(cap.max.value, cap.max.type)}` : undefined
}

export const exactFigure = (line: Line): string | undefined => (line.sum.money ? show(mostOf(line.sum), { kind: 'money', currency: 'CNY' }) : undefined)
