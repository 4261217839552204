import { identifier, textLiteral, type Dialect } from '@lizhu/feel/sql'
import { prepare } from '../assess/index.ts'
import type { Program } from '../program.ts'
import { STATUS, missingIn, wordingOf, type InstrumentPlan } from '../screen/index.ts'

/** What a file of outcomes says of a row, as expressions over the results of one instrument. */
export interface InWords { readonly amount: string; readonly least: string; readonly reasons: string; readonly missing: string }

/** Sets of up to so many conditions are written out one by one, which is quicker than putting them together row by row. */
const WRITTEN_OUT = 5

/** As `wordingOf` and `cellReader` say it (screen/), so that a database writes whole files by itself. `untold`: the kinds of claims above and with the row. */
export function inWordsSql(program: Program, plan: InstrumentPlan, language: 'zh' | 'en', { divide }: Dialect): InWords {
  const { reason, missing } = wordingOf(program, language)
  const [between, list] = language === 'zh' ? ['；', '、'] : ['; ', ', ']
  const bit = (name: string, place: number): string => `((${identifier(`${name} ${place >> 3}`)} ${divide} ${1 << (place & 7)}) % 2 = 1)`
  const eligible = `(status % 8 = ${STATUS.indexOf('eligible')})`
  const held = plan.how === 'exact' || plan.how === 'ceiling' || plan.how === 'between'
  const lacks = (untold: string | undefined): string => joined(named(plan.facts.map((_, place) => [missingIn(program, plan, untold, place), bit('missing', place)] as const)).map(([name, where]) => [missing(name), where] as const), list)
  return {
    amount: held ? `CASE WHEN ${eligible} THEN amount END` : 'NULL', least: plan.how === 'between' ? `CASE WHEN ${eligible} AND amount <> 0 THEN least END` : 'NULL',
    reasons: sets('failing', plan.conditions.map(reason), between, bit),
    missing: bytesOf('missing', plan.facts.length) === undefined ? `''` : `CASE WHEN ${bytesOf('missing', plan.facts.length) ?? ''} THEN '' ${prepare(program).lineOf(plan.kind).slice(1).map(untold => `WHEN untold = ${textLiteral(untold)} THEN ${lacks(untold)}`).join(' ')} ELSE ${lacks(undefined)} END`,
  }
}

/** Where none of so many bits is set; undefined: there is none. */
const bytesOf = (name: string, count: number): string | undefined => (count === 0 ? undefined : Array.from({ length: Math.ceil(count / 8) }, (_, i) => `${identifier(`${name} ${i}`)} = 0`).join(' AND '))

function sets(name: string, texts: readonly string[], separator: string, bit: (name: string, place: number) => string): string {
  const none = bytesOf(name, texts.length)
  if (none === undefined) return `''`
  if (texts.length > WRITTEN_OUT) return `CASE WHEN ${none} THEN '' ELSE ${joined(texts.map((text, i) => [text, bit(name, i)] as const), separator)} END`
  const written = Array.from({ length: 2 ** texts.length }, (_, set) => `WHEN ${set} THEN ${textLiteral(texts.filter((__, i) => (set & (1 << i)) !== 0).join(separator))}`)
  return `CASE ${identifier(`${name} 0`)} ${written.join(' ')} END`
}
const joined = (parts: readonly (readonly [text: string, where: string])[], separator: string): string => (parts.length === 0 ? `''` : `concat_ws(${[textLiteral(separator), ...parts.map(([text, where]) => `CASE WHEN ${where} THEN ${textLiteral(text)} END`)].join(', ')})`)

/** The same name once, in the order of names. */
function named(bits: readonly (readonly [name: string, where: string])[]): (readonly [string, string])[] {
  const found = new Map<string, string[]>()
  for (const [name, where] of bits) found.set(name, [...found.get(name) ?? [], where])
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, where]) => [name, where.join(' OR ')] as const)
}

