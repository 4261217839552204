import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { BIGINT, DuckDBDataChunk, INTEGER, VARCHAR, type DuckDBAppender, type DuckDBConnection, type DuckDBVector } from '@duckdb/node-api'
import { rational, type Rational } from '@lizhu/feel'
import { textLiteral, type Dialect } from '@lizhu/feel/sql'
import type { Instrument, Program } from '@lizhu/policy'
import { STATUS, wordingOf, type Cell, type InstrumentPlan } from '@lizhu/policy/screen'
import { inWordsSql } from '@lizhu/policy/tables'
import { openDuckDB } from '../database/duckdb.ts'
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
const headSql = (instrument: Instrument, plan: InstrumentPlan, language: 'zh' | 'en'): string =>
  `${textLiteral(instrument.id)} AS instrument, ${textLiteral(nameOf(instrument, language))} AS name, ${stateSql(plan, state => textLiteral(STATE_WORDS[language][state]))} AS state`

/** Whether SQL writes an instrument's rows by itself; it has no words for amounts that are no money. */
export const writtenBySql = (program: Program, { instrument, how }: InstrumentPlan): boolean => how === 'none' || how === 'measure' || moneyOf(program).has(instrument)

/** Rows as `writeRows` writes them, out of the results of an instrument (`screenSql`) for which `where` holds. */
export function inWords(program: Program, plan: InstrumentPlan, sql: string, where: string, language: 'zh' | 'en', dialect: Dialect): string {
  const words = inWordsSql(program, plan, language, dialect)
  const instrument = program.instruments.find(known => known.id === plan.instrument)
  if (instrument === undefined) throw new RangeError(plan.instrument)
  return `SELECT party, subject, ${headSql(instrument, plan, language)}, CAST(${words.amount} AS BIGINT) AS amount, CAST(${words.least} AS BIGINT) AS least, CAST(NULL AS VARCHAR) AS quantity, ${words.reasons} AS reasons, ${words.missing} AS missing FROM (${sql}) AS r WHERE ${where}`
}

/** So many rows lie in memory before they become a file. */
const MOST_ROWS = 1 << 21
/** A vector of DuckDB. */
export const VECTOR = 2048

/** `name`: begins the names of the files in `folder`. */
export interface RowFiles { readonly folder: string; readonly name: string; readonly language: 'zh' | 'en'; readonly onRows?: (more: number) => void; readonly signal?: AbortSignal }

/** Outcomes as Parquet files: party, subject, instrument, name, state, amount, least (fen), quantity, reasons, missing. */
export async function writeRows(program: Program, outcomes: AsyncIterable<Outcomes> | Iterable<Outcomes>, { folder, name, language, onRows, signal }: RowFiles): Promise<readonly string[]> {
  const database = await openDuckDB({ memory: '1GB', ...(signal === undefined ? {} : { signal }) })
  const files: string[] = []
  let table: RowTable | undefined
  const flush = async (): Promise<void> => {
    if (table === undefined) return
    const file = join(folder, `${name}-${files.length}.parquet`)
    await database.run(`COPY (${await table.select()}) TO ${textLiteral(file)} (FORMAT PARQUET)`)
    table = undefined
    files.push(file)
  }
  try {
    for await (const some of outcomes) {
      for (let from = 0; from < some.count; from += MOST_ROWS) {
        table ??= await rowTable(database.connection, program, language)
        table.append(some, from, Math.min(some.count, from + MOST_ROWS))
        if (table.count() >= MOST_ROWS) await flush()
      }
      onRows?.(some.count)
      // Whoever wants it ended is heard in between.
      await setImmediate()
      signal?.throwIfAborted()
    }
    await flush()
    return files
  } finally { await database.close() }
}

interface RowTable { readonly append: (outcomes: Outcomes, from: number, to: number) => void; readonly count: () => number; /** The query that reads it, when all is there. */ readonly select: () => Promise<string> }

/** Texts are numbers until they are written. */
async function rowTable(connection: DuckDBConnection, program: Program, language: 'zh' | 'en'): Promise<RowTable> {
  await connection.run('CREATE OR REPLACE TABLE said (party INTEGER, subject INTEGER, instrument INTEGER, state INTEGER, amount BIGINT, least BIGINT, quantity INTEGER, reasons INTEGER, missing INTEGER)')
  const texts = textsOf(program, language)
  const appender = await connection.createAppender('said')
  let rows = 0
  return {
    append(some, from, to) { append(appender, some, from, to, texts); rows += to - from },
    count: () => rows,
    async select() {
      appender.closeSync()
      await connection.run('CREATE OR REPLACE TABLE texts (place INTEGER, text VARCHAR)')
      await fillTexts(connection, 'texts', texts.all.texts)
      const written = (column: string, all: readonly string[], name = column): string => `CASE ${column} ${all.map((text, i) => `WHEN ${i} THEN ${textLiteral(text)}`).join(' ')} END AS ${name}`
      const named = ['party', 'subject', 'reasons', 'missing'] as const
      return `SELECT party.text AS party, subject.text AS subject, ${written('instrument', program.instruments.map(one => one.id))}, ${written('instrument', program.instruments.map(one => nameOf(one, language)), 'name')}, ${written('state', STATES.map(state => STATE_WORDS[language][state]))}, `
        + `NULLIF(amount, ${ABSENT}) AS amount, NULLIF(least, ${ABSENT}) AS least, quantity.text AS quantity, reasons.text AS reasons, missing.text AS missing FROM said ${named.map(column => `JOIN texts AS ${column} ON ${column}.place = said.${column}`).join(' ')} LEFT JOIN texts AS quantity ON quantity.place = said.quantity`
    },
  }
}
/** No amount; none is so low. */
const ABSENT = '(-9223372036854775807)'
const ABSENT_AMOUNT = BigInt(ABSENT.slice(1, -1))
const NO_TEXT = -1

/** Texts that come again and again, by number. */
interface Dictionary { readonly texts: readonly string[]; readonly place: (text: string) => number; /** Of a list that is the same object again and again, as text. */ readonly listed: (list: readonly string[], text: () => string) => number }
function dictionary(): Dictionary {
  const byList = new Map<readonly string[], number>()
  const byText = new Map<string, number>()
  const texts: string[] = []
  const place = (text: string): number => {
    const known = byText.get(text)
    if (known !== undefined) return known
    byText.set(text, texts.length)
    return texts.push(text) - 1
  }
  return { texts, place, listed: (list, text) => {
    if (list.length === 0) return place('')
    const known = byList.get(list) ?? place(text())
    byList.set(list, known)
    return known
  } }
}

interface Texts { readonly all: Dictionary; readonly reason: (cell: Cell) => number; readonly lack: (cell: Cell) => number; readonly places: ReadonlyMap<string, number>; readonly money: ReadonlySet<string> }
function textsOf(program: Program, language: 'zh' | 'en'): Texts {
  const { reason, missing } = wordingOf(program, language)
  const all = dictionary()
  const [between, list] = language === 'zh' ? ['；', '、'] : ['; ', ', ']
  return {
    all, places: new Map(program.instruments.map(({ id }, place) => [id, place])), money: moneyOf(program),
    reason: cell => all.listed(cell.failing, () => cell.failing.map(reason).join(between)),
    lack: cell => all.listed(cell.missing, () => cell.missing.map(missing).join(list)),
  }
}
/** Instruments that grant money. */
export const moneyOf = ({ instruments }: Program): ReadonlySet<string> => new Set(instruments.flatMap(({ id, what }) => (what.kind === 'balance' || (what.kind === 'amount' && what.amount.type.kind === 'money') ? [id] : [])))

function append(appender: DuckDBAppender, { instrument, party, subject, cell }: Outcomes, from: number, to: number, { all, reason, lack, places, money }: Texts): void {
  const isMoney = money.has(instrument)
  const fen = (value: Rational | undefined): bigint => (isMoney && value !== undefined ? value.n : ABSENT_AMOUNT)
  const chunk = DuckDBDataChunk.create([INTEGER, INTEGER, INTEGER, INTEGER, BIGINT, BIGINT, INTEGER, INTEGER, INTEGER])
  for (let base = from; base < to; base += VECTOR) {
    const size = Math.min(VECTOR, to - base)
    chunk.rowCount = size
    const vectors = Array.from({ length: 9 }, (_, i) => chunk.getColumnVector(i))
    const [parties, subjects, instruments, states, amounts, leasts, quantities, reasons, lacks] = [smallIn(vectors[0]), smallIn(vectors[1]), smallIn(vectors[2]), smallIn(vectors[3]), wideIn(vectors[4]), wideIn(vectors[5]), smallIn(vectors[6]), smallIn(vectors[7]), smallIn(vectors[8])]
    instruments.fill(places.get(instrument) ?? 0)
    for (let i = 0; i < size; i++) {
      const one = cell(base + i)
      const many = isMoney ? null : quantity(one)
      parties[i] = all.place(party(base + i))
      subjects[i] = all.place(subject(base + i))
      states[i] = STATES.indexOf(stateOf(one))
      amounts[i] = fen(one.amount)
      leasts[i] = fen(one.least)
      quantities[i] = many === null ? NO_TEXT : all.place(many)
      reasons[i] = reason(one)
      lacks[i] = lack(one)
    }
    for (const vector of vectors) vector.flush()
    appender.appendDataChunk(chunk)
  }
}

/** The array behind a vector: setting each item by itself takes many times as long. */
const arrayIn = (vector: DuckDBVector | undefined): unknown => (vector === undefined ? undefined : Reflect.get(vector, 'items'))
function smallIn(vector: DuckDBVector | undefined): Int32Array { const items = arrayIn(vector); if (items instanceof Int32Array) return items; throw new TypeError('a vector without 32-bit numbers') }
function wideIn(vector: DuckDBVector | undefined): BigInt64Array { const items = arrayIn(vector); if (items instanceof BigInt64Array) return items; throw new TypeError('a vector without 64-bit numbers') }

/** What is no money: `5`, `0.00385–0.005775`. */
function quantity({ amount, least }: Cell): string | null {
  const text = (value: Rational): string => rational.decimalText(value) ?? `${value.n}/${value.d}`
  if (amount === undefined) return null
  return least === undefined ? text(amount) : `${text(least)}–${text(amount)}`
}

/** Texts with their places, in a table of two columns. */
export async function fillTexts(connection: DuckDBConnection, table: string, texts: readonly string[]): Promise<void> {
  const appender = await connection.createAppender(table)
  const chunk = DuckDBDataChunk.create([INTEGER, VARCHAR])
  for (let base = 0; base < texts.length; base += VECTOR) {
    chunk.rowCount = Math.min(VECTOR, texts.length - base)
    const [place, text] = [chunk.getColumnVector(0), chunk.getColumnVector(1)]
    for (let i = 0; i < chunk.rowCount; i++) { place.setItem(i, base + i); text.setItem(i, texts[base + i] ?? '') }
    place.flush()
    text.flush()
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}
