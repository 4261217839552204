import { identifier, textLiteral, wholeLiteral } from '@lizhu/feel/sql'
import type { Fact } from '@lizhu/policy'
import { storedAs } from '@lizhu/policy/tables'
import { NONE_WORDS, NO_WORDS, UNTOLD_WORDS, YES_WORDS, shiftOf, type Units } from './cell.ts'

const WHITE = [' ', '\t', '\r', '\n', '\u00a0', '\u3000', '\ufeff']
/** Without white space at the ends, no-break and full-width spaces too. Few cells have any: the others are only looked at. */
export const trimmed = (cell: string): string => `CASE WHEN ${WHITE.map(one => `contains(${cell}, ${textLiteral(one)})`).join(' OR ')} THEN trim(${cell}, ${textLiteral(WHITE.join(''))}) ELSE ${cell} END`
const words = (all: readonly string[]): string => all.map(textLiteral).join(', ')

/**
 * Plain cells by the million: a value where the text is spelt the usual way, NULL where it is not; then `readCell` says what it is.
 * Whatever comes out here is what `readCell` says of the same text. `text` stands in it many times: a column, not what is yet to be worked out.
 */
export function quickSql(fact: Fact, text: string, { unit, own }: Units): string {
  const sign = isZero(fact.least) ? '' : '-?'
  const when = (pattern: string, value: string): string => `CASE WHEN regexp_full_match(${text}, ${textLiteral(pattern)}) THEN ${value} END`
  switch (storedAs(fact.type)) {
    case 'fen': return bounded(fact, own === true ? when(`${sign}[0-9]{1,17}`, `CAST(${text} AS BIGINT)`) : moneySql(text, sign, unit))
    case 'count': return bounded(fact, when(`${sign}[0-9]{1,16}`, `CAST(${text} AS BIGINT)`))
    case 'number': return bounded(fact, when(`${sign}[0-9]{1,13}(?:[.][0-9]{1,4})?`, `CAST(${text} AS DECIMAL(18,4))`))
    case 'rate': return fact.type.kind === 'rate' && fact.least === undefined && fact.most === undefined ? when('[0-9]{1,8}(?:[.][0-9]{1,4})?%', `CAST(CAST(left(${text}, length(${text}) - 1) AS DECIMAL(12,4)) * CAST('0.01' AS DECIMAL(3,2)) AS DECIMAL(18,6))`) : 'CAST(NULL AS DECIMAL(18,6))'
    case 'truth': return `CASE WHEN ${text} IN (${words(YES_WORDS)}) THEN TRUE WHEN ${text} IN (${words(NO_WORDS)}) THEN FALSE END`
    case 'text': return `CASE WHEN ${fact.type.kind === 'text' && fact.type.choices !== undefined ? `${text} IN (${words(fact.type.choices)}) AND ` : ''}lower(${text}) NOT IN (${words(['', ...UNTOLD_WORDS, ...NONE_WORDS])}) THEN ${text} END`
    case 'day': return fact.least !== undefined || fact.most !== undefined ? 'CAST(NULL AS DATE)' : when('[0-9]{4}-[0-9]{2}-[0-9]{2}', `TRY_CAST(${text} AS DATE)`)
    // Of these there are few different ones.
    case 'length': return 'CAST(NULL AS INTEGER)'
    case undefined: return 'CAST(NULL AS VARCHAR)'
  }
}

/** Plain figures in the column's unit, and those that name their own. */
function moneySql(text: string, sign: string, unit = '元'): string {
  const cases = [['', unit], ['元', '元'], ['万元', '万元'], ['亿元', '亿元']] as const
  return `CASE ${cases.map(([end, of]) => fen(text, sign, end, of)).join(' ')} END`
}

/**
 * Decimal digits moved by the unit: never more of them than the unit has, so that nothing is rounded. A decimal is shown with all its places:
 * without the point it is fen. (Text to more than 18 digits takes a hundred times as long; a product in 18 digits overflows.)
 */
function fen(text: string, sign: string, end: string, unit: string): string {
  const shift = shiftOf(unit)
  if (shift === undefined || shift < 1 || shift > 17) return 'WHEN FALSE THEN CAST(NULL AS BIGINT)'
  const figures = `TRY_CAST(replace(left(${text}, length(${text}) - ${end.length}), ',', '') AS DECIMAL(18,${shift}))`
  return `WHEN regexp_full_match(${text}, ${textLiteral(`${sign}(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:[.][0-9]{1,${shift}})?${end}`)}) THEN CAST(replace(CAST(${figures} AS VARCHAR), '.', '') AS BIGINT)`
}

const isZero = (bound: Fact['least']): boolean => typeof bound === 'object' && 'n' in bound && bound.n === 0n

/** Within the fact's own bounds; 0 as the least is seen by the sign. A bound that is no whole number leaves every cell to the reader. */
function bounded({ least, most }: Fact, value: string): string {
  const bounds = ([['>=', isZero(least) ? undefined : least], ['<=', most]] as const).flatMap(([compare, bound]) => (bound === undefined ? [] : [[compare, typeof bound === 'object' && 'n' in bound && bound.d === 1n ? bound.n : undefined] as const]))
  if (bounds.some(([, bound]) => bound === undefined)) return 'CAST(NULL AS BIGINT)'
  return bounds.length === 0 ? value : `CASE WHEN ${bounds.map(([compare, bound]) => `${value} ${compare} ${wholeLiteral(bound ?? 0n)}`).join(' AND ')} THEN ${value} END`
}

/** A name of ours for what is only there while a city is read. */
export const scratch = (name: string): string => identifier(`import ${name}`)
