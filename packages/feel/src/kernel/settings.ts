import { whole } from '../rational.ts'
import type { Tree } from '../tree.ts'
import { chosen, constant, holdsOf } from './lower.ts'
import type { Context, Lowered, SettingRow } from './lowered.ts'
import { UNKNOWN } from '../value.ts'

/** A setting fixed by a table: the first row whose test holds says; until one does, every test before it is waited for. */
export function settingTable(rows: readonly SettingRow[], lower: (tree: Tree) => Lowered, context: Context): Lowered {
  const { builder, builder: { no, yes } } = context
  /** Rows of the column in which every test so far is known not to hold; in which none is known to hold. */
  let open = yes
  let asked = yes
  let unknown = no
  let none = no
  let held: Lowered = { kind: 'figure', figure: context.figures.constant(whole(0)), unknown: yes, none: no, waits: () => undefined }
  const waits: ((path: number, sink: Parameters<Lowered['waits']>[1]) => void)[] = []
  for (const row of rows) {
    const test = row.test === undefined ? undefined : lower(row.test)
    const value = row.value === undefined ? constant(UNKNOWN, context) : lower(row.value)
    const holds = test === undefined ? yes : holdsOf(test, context)
    const here = builder.and(open, holds)
    const [before, at] = [asked, builder.and(asked, holds)]
    waits.push((path, sink) => { test?.waits(builder.and(path, before), sink); value.waits(builder.and(path, at), sink) })
    held = { ...held, ...chosen(here, value, held, context, (a, b) => builder.or(builder.and(here, a), builder.without(b, here))) }
    unknown = builder.or(unknown, builder.and(open, test?.unknown ?? no), builder.and(here, value.unknown))
    none = builder.or(none, builder.and(here, value.none))
    open = builder.without(open, builder.or(holds, test?.unknown ?? no))
    asked = builder.without(asked, holds)
  }
  const all = builder.or(unknown, open)
  return { ...held, unknown: all, none, waits: (path, sink) => { for (const ask of waits) ask(builder.and(path, all), sink) } }
}
