import { setImmediate } from 'node:timers/promises'
import { BIGINT, DuckDBDataChunk, INTEGER, VARCHAR, type DuckDBAppender, type DuckDBConnection } from '@duckdb/node-api'
import { rational, type Rational } from '@lizhu/feel'
import { textLiteral } from '@lizhu/feel/sql'
import type { Instrument, Program } from '@lizhu/policy'
import { STATUS, wordingOf, type Cell, type InstrumentPlan } from '@lizhu/policy/screen'
import type { Outcomes } from './outcomes.ts'

/** States of a row as readers see them: a ceiling is never shown as an entitlement. */
export const STATES = ['eligible', 'ceiling', 'undecided', 'unknown', 'ineligible', 'outside'] as const
export type State = (typeof STATES)[number]
const stateOf = ({ status, how }: Cell): State => (status === 'eligible' && (how === 'ceiling' || how === 'between') ? 'ceiling' : status)
export const STATE_WORDS: Readonly<Record<'zh' | 'en', Readonly<Record<State, string>>>> = {
  zh: { eligible: '可享受', ceiling: '上限', undecided: '待定', unknown: '缺信息', ineligible: '不符合', outside: '另行规定' },
  en: { eligible: 'eligible', ceiling: 'up to', undecided: 'undecided', unknown: 'facts missing', ineligible: 'not eligible', outside: 'other document' },
}
const nameOf = ({ name, en }: Instrument, language: 'zh' | 'en'): string => (language === 'zh' ? name : en ?? name)
/** The state that a status comes to. */
export function stateSql({ how }: Pick<InstrumentPlan, 'how'>, word: (state: State) => string, status = 'status', amount = 'amount'): string {
  const eligible = how === 'ceiling' ? word('ceiling') : how === 'between' ? `CASE WHEN ${amount} = 0 THEN ${word('eligible')} ELSE ${word('ceiling')} END` : word('eligible')
  return `CASE ${status} % 8 ${STATUS.map((one, i) => `WHEN ${i} THEN ${one === 'eligible' ? eligible : word(one)}`).join(' ')} END`
}
/** Who the instrument of a row is, and the state. */
export const headSql = (instrument: Instrument, plan: InstrumentPlan, language: 'zh' | 'en'): string =>
  `${textLiteral(instrument.id)} AS instrument, ${textLiteral(nameOf(instrument, language))} AS name, ${stateSql(plan, state => textLiteral(STATE_WORDS[language][state]))} AS state`

const BLOCK = 2048

/** Outcomes as rows of tables in DuckDB; back comes the query that reads them: party, subject, instrument, name, state, amount, least (fen), quantity, reasons, missing. */
export async function intoTables(connection: DuckDBConnection, program: Program, outcomes: AsyncIterable<Outcomes>, language: 'zh' | 'en', onRows: (rows: number) => void): Promise<string> {
  await connection.run('CREATE OR REPLACE TABLE said (party VARCHAR, subject VARCHAR, instrument INTEGER, state INTEGER, amount BIGINT, least BIGINT, quantity VARCHAR, reasons INTEGER, missing INTEGER)')
  const texts = textsOf(program, language)
  const appender = await connection.createAppender('said')
  for await (const some of outcomes) {
    append(appender, some, texts)
    onRows(some.count)
    // Whoever wants it ended is heard in between.
    await setImmediate()
  }
  appender.closeSync()
  await fillTexts(connection, 'reason_texts', texts.reasons.texts)
  await fillTexts(connection, 'missing_texts', texts.missing.texts)
  const written = (column: string, all: readonly string[], name = column): string => `CASE ${column} ${all.map((text, i) => `WHEN ${i} THEN ${textLiteral(text)}`).join(' ')} END AS ${name}`
  return `SELECT party, subject, ${written('instrument', program.instruments.map(one => one.id))}, ${written('instrument', program.instruments.map(one => nameOf(one, language)), 'name')}, ${written('state', STATES.map(state => STATE_WORDS[language][state]))}, amount, least, quantity, reason_texts.text AS reasons, missing_texts.text AS missing `
    + 'FROM said JOIN reason_texts ON reason_texts.place = reasons JOIN missing_texts ON missing_texts.place = missing'
}

/** Texts that come again and again, by number. */
interface Dictionary { readonly texts: string[]; readonly place: (key: object | string, text: () => string) => number }
function dictionary(): Dictionary {
  const places = new Map<object | string, number>()
  const byText = new Map<string, number>()
  const texts: string[] = []
  return { texts, place: (key, text) => {
    const known = places.get(key)
    if (known !== undefined) return known
    const written = text()
    const place = byText.get(written) ?? texts.push(written) - 1
    byText.set(written, place)
    places.set(key, place)
    return place
  } }
}

interface Texts { readonly reasons: Dictionary; readonly missing: Dictionary; readonly reason: (cell: Cell) => number; readonly lack: (cell: Cell) => number; readonly places: ReadonlyMap<string, number>; readonly money: ReadonlySet<string> }
function textsOf(program: Program, language: 'zh' | 'en'): Texts {
  const { reason, missing } = wordingOf(program, language)
  const [reasons, lacks] = [dictionary(), dictionary()]
  const [between, list] = language === 'zh' ? ['；', '、'] : ['; ', ', ']
  return {
    reasons, missing: lacks, places: new Map(program.instruments.map(({ id }, place) => [id, place])), money: moneyOf(program),
    reason: cell => reasons.place(cell.failing.length === 0 ? '' : cell.failing, () => cell.failing.map(reason).join(between)),
    lack: cell => lacks.place(cell.missing.length === 0 ? '' : cell.missing, () => cell.missing.map(missing).join(list)),
  }
}
/** Instruments that grant money. */
export const moneyOf = ({ instruments }: Program): ReadonlySet<string> => new Set(instruments.flatMap(({ id, what }) => (what.kind === 'balance' || (what.kind === 'amount' && what.amount.type.kind === 'money') ? [id] : [])))

function append(appender: DuckDBAppender, { instrument, count, party, subject, cell }: Outcomes, { reason, lack, places, money }: Texts): void {
  const isMoney = money.has(instrument)
  const chunk = DuckDBDataChunk.create([VARCHAR, VARCHAR, INTEGER, INTEGER, BIGINT, BIGINT, VARCHAR, INTEGER, INTEGER])
  for (let base = 0; base < count; base += BLOCK) {
    const size = Math.min(BLOCK, count - base)
    chunk.rowCount = size
    const vectors = Array.from({ length: 9 }, (_, i) => chunk.getColumnVector(i))
    for (let i = 0; i < size; i++) {
      const one = cell(base + i)
      const fen = (value: Rational | undefined): bigint | null => (isMoney && value !== undefined ? value.n : null)
      const values = [party(base + i), subject(base + i), places.get(instrument) ?? 0, STATES.indexOf(stateOf(one)), fen(one.amount), fen(one.least), isMoney ? null : quantity(one), reason(one), lack(one)]
      values.forEach((value, column) => vectors[column]?.setItem(i, value))
    }
    for (const vector of vectors) vector.flush()
    appender.appendDataChunk(chunk)
  }
}

/** What is no money: `5`, `0.00385–0.005775`. */
function quantity({ amount, least }: Cell): string | null {
  const text = (value: Rational): string => rational.decimalText(value) ?? `${value.n}/${value.d}`
  if (amount === undefined) return null
  return least === undefined ? text(amount) : `${text(least)}–${text(amount)}`
}

async function fillTexts(connection: DuckDBConnection, table: string, texts: readonly string[]): Promise<void> {
  await connection.run(`CREATE OR REPLACE TABLE ${table} (place INTEGER, text VARCHAR)`)
  const appender = await connection.createAppender(table)
  texts.forEach((text, place) => { appender.appendInteger(place); appender.appendVarchar(text); appender.endRow() })
  appender.closeSync()
}
