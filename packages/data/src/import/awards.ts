import { identifier, textLiteral } from '@lizhu/feel/sql'
import { AWARDS, ID, ROW, UNIT } from '@lizhu/policy/tables'
import { together, wrong, type Typed } from './link.ts'
import { scratch } from './quick.ts'
import type { Reading } from './reading.ts'
import type { Input } from './sources.ts'

/** Earlier awards, each with its holder's kind, row and unit. Without a kind, the holder is looked for among parties, and must be one only. */
export async function linkAwards(reading: Reading, typed: Typed, kinds: readonly string[], inputs: readonly Input[]): Promise<void> {
  const { program, database } = reading
  const all = together(typed)
  const parties = kinds.filter(name => program.kinds.find(one => one.name === name)?.party === true)
  const holders = (typed.columns.has('kind') ? kinds : parties).map(name => `SELECT ${textLiteral(name)} AS kind, ${ID} AS id, ${identifier(ROW)} AS row, ${identifier(UNIT)} AS unit FROM ${identifier(name)}`)
  await database.run(`CREATE OR REPLACE TEMPORARY TABLE ${scratch('holders')} AS ${holders.join(' UNION ALL ') || `SELECT '' AS kind, '' AS id, 0 AS row, 0 AS unit WHERE FALSE`}`)
  if (!typed.columns.has('kind')) await database.run(`DELETE FROM ${scratch('holders')} WHERE id IN (SELECT id FROM ${scratch('holders')} GROUP BY id HAVING COUNT(*) > 1)`)
  const meets = typed.columns.has('kind') ? 'h.id = a.holder AND h.kind = a.kind' : 'h.id = a.holder'
  const good = `(${all}) AS a ANTI JOIN (SELECT input, row FROM ${scratch('wrong')}) AS w USING (input, row)`
  const told = ['instrument', 'amount', 'date'].filter(column => typed.columns.has(column))
  const lacks = told.length < 3 ? 'TRUE' : told.map(column => `a.${column} IS NULL`).join(' OR ')
  const bad = `SELECT 1 FROM ${scratch('wrong')} AS w WHERE w.input = a.input AND w.row = a.row`
  await wrong(reading, `SELECT a.input AS input, a.row AS row, -1 AS col FROM (${all}) AS a WHERE (${lacks}) AND NOT EXISTS (${bad})`, 'award-incomplete', {})
  await wrong(reading, `SELECT a.input AS input, a.row AS row, -1 AS col FROM (${all}) AS a WHERE a.holder IS NULL OR NOT EXISTS (SELECT 1 FROM ${scratch('holders')} AS h WHERE ${meets})`, 'owner-missing', { kind: '主体 holder' })
  if (told.length < 3) return
  await database.run(`CREATE TABLE ${identifier(AWARDS)} AS SELECT h.kind AS kind, h.row AS holder, h.unit AS ${identifier(UNIT)}, a.instrument AS instrument, ${typed.columns.has('subject') ? 'a.subject' : 'CAST(NULL AS VARCHAR)'} AS subject, a.amount AS amount, a.date AS date FROM (SELECT * FROM ${good}) AS a JOIN ${scratch('holders')} AS h ON ${meets} ORDER BY a.input, a.row`)
  await unknownInstruments(reading, `SELECT * FROM ${good}`, inputs)
}

/** Awards under what the policy does not have: kept, as another policy's may be told too. */
async function unknownInstruments({ program, database, note }: Reading, awards: string, inputs: readonly Input[]): Promise<void> {
  const known = program.instruments.map(({ id }) => textLiteral(id)).join(', ') || `''`
  const found = (await database.connection.runAndReadAll(`SELECT input, instrument, COUNT(*), MIN(row) FROM (${awards}) WHERE instrument NOT IN (${known}) GROUP BY input, instrument ORDER BY input, instrument LIMIT 100`)).getRows()
  for (const [number, instrument, count, row] of found) {
    const input = inputs[Number(number)]
    if (input !== undefined) note(input, { code: 'unknown-instrument', params: { instrument: String(instrument) } }, 'warning', undefined, Number(count), [{ row: input.raw.line(Number(row)), text: String(instrument) }])
  }
}
