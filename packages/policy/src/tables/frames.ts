import type { Column, Plan } from '@lizhu/feel/kernel'
import { identifier, wholeLiteral, type CellSql, type Dialect, type QuerySource } from '@lizhu/feel/sql'
import { prepare } from '../assess/index.ts'
import { LINES, type ScreenPlan } from '../screen/index.ts'
import type { Program } from '../program.ts'
import { beyondSql, cellSql, untoldCell, type Shape } from './cells.ts'
import { untoldLines, type LinesSql } from './lines.ts'
import { AREA, ID, OWNER_ROW, ROW, UNIT, besideRow, columnName, noneOf } from './names.ts'

/** The rows of a kind as one plan reads them: those told of, or those of whom it was not told whether there are any. */
export interface FrameSql {
  readonly source: QuerySource
  /** The topmost kind that was not told of; absent: the row itself was. */
  readonly untold: string | undefined
}

/** What is kept of each row beside a plan's outputs. */
export const KEPT = { party: 'party', subject: 'subject', unit: 'unit', place: 'place' } as const
/** Further expressions to keep: made from the alias of a kind's table, which joins it. */
export type Kept = ReadonlyMap<string, (aliasOf: (kind: string) => string | undefined) => string>

const NOTHING_MORE: Kept = new Map()

/**
 * Claims are joined to those owners that a plan reads. Where an owner's claims were not told of there is one row, in which
 * nothing of the claim is known: a query of its own, because most of the plan is then settled when it is printed.
 */
export function framesSql({ program, options: { asOf } }: Pick<ScreenPlan, 'program' | 'options'>, shape: Shape, kind: string, plan: Pick<Plan, 'columns'>, dialect: Dialect, { more = NOTHING_MORE, lines }: { readonly more?: Kept; readonly lines?: LinesSql | undefined } = {}): FrameSql[] {
  const line = prepare(program).lineOf(kind)
  const frames = [undefined, ...line.slice(1)].flatMap(untold => {
    // Nothing was told of a kind that has no table.
    const told = untold === undefined ? line : line.slice(0, line.indexOf(untold))
    return told.every(one => shape.columns.has(one)) ? [{ untold, source: sourceOf(program, shape, told, untold, plan, asOf, dialect, more, lines) }] : []
  })
  // Rows of whom nothing was told come after all others, and no two are alike.
  const placed = (source: QuerySource, level: number): QuerySource => ({ ...source, keep: new Map([...source.keep, [KEPT.place, `(${wholeLiteral(UNTOLD_PLACES)} + ${source.keep.get(KEPT.place) ?? ''} * ${frames.length} + ${level})`]]) })
  return frames.map(({ source, untold }, level) => ({ untold, source: untold === undefined ? source : placed(source, level) }))
}
const UNTOLD_PLACES = 2 ** 44

function sourceOf(program: Program, shape: Shape, told: readonly string[], untold: string | undefined, { columns }: Pick<Plan, 'columns'>, asOf: number, dialect: Dialect, more: Kept, lines: LinesSql | undefined): QuerySource {
  const prepared = prepare(program)
  const last = told.at(-1) ?? ''
  const beside = untold === undefined ? (prepared.kind(last)?.of ?? []).slice(1).filter(kind => shape.columns.has(kind)) : []
  const joined = new Set([last])
  const aliasOf = (kind: string): string | undefined => {
    if (kind === AREA ? !shape.columns.has(AREA) : !told.includes(kind) && !beside.includes(kind)) return undefined
    // An owner is reached through all those below it.
    for (const one of told.includes(kind) ? told.slice(told.indexOf(kind)) : [kind]) joined.add(one)
    return identifier(kind)
  }
  const columnsOf = (kind: string): ReadonlySet<string> => shape.columns.get(kind) ?? new Set()
  const ownerOf = ({ ref }: Column): string => (ref.owner === 'roster' ? prepared.rosterKind(ref.name) ?? '' : ref.owner)
  const summed = untold === undefined ? lines?.cells(identifier(last)) : undefined
  const cells = columns.map((column): CellSql => {
    const owner = ownerOf(column)
    if (owner === LINES) return summed?.get(column.key) ?? untoldLines(column)
    const alias = aliasOf(owner); return alias === undefined ? untoldCell(column) : cellSql(column, columnsOf(owner), alias, asOf, dialect)
  })
  const misfits = columns.flatMap(column => { const owner = ownerOf(column); const alias = aliasOf(owner); return alias === undefined || shape.beyond.get(owner)?.has(columnName(column)) !== true ? [] : [beyondSql(column, alias)] })
  const party = told.length === 1 ? `${identifier(last)}.${identifier(ID)}` : told.length === 2 ? `${identifier(last)}.${identifier(told[0] ?? '')}` : `${aliasOf(told[0] ?? '') ?? ''}.${identifier(ID)}`
  const keep = new Map([
    [KEPT.party, party], [KEPT.unit, `${identifier(last)}.${identifier(UNIT)}`], [KEPT.subject, untold === undefined ? `${identifier(last)}.${identifier(ID)}` : `''`],
    [KEPT.place, `${identifier(last)}.${identifier(ROW)}`], ...[...more].map(([name, of]) => [name, of(aliasOf)] as const),
  ])
  const joins = told.slice(0, -1).reverse().filter(owner => joined.has(owner)).map(owner => { const under = told[told.indexOf(owner) + 1] ?? ''; return ` JOIN ${shape.table(owner)} AS ${identifier(owner)} ON ${identifier(under)}.${identifier(OWNER_ROW)} = ${identifier(owner)}.${identifier(ROW)}` })
  const besides = beside.filter(kind => joined.has(kind)).map(kind => ` LEFT JOIN ${shape.table(kind)} AS ${identifier(kind)} ON ${identifier(last)}.${identifier(besideRow(kind))} = ${identifier(kind)}.${identifier(ROW)}`)
  const area = joined.has(AREA) ? ` CROSS JOIN ${shape.table(AREA)} AS ${identifier(AREA)}` : ''
  const sums = summed === undefined ? '' : ` LEFT JOIN (${lines?.sql ?? ''}) AS ${identifier(LINES)} ON ${identifier(LINES)}.owner = ${identifier(last)}.${identifier(ROW)}`
  return {
    from: `${shape.table(last)} AS ${identifier(last)}${joins.join('')}${besides.join('')}${sums}${area}${untold === undefined ? '' : untoldSql(shape, last, untold)}`,
    keep, cell: place => cells[place] ?? untoldCell({ store: 'f64' }), ...(misfits.length === 0 ? {} : { more: { output: 'status', bits: 64, where: `(${misfits.join(' OR ')})` } }),
  }
}

/** Owners of whom it was not told whether they have any. */
function untoldSql({ columns, table }: Shape, owner: string, kind: string): string {
  const flag = noneOf(kind)
  if (columns.get(owner)?.has(flag) === true) return ` WHERE ${identifier(owner)}.${identifier(flag)} IS NULL`
  return columns.has(kind) ? ` WHERE NOT EXISTS (SELECT 1 FROM ${table(kind)} AS claims WHERE claims.${identifier(OWNER_ROW)} = ${identifier(owner)}.${identifier(ROW)})` : ''
}
