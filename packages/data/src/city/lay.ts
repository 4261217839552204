import type { Column } from '@lizhu/feel/kernel'
import type { City } from '@lizhu/policy/city'
import { AREA } from '@lizhu/policy/tables'
import type { Database } from '../database/database.ts'
import { tablesOf, type TypedColumn } from '../database/typed.ts'

/** Lays a city into an empty database block by block: rows and units are numbered on from block to block. */
export function layer(database: Database): (block: City, columns: readonly Column[]) => Promise<void> {
  const laid = new Map<string, { readonly rows: number; readonly columns: readonly TypedColumn[] }>()
  let units = 0
  return async (block, facts) => {
    // As it was before this block: `laid` moves on table by table.
    const rows = new Map([...laid].map(([kind, one]) => [kind, one.rows]))
    const behind = { rows: (kind: string): number => rows.get(kind) ?? 0, units }
    for (const [kind, { columns, count }] of tablesOf(block, facts, behind)) {
      const before = laid.get(kind)
      if (before === undefined) { await database.fill(kind, columns, count); laid.set(kind, { rows: count, columns }); continue }
      // What holds for the whole area holds in every block.
      if (kind === AREA) continue
      const added = columns.filter(({ name }) => !before.columns.some(one => one.name === name))
      const all = [...before.columns, ...added]
      await database.append(kind, all.map(one => columns.find(({ name }) => name === one.name) ?? { ...one, at: () => null }), count, added)
      laid.set(kind, { rows: before.rows + count, columns: all })
    }
    units += unitsIn(block)
  }
}

const unitsIn = ({ units }: City): number => 1 + [...units.values()].reduce((most, of) => of.reduce((a, b) => Math.max(a, b), most), -1)
