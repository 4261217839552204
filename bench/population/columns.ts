import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { emptyCells, type Cells, type Column, type Room, type Rows } from '@lizhu/feel/kernel'
import { columnsOf, planScreen, type ScreenPlan } from '@lizhu/policy/screen'
import { population, type Population } from '@lizhu/policy/population'
import { DAY, load } from '../assess/lizhu.ts'

/** The six rules with all facts on the enterprise: one table in, as array engines have it. */
export const SIX = 'bench/population/flat'
export const ALL = 'policies/shaoguan-2020-2'
export const SEED = 20200427
export const planOf = (path: string): ScreenPlan => planScreen(load(path), { asOf: DAY })
export const cityOf = ({ program }: ScreenPlan, size: number, more: { readonly room?: Room; readonly from?: number; readonly to?: number } = {}): Population => population(program, { size, seed: SEED, asOf: DAY, ...more })

const fileOf = (folder: string, place: number, of: 'values' | 'states'): string => join(folder, `${place}.${of}`)

/** Columns as plain files that every contender reads, whatever its language: `columns.json` says what they are. */
export function writeColumns(plan: ScreenPlan, city: Population, folder: string): void {
  mkdirSync(folder, { recursive: true })
  const table = city.tables.get('企业')
  const columns = columnsOf(plan).map((column, place) => {
    const cells = table?.cells.get(column.key)
    if (table === undefined || cells === undefined) throw new Error(column.key)
    const bytes = (array: Cells['values']): Uint8Array => new Uint8Array(array.buffer, array.byteOffset, table.count * array.BYTES_PER_ELEMENT)
    writeFileSync(fileOf(folder, place, 'values'), bytes(cells.values))
    writeFileSync(fileOf(folder, place, 'states'), bytes(cells.states))
    return { key: column.key, store: column.store, texts: cells.texts ?? [] }
  })
  writeFileSync(join(folder, 'columns.json'), JSON.stringify({ count: table?.count ?? 0, columns }))
}

/** The same again, in an arena if there is one. `count`: told by whoever wrote them. */
export function readColumns(plan: ScreenPlan, count: number, folder: string, room?: Room): Rows {
  const told: unknown = JSON.parse(readFileSync(join(folder, 'columns.json'), 'utf8'))
  const cells = new Map(columnsOf(plan).map((column, place) => {
    const made = emptyCells(column, count, room)
    into(made.values, readFileSync(fileOf(folder, place, 'values')))
    into(made.states, readFileSync(fileOf(folder, place, 'states')))
    return [column.key, column.store === 'u16' ? { ...made, texts: textsOf(told, column) } : made] as const
  }))
  return { count, cells }
}
const into = (array: Cells['values'], bytes: Uint8Array): void => { new Uint8Array(array.buffer, array.byteOffset, bytes.length).set(bytes) }

function textsOf(told: unknown, { key }: Column): string[] {
  const columns: unknown = typeof told === 'object' && told !== null ? Reflect.get(told, 'columns') : undefined
  const list: readonly unknown[] = Array.isArray(columns) ? columns : []
  const one = list.find(column => typeof column === 'object' && column !== null && Reflect.get(column, 'key') === key)
  const texts: unknown = typeof one === 'object' && one !== null ? Reflect.get(one, 'texts') : undefined
  return Array.isArray(texts) ? texts.map(String) : []
}
