import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { merged, type Output, type Plan } from '@lizhu/feel/kernel'
import { identifier, query, textLiteral } from '@lizhu/feel/sql'
import { DEFER, STATUS, missingIn, wordingOf, type InstrumentPlan, type ScreenPlan } from '@lizhu/policy/screen'
import { framesSql, screenSql, type Shape } from '@lizhu/policy/tables'
import { shapeOf } from '../city/shape.ts'
import { inAnyOrder, type DuckDB } from '../database/duckdb.ts'
import { byClosure, leave, leaveAll, type Left } from './closure.ts'
import { tallyWide, type Tally } from './tally.ts'
import { writeOutcomes, type Language } from './write.ts'

/**
 * Outcomes for machines: a folder with one Parquet file a kind, a row a subject (of a kind of party: a party) and for each instrument its status, amount, and
 * the set of failing conditions and missing facts as bits; `legend.json` says what they stand for. Rows that columns leave to
 * the closure have no status there, and stand in words in `left.parquet` (if there are any). The folder is there whole, or not at all.
 */
export async function writeWide(plan: ScreenPlan, database: DuckDB, path: string, language: Language): Promise<readonly Tally[]> {
  const shape = await shapeOf(plan.program, database)
  const { before, results, after } = screenSql(plan, shape, database.dialect, database.scratch)
  const part = `${path}.part`
  rmSync(part, { recursive: true, force: true })
  mkdirSync(part, { recursive: true })
  try {
    await inAnyOrder(database)
    for (const statement of before) await database.run(statement)
    const left: Left = new Map()
    for (const { plan: one, sql, leaves } of results) if (leaves) for await (const chunk of database.rows(`SELECT DISTINCT unit FROM (${sql}) AS r WHERE status % 128 >= ${DEFER}`, new Map([['unit', 'number']]))) for (const unit of chunk.numbers('unit')) leave(left, unit, one.instrument)
    for (const kind of new Set(results.map(one => one.plan.kind))) {
      const here = results.filter(one => one.plan.kind === kind)
      await database.run(`COPY (${kindSql(plan, shape, kind, here, database)}) TO ${textLiteral(join(part, `${kind}.parquet`))} (FORMAT PARQUET)`)
    }
    await leaveAll(left, plan, database, shape)
    const said = left.size === 0 ? [] : await writeOutcomes(plan.program, byClosure(plan, left, database, shape), join(part, 'left.parquet'), { language, format: 'parquet' })
    writeFileSync(join(part, 'legend.json'), `${JSON.stringify(legendOf(plan, language), null, 1)}\n`)
    const tallies = await tallyWide(plan, database, part, said)
    rmSync(path, { recursive: true, force: true })
    renameSync(part, path)
    return tallies
  } finally {
    rmSync(part, { recursive: true, force: true })
    for (const statement of after) await database.run(statement)
  }
}

/** All instruments of a kind side by side. Those that meet no others share one pass over the rows. */
function kindSql({ program, options }: ScreenPlan, shape: Shape, kind: string, results: readonly { readonly plan: InstrumentPlan; readonly sql: string; readonly leaves: boolean }[], { dialect }: DuckDB): string {
  const alone = results.filter(one => !one.leaves)
  const together = merged(new Map(alone.map(one => [one.plan.instrument, stated(one.plan.plan)])))
  const base = framesSql({ program, options }, shape, kind, together, dialect).map(({ source }) => query(together, source, dialect)).join(' UNION ALL ')
  const columns = results.flatMap((one, i) => {
    if (one.leaves) { const at = (name: string): string => `r${i}.${identifier(name)}`; return columnsOf(one.plan, at, `${at('status')} % 8`, `${at('status')} % 8 = 1`) }
    const at = (name: string): string => `base.${identifier(`${one.plan.instrument} ${name}`)}`
    return columnsOf(one.plan, at, at('status'), `${at(ELIGIBLE)} = 1`)
  })
  // The closure says of a unit all or nothing: where one row is left to it, none has a status here.
  const settled = (sql: string): string => `(SELECT * FROM (${sql}) AS r WHERE unit NOT IN (SELECT unit FROM (${sql}) AS l WHERE status % 128 >= ${DEFER}))`
  const joins = results.flatMap((one, i) => (one.leaves ? [` LEFT JOIN ${settled(one.sql)} AS r${i} ON r${i}.place = base.place`] : []))
  // A party is its own subject, and is not written twice.
  const who = program.kinds.some(one => one.name === kind && !one.party) ? 'base.party, base.subject' : 'base.party'
  return `SELECT ${who}, ${columns.join(', ')} FROM (${base}) AS base${joins.join('')}`
}

const ELIGIBLE = 'eligible'
/** Of rows of which none is left: the status alone, and where it is eligible. Read off the status of each row, that would cost as much as all else. */
function stated({ outputs, ...plan }: Plan): Plan {
  const status = (output: Output): Output[] => (output.kind === 'figure' || output.name !== 'status' ? [output] : [
    { ...output, parts: output.parts.filter(({ bits }) => bits < STATUS.length) }, { ...output, name: ELIGIBLE, parts: output.parts.filter(({ bits }) => bits === STATUS.indexOf('eligible')) },
  ])
  return { ...plan, outputs: outputs.flatMap(status) }
}

const BYTES_IN_ONE = 7
/** Sets of up to eight are a byte. */
const SETS = ['UTINYINT', 'USMALLINT', 'UINTEGER', 'UINTEGER'] as const
const reasonsName = (instrument: string, column: number): string => `${instrument} reasons${column === 0 ? '' : ` ${column + 1}`}`
/** Failing conditions and missing facts as one set: each column that is written takes as long as working it out. */
const setBytes = ({ plan: { outputs } }: Pick<InstrumentPlan, 'plan'>): string[] => ['failing', 'missing'].flatMap(set => outputs.filter(output => output.kind === 'byte' && output.name.startsWith(`${set} `)).map(output => output.name))

function columnsOf(one: InstrumentPlan, at: (name: string) => string, status: string, eligible: string): string[] {
  const { instrument, plan: { outputs } } = one
  const bytes = setBytes(one)
  const groups = Array.from({ length: Math.ceil(bytes.length / BYTES_IN_ONE) }, (_, i) => bytes.slice(i * BYTES_IN_ONE, (i + 1) * BYTES_IN_ONE))
  const sum = (group: readonly string[]): string => group.map((byte, place) => (place === 0 ? `CAST(${at(byte)} AS ${SETS[group.length - 1] ?? 'BIGINT'})` : `${at(byte)} * CAST(${256 ** place} AS ${SETS[group.length - 1] ?? 'BIGINT'})`)).join(' + ')
  const sets = groups.map((group, i) => `CAST(${sum(group)} AS ${SETS[group.length - 1] ?? 'BIGINT'}) AS ${identifier(reasonsName(instrument, i))}`)
  const figures = outputs.filter(output => output.kind === 'figure').map(({ name }) => `CASE WHEN ${eligible} THEN ${at(name)} END AS ${identifier(`${instrument} ${name}`)}`)
  return [`CAST(${status} AS UTINYINT) AS ${identifier(`${instrument} status`)}`, ...figures, ...sets]
}

/** What stands in the files: statuses by number, reasons by column and bit (the first is 1), and what an amount is counted in. */
function legendOf({ program, kernels, wanted }: ScreenPlan, language: Language): object {
  const { reason, missing } = wordingOf(program, language)
  const reasons = (one: InstrumentPlan): object[] => setBytes(one).flatMap((byte, place) => {
    const [set, of] = byte.split(' ')
    const from = Number(of) * 8
    const texts = set === 'failing' ? one.conditions.map(reason) : one.facts.map((_, bit) => missing(missingIn(program, one, undefined, bit)))
    return texts.slice(from, from + 8).map((text, bit) => ({ column: reasonsName(one.instrument, Math.floor(place / BYTES_IN_ONE)), bit: (place % BYTES_IN_ONE) * 8 + bit + 1, [set ?? '']: text }))
  })
  return {
    pack: program.pack.id, hash: program.pack.hash, status: STATUS,
    instruments: Object.fromEntries(kernels.filter(one => wanted.has(one.instrument)).map(one => [one.instrument, { kind: one.kind, how: one.how, amountPer: String(one.scale), reasons: reasons(one) }])),
  }
}
