import { join } from 'node:path'
import { identifier, textLiteral } from '@lizhu/feel/sql'
import { STATUS, type ScreenPlan } from '@lizhu/policy/screen'
import type { Database } from '../database/database.ts'
import { STATES, STATE_WORDS, moneyOf, type State } from './rows.ts'

/** How many rows of an instrument are in a state, and what their amounts come to: fen, absent where there are none. */
export interface Tally { readonly instrument: string; readonly state: State; readonly rows: number; readonly amount?: bigint }

/** Of rows with instrument, state (in words) and amount. */
export async function tallyRows(database: Database, from: string, language: 'zh' | 'en'): Promise<readonly Tally[]> {
  const places = `CASE state ${STATES.map((state, i) => `WHEN ${textLiteral(STATE_WORDS[language][state])} THEN ${i}`).join(' ')} END`
  const found = await counted(database, `SELECT instrument, state, COUNT(*) AS many, CAST(SUM(CAST(amount AS BIGINT)) AS VARCHAR) AS total FROM (SELECT instrument, ${places} AS state, amount FROM ${from}) AS r GROUP BY instrument, state`)
  return found.flatMap(({ instrument, state, rows, total }) => { const word = STATES[state]; return word === undefined ? [] : [{ instrument, state: word, rows, ...(total === null ? {} : { amount: BigInt(total) }) }] })
}

/** Of the files that `writeWide` wrote: by status, as they stand there; an amount that is 0 is no ceiling. */
export async function tallyWide({ program, kernels, wanted }: ScreenPlan, database: Database, folder: string, left: readonly Tally[]): Promise<readonly Tally[]> {
  const money = moneyOf(program)
  const plans = new Map(kernels.filter(({ instrument }) => wanted.has(instrument)).map(one => [one.instrument, one]))
  const parts = [...plans.values()].map(one => {
    const [status, amount] = [identifier(`${one.instrument} status`), identifier(`${one.instrument} amount`)]
    const granted = one.how !== 'none' && one.how !== 'measure'
    return `SELECT ${textLiteral(one.instrument)} AS instrument, ${status} AS state, COUNT(*) AS many, ${one.how === 'between' ? `COUNT_IF(${amount} = 0)` : '0'} AS nothing, CAST(${granted && money.has(one.instrument) ? `SUM(${amount})` : 'NULL'} AS VARCHAR) AS total FROM read_parquet(${textLiteral(join(folder, `${one.kind}.parquet`))}) WHERE ${status} IS NOT NULL GROUP BY ${status}`
  })
  const found = parts.length === 0 ? [] : await counted(database, parts.join(' UNION ALL '), ['nothing'])
  return together([...found.flatMap(({ instrument, state, rows, total, more: [nothing = 0] }): Tally[] => {
    const { how } = plans.get(instrument) ?? {}
    const [status, amount] = [STATUS[state] ?? 'unknown', total === null ? {} : { amount: BigInt(total) }]
    if (status !== 'eligible' || (how !== 'ceiling' && how !== 'between')) return [{ instrument, state: status, rows, ...amount }]
    return [...rows > nothing ? [{ instrument, state: 'ceiling' as const, rows: rows - nothing, ...amount }] : [], ...nothing > 0 ? [{ instrument, state: 'eligible' as const, rows: nothing, ...total === null ? {} : { amount: 0n } }] : []]
  }), ...left])
}

interface Counted { readonly instrument: string; readonly state: number; readonly rows: number; /** Read as text: it may be larger than a double tells apart. */ readonly total: string | null; readonly more: readonly number[] }
async function counted(database: Database, sql: string, more: readonly string[] = []): Promise<readonly Counted[]> {
  const found: Counted[] = []
  const wanted = new Map([['instrument', 'text'], ['state', 'number'], ['many', 'number'], ['total', 'text'], ...more.map(name => [name, 'number'] as const)] as const)
  for await (const { count, numbers, texts } of database.rows(`SELECT * FROM (${sql}) AS counts ORDER BY instrument, state`, wanted)) {
    const [ids, states, many, totals] = [texts('instrument'), numbers('state'), numbers('many'), texts('total')]
    for (let i = 0; i < count; i++) found.push({ instrument: ids[i] ?? '', state: states[i] ?? -1, rows: many[i] ?? 0, total: totals[i] ?? null, more: more.map(name => numbers(name)[i] ?? 0) })
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
