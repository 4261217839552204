import { identifier, textLiteral, wholeLiteral } from '@lizhu/feel/sql'
import type { Fact } from '@lizhu/policy'
import { storedAs } from '@lizhu/policy/tables'
import { NONE_WORDS, NO_WORDS, UNTOLD_WORDS, YES_WORDS, shiftOf, type Units } from './cell.ts'

/** White space at the ends of a cell, no-break and full-width spaces too. */
export const trimmed = (cell: string): string => `trim(${cell}, ${textLiteral(' \t\r\n\u00a0\u3000\ufeff')})`
const words = (all: readonly string[]): string => all.map(textLiteral).join(', ')

/**
 * Plain cells by the million: a value where the text is spelt the usual way, NULL where it is not; then `readCell` says what it is.
 * Whatever comes out here is what `readCell` says of the same text.
 */
export function quickSql(fact: Fact, text: string, { unit, own }: Units): string {
  switch (storedAs(fact.type)) {
    case 'fen': return bounded(fact, own === true ? whole(text) : moneySql(text, unit))
    case 'count': return bounded(fact, whole(text))
    case 'truth': return `CASE WHEN ${text} IN (${words(YES_WORDS)}) THEN TRUE WHEN ${text} IN (${words(NO_WORDS)}) THEN FALSE END`
    case 'text': return `CASE WHEN ${fact.type.kind === 'text' && fact.type.choices !== undefined ? `${text} IN (${words(fact.type.choices)}) AND ` : ''}lower(${text}) NOT IN (${words(['', ...UNTOLD_WORDS, ...NONE_WORDS])}) THEN ${text} END`
    case 'day': return fact.least !== undefined || fact.most !== undefined ? 'CAST(NULL AS DATE)' : `CASE WHEN length(${text}) = 10 AND translate(${text}, '0123456789', '') = '--' AND substr(${text}, 5, 1) = '-' AND substr(${text}, 8, 1) = '-' THEN TRY_CAST(${text} AS DATE) END`
    // Of these there are few different ones.
    case 'number': return 'CAST(NULL AS DECIMAL(18,4))'
    case 'rate': return 'CAST(NULL AS DECIMAL(18,6))'
    case 'length': return 'CAST(NULL AS INTEGER)'
    case undefined: return 'CAST(NULL AS VARCHAR)'
  }
}

const whole = (text: string): string => `CASE WHEN translate(${text}, '0123456789', '') IN ('', '-') AND length(${text}) <= 17 THEN TRY_CAST(${text} AS BIGINT) END`

function moneySql(text: string, unit = '元'): string {
  const cut = (end: string): string => `left(${text}, length(${text}) - ${end.length})`
  return `CASE ${['万元', '亿元', '元'].map(end => `WHEN ends_with(${text}, ${textLiteral(end)}) THEN ${fen(cut(end), end)}`).join(' ')} ELSE ${fen(text, unit)} END`
}

/** Decimal digits moved by the unit: never more of them than the unit has, so that a cast has nothing to round. */
function fen(text: string, unit: string): string {
  const shift = shiftOf(unit)
  if (shift === undefined) return 'CAST(NULL AS BIGINT)'
  const number = `(CASE WHEN contains(${text}, ',') THEN CASE WHEN regexp_full_match(${text}, '-?\\d{1,3}(,\\d{3})+(\\.\\d+)?') THEN replace(${text}, ',', '') END ELSE ${text} END)`
  const plain = `translate(${text}, '0123456789,', '') IN ('', '.', '-', '-.') AND (NOT contains(${text}, '.') OR length(${text}) - instr(${text}, '.') BETWEEN 1 AND ${shift}) AND length(${text}) <= 24`
  return `CASE WHEN ${plain} THEN TRY_CAST(TRY_CAST(${number} AS DECIMAL(${37 - shift},${shift})) * CAST(${10n ** BigInt(shift)} AS DECIMAL(${shift + 1},0)) AS BIGINT) END`
}

/** Within the fact's own bounds; a bound that is no whole number leaves every cell to the reader. */
function bounded({ least, most }: Fact, value: string): string {
  const bounds = ([['>=', least], ['<=', most]] as const).flatMap(([compare, bound]) => (bound === undefined ? [] : [[compare, typeof bound === 'object' && 'n' in bound && bound.d === 1n ? bound.n : undefined] as const]))
  if (bounds.some(([, bound]) => bound === undefined)) return 'CAST(NULL AS BIGINT)'
  return bounds.length === 0 ? value : `CASE WHEN ${bounds.map(([compare, bound]) => `${value} ${compare} ${wholeLiteral(bound ?? 0n)}`).join(' AND ')} THEN ${value} END`
}

/** A name of ours for what is only there while a city is read. */
export const scratch = (name: string): string => identifier(`import ${name}`)
