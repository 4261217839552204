import { NONE, UNKNOWN, calendar, rational, type FactRef, type Tree, type Value } from '../../src/index.ts'
import { Builder, Figures, Refusal, cellOf, columnKey, emptyCells, emptyResults, javascript, lower, stateOf, type Cells, type Figure, type Kernel, type Outside, type Plan, type Rows } from '../../src/kernel/index.ts'

/** One expression as a kernel, handing back all that is known of its value. */
export interface Probe { readonly plan: Plan; readonly tree: Tree; readonly figure: Figure | undefined; readonly missing: readonly string[]; readonly guarded: number }
export type Answer = { readonly beyond: boolean; readonly value: Value; readonly missing: readonly string[] }

/** Undefined: refused, and why is noted. */
export function probe(tree: Tree, outside: Outside, refused?: Map<string, number>): Probe | undefined {
  const builder = new Builder()
  const figures = new Figures(builder)
  try {
    const lowered = lower(tree, { builder, figures, outside, month: calendar.monthOf(outside.today) })
    const bytes: { mask: number; bits: number }[] = [{ mask: lowered.unknown, bits: 1 }, { mask: lowered.none, bits: 2 }]
    if (lowered.kind === 'truth') bytes.push({ mask: lowered.holds, bits: 4 })
    else if (lowered.kind !== 'figure') return undefined
    const missing = new Map<string, number>()
    lowered.waits(builder.yes, {
      fact: (ref, at, where) => { const key = columnKey(ref, at); missing.set(key, builder.or(missing.get(key) ?? builder.no, where)) },
      setting: (name, where) => missing.set(name, builder.or(missing.get(name) ?? builder.no, where)),
    })
    const names = [...missing.keys()]
    if (lowered.kind === 'figure') {
      builder.output({ name: 'n', kind: 'figure', from: lowered.figure.n })
      if (lowered.figure.m !== undefined) builder.output({ name: 'm', kind: 'figure', from: lowered.figure.m.reg })
    }
    builder.output({ name: 'status', kind: 'byte', parts: [...bytes, { mask: figures.beyond, bits: 8 }] })
    names.forEach((name, i) => builder.output({ name: `missing ${i}`, kind: 'byte', parts: [{ mask: missing.get(name) ?? 0, bits: 1 }] }))
    return { plan: builder.plan(), tree, figure: lowered.kind === 'figure' ? lowered.figure : undefined, missing: names, guarded: figures.guarded }
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem
    refused?.set(problem.code, (refused.get(problem.code) ?? 0) + 1)
    return undefined
  }
}

/** Rows out of what is told in each. */
export function rowsOf({ columns }: Plan, count: number, told: (row: number, ref: FactRef, at: number | undefined) => Value): Rows {
  const cells = new Map<string, Cells>()
  for (const column of columns) {
    const made = emptyCells(column, count)
    const texts: string[] = ['']
    for (let row = 0; row < count; row++) {
      const value = told(row, column.ref, column.at)
      made.states[row] = stateOf(value)
      if (typeof value === 'string') {
        if (!texts.includes(value)) texts.push(value)
        made.values[row] = texts.indexOf(value)
      } else {
        const cell = cellOf(column, value)
        if (cell === undefined) throw new Error(`${column.key} does not fit`)
        made.values[row] = cell
      }
    }
    cells.set(column.key, { ...made, texts })
  }
  return { count, cells }
}

export function answers({ plan, figure, missing, tree }: Probe, rows: Rows, make: (plan: Plan) => Kernel = javascript): Answer[] {
  const results = emptyResults(plan.outputs, rows.count)
  make(plan).run(rows, results)
  return Array.from({ length: rows.count }, (_, row) => {
    const status = results.bytes.get('status')?.[row] ?? 0
    const n = results.figures.get('n')?.[row] ?? 0
    const m = results.figures.get('m')?.[row] ?? 1
    const beyond = (status & 8) !== 0
    const value = (): Value => {
      if ((status & 1) !== 0) return UNKNOWN
      if ((status & 2) !== 0) return NONE
      if (figure === undefined) return (status & 4) !== 0
      const exact = rational.ratio(BigInt(n) * figure.p, figure.d * BigInt(m))
      return tree.type.kind === 'date' || tree.type.kind === 'duration' || tree.type.kind === 'period' ? Number(exact.n) : exact
    }
    return { beyond, value: beyond ? UNKNOWN : value(), missing: missing.filter((_, i) => results.bytes.get(`missing ${i}`)?.[row] === 1) }
  })
}
