import { TOLD } from '@lizhu/feel/kernel'
import type { City, Table } from '../city/index.ts'
import type { Program } from '../program.ts'

/**
 * Parties are one unit where a claim of one stands beside another, or where a rule limits a group that both name; of kinds that
 * say their units (`told`), by those. Units are numbered from 0.
 */
export function unitsAmong(program: Program, tables: ReadonlyMap<string, Table>, told: (kind: string) => readonly number[] | undefined): City['units'] {
  const parties = program.kinds.filter(one => one.party).map(one => one.name)
  const starts = new Map<string, number>()
  let count = 0
  for (const kind of parties) { starts.set(kind, count); count += tables.get(kind)?.count ?? 0 }
  const above = Int32Array.from({ length: count }, (_, i) => i)
  const find = (i: number): number => { let at = i; while ((above[at] ?? at) !== at) { above[at] = above[above[at] ?? at] ?? at; at = above[at] ?? at } return at }
  const join = (a: number, b: number): void => { const [x, y] = [find(a), find(b)]; if (x !== y) above[Math.max(x, y)] = Math.min(x, y) }
  const place = (kind: string, row: number): number | undefined => {
    const table = tables.get(kind)
    return table?.owner === undefined ? (starts.get(kind) ?? 0) + row : place(table.owner, table.under?.[row] ?? -1)
  }
  const together = (key: string | number, at: number | undefined, known: Map<string | number, number>): void => { const first = known.get(key); if (at === undefined) return; if (first === undefined) known.set(key, at); else join(first, at) }
  const said = new Map<string | number, number>()
  for (const kind of parties) told(kind)?.forEach((unit, row) => { if (unit >= 0) together(unit, place(kind, row), said) })
  for (const [kind, { beside, told: rows }] of tables) for (const [to, of] of beside) for (let row = 0; row < rows; row++) {
    const [a, b] = [place(kind, row), (of[row] ?? -1) < 0 ? undefined : place(to, of[row] ?? -1)]
    if (a !== undefined && b !== undefined) join(a, b)
  }
  for (const group of groupsOf(program)) {
    const known = new Map<string | number, number>()
    for (const [kind, { cells, told: rows }] of tables) {
      const named = cells.get(`${kind}.${group}`)
      for (let row = 0; row < rows; row++) if (named?.texts !== undefined && named.states[row] === TOLD) together(named.texts[named.values[row] ?? 0] ?? '', place(kind, row), known)
    }
  }
  const numbers = new Map<number, number>()
  return new Map(parties.map(kind => [kind, Int32Array.from({ length: tables.get(kind)?.count ?? 0 }, (_, row) => {
    const root = find((starts.get(kind) ?? 0) + row)
    const known = numbers.get(root) ?? numbers.size
    numbers.set(root, known)
    return known
  })]))
}

/** Facts by which rules group what they limit: what stands after `per`, `once`, `use once`. */
export function groupsOf({ instruments, generals, kinds }: Program): Set<string> {
  const found = new Set<string>()
  const visit = (value: unknown, key: string): void => {
    if (typeof value === 'string') { if ((key === 'per' || key === 'once' || key === 'what') && !kinds.some(one => one.name === value)) found.add(value); return }
    if (Array.isArray(value)) { for (const one of value) visit(one, ''); return }
    // A tree of an expression says nothing of groups.
    if (typeof value === 'object' && value !== null && !('span' in value && 'op' in value)) for (const [name, one] of Object.entries(value)) visit(one, name)
  }
  visit([instruments, generals], '')
  return found
}
