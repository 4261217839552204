import { join } from 'node:path'
import { identifier, textLiteral } from '@lizhu/feel/sql'
import type { ScreenPlan } from '@lizhu/policy/screen'
import type { Database } from '../database/database.ts'
import { STATES, STATE_WORDS, moneyOf, stateSql, type State } from './rows.ts'

/** How many rows of an instrument are in a state, and what their amounts come to: fen, absent where there are none. */
export interface Tally { readonly instrument: string; readonly state: State; readonly rows: number; readonly amount?: bigint }

/** Of rows with instrument, state (in words) and amount. */
export async function tallyRows(database: Database, from: string, language: 'zh' | 'en'): Promise<readonly Tally[]> {
  const places = `CASE state ${STATES.map((state, i) => `WHEN ${textLiteral(STATE_WORDS[language][state])} THEN ${i}`).join(' ')} END`
  return counted(database, `SELECT instrument, ${places} AS state, amount FROM ${from}`, ['instrument', 'state'])
}

/** Of the files that `writeWide` wrote. */
export async function tallyWide({ program, kernels, wanted }: ScreenPlan, database: Database, folder: string, left: readonly Tally[]): Promise<readonly Tally[]> {
  const money = moneyOf(program)
  const found: Tally[] = []
  for (const one of kernels.filter(({ instrument }) => wanted.has(instrument))) {
    const [status, amount] = [identifier(`${one.instrument} status`), identifier(`${one.instrument} amount`)]
    const held = one.how !== 'none' && one.how !== 'measure' && money.has(one.instrument)
    const rows = `SELECT ${stateSql(one, state => String(STATES.indexOf(state)), status, amount)} AS state, ${held ? amount : 'NULL'} AS amount FROM read_parquet(${textLiteral(join(folder, `${one.kind}.parquet`))}) WHERE ${status} IS NOT NULL`
    found.push(...(await counted(database, rows, ['state'])).map(tally => ({ ...tally, instrument: one.instrument })))
  }
  return together([...found, ...left])
}

async function counted(database: Database, rows: string, by: readonly string[]): Promise<readonly Tally[]> {
  const found: Tally[] = []
  // Sums are read as text: they may be larger than a double tells apart.
  const sql = `SELECT ${by.join(', ')}, COUNT(*) AS many, CAST(SUM(CAST(amount AS BIGINT)) AS VARCHAR) AS total FROM (${rows}) AS r GROUP BY ${by.join(', ')} ORDER BY ${by.join(', ')}`
  for await (const { count, numbers, texts } of database.rows(sql, new Map([...by, 'many', 'total'].map(name => [name, name === 'instrument' || name === 'total' ? 'text' : 'number'])))) {
    const [ids, states, many, totals] = [by.includes('instrument') ? texts('instrument') : [], numbers('state'), numbers('many'), texts('total')]
    for (let i = 0; i < count; i++) {
      const [state, total] = [STATES[states[i] ?? -1], totals[i] ?? null]
      if (state !== undefined) found.push({ instrument: ids[i] ?? '', state, rows: many[i] ?? 0, ...(total === null ? {} : { amount: BigInt(total) }) })
    }
  }
  return found
}

function together(all: readonly Tally[]): readonly Tally[] {
  const sums = new Map<string, Tally>()
  for (const one of all) {
    const key = `${one.instrument} ${one.state}`
    const known = sums.get(key)
    const amount = known?.amount === undefined ? one.amount : known.amount + (one.amount ?? 0n)
    sums.set(key, { instrument: one.instrument, state: one.state, rows: one.rows + (known?.rows ?? 0), ...(amount === undefined ? {} : { amount }) })
  }
  return [...sums.values()]
}
