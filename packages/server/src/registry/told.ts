import { NONE, UNKNOWN, rational, type Value } from '@lizhu/feel'
import { dossierMessage, readPeriod, readValue, writePeriod, type DossierProblem, type Fact } from '@lizhu/policy'
import { Refused } from '../api/problem.ts'

/** A fact as it is kept: the words, and the same to reckon with (fen, a plain number, a fraction) where it is a quantity. */
export interface ToldFact { readonly written: string; readonly number: string | null; readonly none: boolean; readonly period: string }

/** Reads what somebody told of a fact, or says what is wrong with it. 未知 takes back what was told before. */
export function toldOf(fact: Fact, written: string, period: string | null): ToldFact | { readonly wrong: DossierProblem } {
  const place = periodOf(fact, period)
  if (place === undefined) return wrong('period', { example: EXAMPLES[fact.every ?? 'year'] })
  const read = readValue(fact, written.trim())
  if ('code' in read) return wrong(read.code, read.params)
  return { written: written.trim(), number: quantityOf(fact, read.value), none: read.value === NONE, period: place }
}

/** The same, refused at a field of the body. */
export function requireTold(fact: Fact, written: string, period: string | null, field: string): ToldFact {
  const told = toldOf(fact, written, period)
  if (!('wrong' in told)) return told
  throw new Refused(422, 'fact-value', { params: { zh: `${fact.name}：${dossierMessage(told.wrong, 'zh')}`, en: `${fact.name}: ${dossierMessage(told.wrong, 'en')}` }, field })
}

const EXAMPLES = { year: '2024', quarter: '2024-Q1', month: '2024-03' }
const wrong = (code: DossierProblem['code'], params: Readonly<Record<string, string>> = {}): { wrong: DossierProblem } => ({ wrong: { path: [], code, params, severity: 'error' } })

/** A period in its one spelling; '' for a fact that has none. */
function periodOf({ every }: Fact, period: string | null): string | undefined {
  if (every === undefined) return period === null || period === '' ? '' : undefined
  const ordinal = period === null ? undefined : readPeriod(every, period)
  if (ordinal === undefined) return undefined
  return writePeriod(every, ordinal)
}

function quantityOf({ type }: Fact, value: Value): string | null {
  if (value === UNKNOWN || value === NONE || typeof value !== 'object' || !('n' in value)) return null
  return type.kind === 'duration' ? null : rational.decimalText(value) ?? null
}
