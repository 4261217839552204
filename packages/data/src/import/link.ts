import { identifier, textLiteral } from '@lizhu/feel/sql'
import type { Kind, Program } from '@lizhu/policy'
import { AREA, ID, NAME, OWNER_ROW, ROW, UNIT, besideRow, claimsUnder, factsOf, noneOf, ownersFirst, storedAs } from '@lizhu/policy/tables'
import { scratch } from './quick.ts'
import type { Reading } from './reading.ts'
import { unitsOf } from './units.ts'

const PARTY = '#party'
/** Where a row stands in the files. */
const PLACE = ['input', 'row']
export const kept = (kind: string): string => scratch(`kept ${kind}`)
const wrongRows = `(SELECT input, row FROM ${scratch('wrong')})`

/** From the values of each kind (`typed`: the tables that hold some, with the places of their ids and owners) the city's own tables. */
export interface Typed { readonly tables: readonly string[]; readonly columns: ReadonlySet<string> }

export async function link(reading: Reading, typed: ReadonlyMap<string, Typed>, complete: readonly string[]): Promise<void> {
  const { program, database } = reading
  const kinds = ownersFirst(program).filter(kind => typed.has(kind.name))
  for (const kind of kinds) { const own = typed.get(kind.name); if (own !== undefined) await database.run(`CREATE OR REPLACE TEMPORARY VIEW ${scratch(`all ${kind.name}`)} AS ${together(own)}`) }
  for (const kind of kinds) await keep(reading, kind, typed)
  const units = await unitsOf(reading, kinds)
  for (const kind of kinds) await finish(reading, kind, typed.get(kind.name)?.columns ?? new Set(), units, complete)
  const area = typed.get(AREA)
  if (area !== undefined) {
    const all = together(area)
    await wrong(reading, `SELECT input, row, -1 AS col FROM (${all}) WHERE (input, row) <> (SELECT (input, row) FROM (${all}) ORDER BY input, row LIMIT 1)`, 'one-row', {})
    // Where no column is known, nothing is told of it.
    if (area.columns.size > PLACE.length) await database.run(`CREATE TABLE ${identifier(AREA)} AS SELECT * EXCLUDE (${PLACE.join(', ')}) FROM (${all}) AS typed ANTI JOIN ${wrongRows} AS wrong USING (input, row)`)
  }
}

export const together = ({ tables }: Typed): string => tables.map(table => `SELECT * FROM ${table}`).join(' UNION ALL BY NAME ')

export async function wrong({ database, say }: Reading, rows: string, code: 'empty-id' | 'repeated-id' | 'owner-missing' | 'one-row' | 'award-incomplete', params: Readonly<Record<string, string>>): Promise<void> {
  await database.run(`INSERT INTO ${scratch('wrong')} SELECT input, row, col, ${say({ code, params })} FROM (${rows})`)
}

/** Owners of a kind of which no file was read. */
const NOBODY = `(SELECT '' AS ${ID}, CAST(0 AS BIGINT) AS ${identifier(ROW)}, CAST(0 AS BIGINT) AS ${identifier(PARTY)} WHERE FALSE)`

/** The rows of a kind that are in order, numbered; those of claims by their owners. */
async function keep(reading: Reading, kind: Kind, typed: ReadonlyMap<string, Typed>): Promise<void> {
  const { database } = reading
  const own = typed.get(kind.name)
  if (own === undefined) return
  const all = together(own)
  await wrong(reading, `SELECT input, row, -1 AS col FROM (${all}) WHERE ${ID} = '' OR ${ID} IS NULL`, 'empty-id', {})
  const again = `(SELECT ${ID} FROM (${all}) WHERE ${ID} <> '' GROUP BY ${ID} HAVING COUNT(*) > 1)`
  await wrong(reading, `SELECT input, row, -1 AS col FROM (SELECT input, row, row_number() OVER (PARTITION BY ${ID} ORDER BY input, row) AS n FROM (${all}) WHERE ${ID} IN ${again}) WHERE n > 1`, 'repeated-id', {})
  for (const [i, owner] of kind.of.entries()) {
    const column = identifier(`owner ${owner}`)
    if (!own.columns.has(`owner ${owner}`)) continue
    const there = typed.has(owner) ? `${column} NOT IN (SELECT ${ID} FROM ${kept(owner)})` : 'TRUE'
    await wrong(reading, `SELECT input, row, -1 AS col FROM (${all}) WHERE ${i === 0 ? `${column} IS NULL OR ` : `${column} IS NOT NULL AND `}${there}`, 'owner-missing', { kind: owner })
  }
  const good = `(${all}) AS typed ANTI JOIN ${wrongRows} AS wrong USING (input, row)`
  const [owner] = kind.of
  if (owner === undefined) {
    await database.run(`CREATE OR REPLACE TEMPORARY TABLE ${kept(kind.name)} AS SELECT row_number() OVER (ORDER BY input, row) - 1 AS ${identifier(ROW)}, row_number() OVER (ORDER BY input, row) - 1 AS ${identifier(PARTY)}, * FROM ${good}`)
    return
  }
  const beside = kind.of.slice(1).filter(one => own.columns.has(`owner ${one}`) && typed.has(one))
  const joins = beside.map((one, i) => ` LEFT JOIN ${kept(one)} AS b${i} ON b${i}.${ID} = typed.${identifier(`owner ${one}`)}`)
  await database.run(`CREATE OR REPLACE TEMPORARY TABLE ${kept(kind.name)} AS SELECT row_number() OVER (ORDER BY o.${identifier(ROW)}, typed.input, typed.row) - 1 AS ${identifier(ROW)}, o.${identifier(PARTY)} AS ${identifier(PARTY)}, o.${identifier(ROW)} AS ${identifier(OWNER_ROW)}, `
    + `${beside.map((one, i) => `b${i}.${identifier(ROW)} AS ${identifier(besideRow(one))}, `).join('')}typed.* FROM (SELECT * FROM ${good}) AS typed JOIN ${typed.has(owner) ? kept(owner) : NOBODY} AS o ON o.${ID} = typed.${identifier(`owner ${owner}`)}${joins.join('')}`)
}

/** The table that is left: with units, and whether each owner has claims of each kind. */
async function finish(reading: Reading, kind: Kind, columns: ReadonlySet<string>, units: ReadonlyMap<string, string>, complete: readonly string[]): Promise<void> {
  const { program, database } = reading
  const party = rootOf(program, kind)
  const beside = kind.of.slice(1).filter(one => columns.has(`owner ${one}`))
  const claims = claimsUnder(program, kind.name)
  const there = new Set((await database.connection.runAndReadAll('SELECT table_name FROM duckdb_tables()')).getRows().map(([name]) => String(name)))
  const flags = claims.flatMap(({ name }, i): { readonly sql: string; readonly join: string }[] => {
    const has = there.has(`import kept ${name}`)
    const said = columns.has(noneOf(name)) ? `k.${identifier(noneOf(name))}` : 'NULL'
    if (!has && said === 'NULL') return []
    // Whose rows were all set aside is not one of whom nothing is there.
    const otherwise = complete.includes(name) ? `CASE WHEN a${i}.id IS NULL THEN TRUE ELSE NULL END` : `CAST(${said} AS BOOLEAN)`
    const join = !has ? '' : ` LEFT JOIN (SELECT DISTINCT ${identifier(OWNER_ROW)} AS owner FROM ${kept(name)}) AS c${i} ON c${i}.owner = k.${identifier(ROW)}`
      + (complete.includes(name) ? ` LEFT JOIN (SELECT DISTINCT ${identifier(`owner ${kind.name}`)} AS id FROM ${scratch(`all ${name}`)}) AS a${i} ON a${i}.id = k.${ID}` : '')
    return [{ sql: `${has ? `CASE WHEN c${i}.owner IS NOT NULL THEN FALSE ELSE ${otherwise} END` : otherwise} AS ${identifier(noneOf(name))}`, join }]
  })
  const facts = factsOf(program, kind.name).filter(fact => storedAs(fact.type) !== undefined)
  const told = [...columns].filter(column => !column.startsWith('owner ') && ![ID, NAME, 'input', 'row', ...claims.map(one => noneOf(one.name))].includes(column) && (facts.length > 0 || column.startsWith('在库.')))
  const [owner] = kind.of
  const select = [
    `k.${identifier(ROW)}`, `k.${ID}`, `COALESCE(u.unit, ${units.get(party) ?? '0'} + k.${identifier(PARTY)}) AS ${identifier(UNIT)}`,
    ...(owner === undefined ? [] : [`k.${identifier(OWNER_ROW)}`, `k.${identifier(`owner ${owner}`)} AS ${identifier(owner)}`]),
    ...beside.flatMap(one => [...(there.has(`import kept ${one}`) ? [`k.${identifier(besideRow(one))}`] : []), `k.${identifier(`owner ${one}`)} AS ${identifier(one)}`]),
    ...(columns.has(NAME) ? [`k.${NAME}`] : []), ...flags.map(one => one.sql), ...told.map(column => `k.${identifier(column)}`),
  ]
  await database.run(`CREATE TABLE ${identifier(kind.name)} AS SELECT ${select.join(', ')} FROM ${kept(kind.name)} AS k LEFT JOIN (SELECT party, unit FROM ${scratch('units')} WHERE kind = ${textLiteral(party)}) AS u ON u.party = k.${identifier(PARTY)}${flags.map(one => one.join).join('')} ORDER BY k.${identifier(ROW)}`)
}

export function rootOf(program: Program, kind: Kind): string {
  const owner = program.kinds.find(one => one.name === kind.of[0])
  return owner === undefined ? kind.name : rootOf(program, owner)
}
