import { columnKey, type Column } from '@lizhu/feel/kernel'
import { identifier, query, wholeLiteral, type CellSql, type Dialect } from '@lizhu/feel/sql'
import { FLAG, MOST_SUM, SUMMED, type LinePlan, type ScreenPlan } from '../screen/index.ts'
import type { Shape } from './cells.ts'
import { framesSql } from './frames.ts'
import { OWNER_ROW, noneOf } from './names.ts'

/** The lines of each owner summed: a query with one row an owner that has any, and what the owner's plan reads of it. */
export interface LinesSql {
  readonly sql: string
  readonly cells: (owner: string) => ReadonlyMap<string, CellSql>
}

/** Under an owner that was not told of, neither were its lines. */
export function untoldLines({ ref, store }: Column): CellSql {
  const truth = (value: boolean): CellSql => ({ value: value ? 'TRUE' : 'FALSE', untold: 'FALSE', none: 'FALSE' })
  if (ref.name === SUMMED.sum.name || ref.name === SUMMED.any.name) return { value: store === 'u8' ? 'FALSE' : wholeLiteral(0), untold: 'TRUE', none: 'FALSE' }
  return truth(ref.name === SUMMED.untold.name)
}

/** As `summed` does it (screen/lines.ts). Limits that lines of a group share are left to the closure. */
export function linesSql(plan: Pick<ScreenPlan, 'program' | 'options'>, shape: Shape, owner: string, lines: LinePlan, dialect: Dialect): LinesSql | undefined {
  if (!shape.columns.has(lines.kind)) return undefined
  const line = identifier(lines.kind)
  const [frame] = framesSql(plan, shape, lines.kind, lines.plan, dialect, { more: new Map([['owner', () => `${line}.${identifier(OWNER_ROW)}`]]) })
  if (frame === undefined) return undefined
  // A row that its column does not hold: the lines' status is in their flags.
  const source = frame.source.more === undefined ? frame.source : { ...frame.source, more: { output: 'flags', bits: FLAG.left, where: frame.source.more.where } }
  const bit = (name: string, value: number): string => `((${identifier(name)} ${dialect.divide} ${value}) % 2 = 1)`
  const flag = (of: keyof typeof FLAG): string => bit('flags', FLAG[of])
  const any = (condition: string): string => `MAX(CASE WHEN ${condition} THEN 1 ELSE 0 END) = 1`
  const may = `(${flag('belongs')} OR ${flag('perhaps')})`
  const sum = `SUM(CASE WHEN ${may} THEN ${identifier('amount')} ELSE 0 END)`
  const left = [any(`${may} AND ${flag('left')}`), `ABS(${sum}) > ${wholeLiteral(MOST_SUM)}`, ...(lines.groups.length > 0 ? [any(may)] : [])]
  const columns: readonly (readonly [string, string])[] = [
    ['sum', `CAST(CASE WHEN ABS(${sum}) > ${wholeLiteral(MOST_SUM)} THEN 0 ELSE ${sum} END AS BIGINT)`], ['open', any(`${may} AND NOT (${flag('belongs')} AND ${flag('known')})`)],
    ['sure', any(flag('belongs'))], ['maybe', any(flag('perhaps'))], ['vanishes', `NOT ${any(`${may} AND NOT ${flag('vanishes')}`)}`], ['left', left.join(' OR ')],
    ['settings', any(`${may} AND ${flag('settings')}`)], ...lines.facts.map((_, i) => [`missing ${i}`, any(`${may} AND ${bit(`missing ${i >> 3}`, 1 << (i & 7))}`)] as const),
  ]
  return { sql: `SELECT owner, ${columns.map(([name, sql]) => `${sql} AS ${identifier(name)}`).join(', ')} FROM (${query(lines.plan, source, dialect)}) AS line GROUP BY owner`, cells: alias => cellsOf(alias, lines, shape.columns.get(owner)?.has(noneOf(lines.kind)) === true) }
}

function cellsOf(owner: string, { kind, facts }: LinePlan, flagged: boolean): ReadonlyMap<string, CellSql> {
  const of = (name: string): string => `${identifier('lines')}.${identifier(name)}`
  // Without a flag, an owner without lines was not told of.
  const untold = flagged ? `(${owner}.${identifier(noneOf(kind))} IS NULL)` : `(${of('owner')} IS NULL)`
  const truth = (value: string, otherwise = 'FALSE'): CellSql => ({ value: `COALESCE(${value}, ${otherwise})`, untold: 'FALSE', none: 'FALSE' })
  return new Map([
    [columnKey(SUMMED.sum), { value: `COALESCE(${of('sum')}, ${wholeLiteral(0)})`, untold: `(${untold} OR COALESCE(${of('open')}, FALSE))`, none: 'FALSE' }],
    [columnKey(SUMMED.any), { value: `COALESCE(${of('sure')}, FALSE)`, untold: `(${untold} OR (COALESCE(${of('maybe')}, FALSE) AND NOT COALESCE(${of('sure')}, FALSE)))`, none: 'FALSE' }],
    [columnKey(SUMMED.vanishes), { value: `(NOT ${untold} AND COALESCE(${of('vanishes')}, TRUE))`, untold: 'FALSE', none: 'FALSE' }],
    [columnKey(SUMMED.left), truth(of('left'))], [columnKey(SUMMED.settings), truth(of('settings'))], [columnKey(SUMMED.untold), { value: untold, untold: 'FALSE', none: 'FALSE' }],
    ...facts.map((_, i): [string, CellSql] => [columnKey(SUMMED.missing(i)), truth(of(`missing ${i}`))]),
  ])
}
