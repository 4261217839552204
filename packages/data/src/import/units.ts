import { BIGINT, DuckDBDataChunk, VARCHAR } from '@duckdb/node-api'
import { identifier } from '@lizhu/feel/sql'
import type { Kind } from '@lizhu/policy'
import { besideRow, groupsOf } from '@lizhu/policy/tables'
import { kept, rootOf } from './link.ts'
import { scratch } from './quick.ts'
import type { Reading } from './reading.ts'

/**
 * Parties are one unit where a claim of one stands beside another, or where a rule of the policy limits a group that both name. Those that
 * meet others get a row in `units` (kind, party, unit); of the rest the unit is its row, from where its kind begins: what is returned.
 */
export async function unitsOf({ program, database }: Reading, kinds: readonly Kind[]): Promise<ReadonlyMap<string, string>> {
  const starts = new Map<string, number>()
  let count = 0
  for (const { name, of } of kinds) if (of.length === 0) { starts.set(name, count); count += await counted() ; async function counted(): Promise<number> { return Number((await database.connection.runAndReadAll(`SELECT COUNT(*) FROM ${kept(name)}`)).getRows()[0]?.[0] ?? 0) } }
  const above = Int32Array.from({ length: count }, (_, i) => i)
  const find = (i: number): number => { let at = i; while ((above[at] ?? at) !== at) { above[at] = above[above[at] ?? at] ?? at; at = above[at] ?? at } return at }
  const join = (a: number, b: number): void => { const [x, y] = [find(a), find(b)]; if (x !== y) above[Math.max(x, y)] = Math.min(x, y) }
  const place = (kind: Kind, alias: string): string => `${starts.get(rootOf(program, kind)) ?? 0} + ${alias}."#party"`
  for (const kind of kinds) for (const to of kind.of.slice(1)) {
    const other = kinds.find(one => one.name === to)
    if (other === undefined || !await has(kind.name, besideRow(to))) continue
    for await (const { count: rows, numbers } of database.rows(`SELECT ${place(kind, 'k')} AS a, ${place(other, 'b')} AS b FROM ${kept(kind.name)} AS k JOIN ${kept(to)} AS b ON k.${identifier(besideRow(to))} = b."#row"`, new Map([['a', 'number'], ['b', 'number']]))) {
      const [a, b] = [numbers('a'), numbers('b')]
      for (let i = 0; i < rows; i++) join(a[i] ?? 0, b[i] ?? 0)
    }
  }
  async function has(kind: string, column: string): Promise<boolean> {
    return (await database.connection.runAndReadAll(`DESCRIBE ${kept(kind)}`)).getRows().some(([name]) => name === column)
  }
  for (const group of groupsOf(program)) {
    const members: string[] = []
    for (const kind of kinds) if (kind.facts.some(fact => fact.name === group && fact.type.kind === 'text' && fact.every === undefined) && await has(kind.name, group)) members.push(`SELECT k.${identifier(group)} AS text, ${place(kind, 'k')} AS party FROM ${kept(kind.name)} AS k WHERE k.${identifier(group)} IS NOT NULL`)
    if (members.length === 0) continue
    for await (const { count: rows, numbers } of database.rows(`SELECT MIN(party) OVER (PARTITION BY text) AS a, party AS b FROM (${members.join(' UNION ALL ')})`, new Map([['a', 'number'], ['b', 'number']]))) {
      const [a, b] = [numbers('a'), numbers('b')]
      for (let i = 0; i < rows; i++) join(a[i] ?? 0, b[i] ?? 0)
    }
  }
  await database.run(`CREATE OR REPLACE TEMPORARY TABLE ${scratch('units')} (kind VARCHAR, party BIGINT, unit BIGINT)`)
  const appender = await database.connection.createAppender('import units', 'main', 'temp')
  const chunk = DuckDBDataChunk.create([VARCHAR, BIGINT, BIGINT])
  let rows: [string, bigint, bigint][] = []
  const flush = (): void => { if (rows.length > 0) { chunk.setRows(rows); appender.appendDataChunk(chunk); rows = [] } }
  const ends = [...starts]
  for (let i = 0; i < count; i++) {
    const unit = find(i)
    if (unit === i) continue
    const [kind, start] = ends.findLast(([, from]) => from <= i) ?? ['', 0]
    rows.push([kind, BigInt(i - start), BigInt(unit)])
    if (rows.length === 2048) flush()
  }
  flush()
  appender.closeSync()
  return new Map([...starts].map(([kind, start]) => [kind, String(start)]))
}
