import type { Plan } from '@lizhu/feel/kernel'
import { identifier, query, textLiteral, type Dialect, type QuerySource } from '@lizhu/feel/sql'
import { prepare } from '../assess/index.ts'
import { DEFER, LINES, type Grain, type InstrumentPlan, type ScreenPlan, type Stage } from '../screen/index.ts'
import { stageSql } from './between.ts'
import type { Shape } from './cells.ts'
import { KEPT, framesSql } from './frames.ts'
import { linesSql } from './lines.ts'
import { AWARDS, ROW, UNIT, columnName, noneOf } from './names.ts'

/** A whole screening as SQL: statements to run first, then one query an instrument, then what to take away. */
export interface ScreenSql {
  readonly before: readonly string[]
  /** Columns: party, subject, unit, row, untold, then the outputs of the instrument's plan. */
  readonly results: readonly { readonly plan: InstrumentPlan; readonly sql: string; /** Rows may be left to the closure. */ readonly leaves: boolean }[]
  readonly after: readonly string[]
}

/** `scratch`: names a table of ours. Instruments that columns cannot do are the closure's. */
export function screenSql(plan: ScreenPlan, shape: Shape, dialect: Dialect, scratch: (name: string) => string): ScreenSql {
  const { kernels, stages, wanted } = plan
  const before: string[] = []
  const after: string[] = []
  const made = (name: string, sql: string): string => {
    const table = scratch(name)
    before.push(`CREATE ${dialect.temporary}TABLE ${table} AS ${sql}`)
    after.unshift(`DROP TABLE IF EXISTS ${table}`)
    return table
  }
  const places = new Map(kernels.map((one, i) => [one.instrument, i]))
  const current = new Map<string, string>()
  for (const one of kernels) if (stages.some(stage => stage.instruments.includes(one.instrument))) current.set(one.instrument, made(`r${places.get(one.instrument) ?? 0}`, resultSql(plan, one, shape, dialect)))
  stages.forEach((stage, n) => {
    const lanes = stage.instruments.flatMap((id, lane) => { const one = kernels.find(kernel => kernel.instrument === id); const table = current.get(id); return one === undefined || table === undefined ? [] : [{ id, lane, one, table }] })
    // An instrument that columns do not do may be granted anything: then the closure settles all that it meets.
    const whole = lanes.length < stage.instruments.length ? { ...stage, closure: true } : stage
    const rows = lanes.map(({ lane, table }) => `SELECT ${lane} AS lane, place, unit, ${identifier(keyName(n))} AS key, status, amount FROM ${table}`).join(' UNION ALL ')
    const asked = [...stage.grains.values()].some(grain => 'fact' in grain)
    const settled = made(`s${n}`, stageSql(whole, rows, stage.instruments.map(id => (kernels.find(one => one.instrument === id)?.how ?? 'exact') === 'exact'), asked))
    for (const { id, lane, one, table } of lanes) current.set(id, made(`r${places.get(id) ?? 0}_${n}`, updated(one.plan, table, settled, lane, keysOf(plan, one))))
  })
  const results = kernels.filter(one => wanted.has(one.instrument)).map((one, i) => {
    const leaves = current.has(one.instrument) || mayLeave(one.plan, shape)
    // What is asked twice, for the rows that are left and for the others, is worked out once.
    const table = current.get(one.instrument) ?? (leaves ? made(`w${i}`, resultSql(plan, one, shape, dialect)) : undefined)
    return { plan: one, leaves, sql: table === undefined ? resultSql(plan, one, shape, dialect) : `SELECT * FROM ${table}` }
  })
  return { before, results, after }
}

/** Whether a plan may leave rows to the closure. */
function mayLeave({ nodes, outputs, columns }: Plan, { beyond, columns: tables }: Shape): boolean {
  if (tables.has(AWARDS)) return true
  const marked = outputs.some(output => output.kind === 'byte' && output.name === 'status' && output.parts.some(({ mask, bits }) => { const node = nodes[mask]; return bits === DEFER && !(node?.op === 'mask' && !node.value) }))
  return marked || columns.some(column => column.ref.owner === LINES || beyond.get(column.ref.owner)?.has(columnName(column)) === true)
}

/** An instrument over all rows of its kind. */
function resultSql(plan: ScreenPlan, one: InstrumentPlan, shape: Shape, dialect: Dialect): string {
  const lines = one.lines === undefined ? undefined : linesSql(plan, shape, one.kind, one.lines, dialect)
  const keys = plan.stages.flatMap((stage, n) => (stage.instruments.includes(one.instrument) ? [[keyName(n), keySql(stage, one.kind, shape)] as const] : []))
  const frames = framesSql(plan, shape, one.kind, one.plan, dialect, { lines, more: new Map(keys) })
  const parts = frames.map(({ source, untold }) => {
    const keep = new Map([...source.keep, ['untold', untold === undefined ? 'CAST(NULL AS VARCHAR)' : textLiteral(untold)]])
    return query(one.plan, { ...source, keep, ...awarded(plan, one, shape, source) }, dialect)
  })
  return parts.length === 0 ? emptySql(one.plan, keys.map(([name]) => name)) : parts.join(' UNION ALL ')
}
/** What a unit was granted before counts against limits, 一次性 and ladders: the closure says. As inColumns does it (screen/screen.ts). */
function awarded({ program, options: { readings = {} } }: ScreenPlan, { instrument }: InstrumentPlan, shape: Shape, { keep, more }: QuerySource): Pick<QuerySource, 'more'> {
  if (!shape.columns.has(AWARDS)) return {}
  // A reading that was chosen may bind any two together.
  const bearing = Object.keys(readings).length > 0 ? '' : ` WHERE instrument IN (${[...prepare(program).bearingOn([instrument])].map(textLiteral).join(', ')})`
  const before = `${keep.get(KEPT.unit) ?? ''} IN (SELECT ${identifier(UNIT)} FROM ${shape.table(AWARDS)}${bearing})`
  return { more: { output: 'status', bits: DEFER, where: more === undefined ? before : `(${more.where} OR ${before})` } }
}
const keyName = (stage: number): string => `key ${stage}`
const keysOf = ({ stages }: ScreenPlan, { instrument }: InstrumentPlan): string[] => stages.flatMap((stage, n) => (stage.instruments.includes(instrument) ? [keyName(n)] : []))

/** No table of the kind, nor of its owners. */
function emptySql({ outputs }: Plan, keys: readonly string[]): string {
  const columns = [...['party', 'subject', 'untold'].map(name => [name, 'VARCHAR'] as const), ...['unit', 'place', ...keys].map(name => [name, 'BIGINT'] as const), ...outputs.map(({ name, kind }) => [name, kind === 'figure' ? 'BIGINT' : 'INTEGER'] as const)]
  return `SELECT ${columns.map(([name, type]) => `CAST(NULL AS ${type}) AS ${identifier(name)}`).join(', ')} WHERE FALSE`
}

/** What rows must share to meet: rows of different kinds never have the same key. */
function keySql({ grains }: Stage, kind: string, { columns }: Shape): (aliasOf: (kind: string) => string | undefined) => string {
  const kinds = [...new Set([...grains.values()].map(grain => grain.kind))]
  const named = [...grains.values()].some(grain => 'fact' in grain)
  const grain: Grain | undefined = grains.get(kind)
  return aliasOf => {
    const alias = grain === undefined ? undefined : aliasOf(grain.kind)
    if (grain === undefined || alias === undefined) return `CAST(NULL AS ${named ? 'VARCHAR' : 'BIGINT'})`
    const row = `${alias}.${identifier(ROW)}`
    if (!('fact' in grain)) { const key = `(${row} * ${kinds.length} + ${kinds.indexOf(grain.kind)})`; return named ? `('#' || CAST(${key} AS VARCHAR))` : key }
    const name = columnName(grain.fact)
    const told = columns.get(grain.kind)
    if (told?.has(name) !== true) return 'CAST(NULL AS VARCHAR)'
    const none = told.has(noneOf(name)) ? ` WHEN ${alias}.${identifier(noneOf(name))} THEN '#' || CAST(${row} AS VARCHAR)` : ''
    return `CASE WHEN ${alias}.${identifier(name)} IS NOT NULL THEN CAST(${alias}.${identifier(UNIT)} AS VARCHAR) || ' ' || ${alias}.${identifier(name)}${none} END`
  }
}

/** The results of one instrument with what a stage made of them. */
function updated({ outputs }: Plan, table: string, settled: string, lane: number, keys: readonly string[]): string {
  const kept = ['party', 'subject', 'unit', 'place', 'untold', ...keys].map(name => `r.${identifier(name)}`)
  const now = outputs.map(({ name }) => {
    const column = `r.${identifier(name)}`
    if (name === 'status' || name === 'amount') return `COALESCE(s.${name}, ${column}) AS ${identifier(name)}`
    return name === 'least' ? `LEAST(${column}, COALESCE(s.amount, ${column})) AS ${identifier(name)}` : column
  })
  return `SELECT ${[...kept, ...now].join(', ')} FROM ${table} AS r LEFT JOIN ${settled} AS s ON s.lane = ${lane} AND s.place = r.place`
}
