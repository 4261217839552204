import { javascript, type Kernel, type Plan } from '@lizhu/feel/kernel'
import fc, { type GeneratorValue } from 'fast-check'
import { assess, dossierMessage, readDossier, type Dossier } from '../../src/assess/index.ts'
import type { Program } from '../../src/program.ts'
import { cellOf, cellsOf, columnsOf, planScreen, screen, type ScreenPlan } from '../../src/screen/index.ts'
import { cityOf } from '../../src/city/index.ts'
import { AS_OF } from '../assess/build.ts'
import { leaveOut, poolOf, wholeFile } from '../assess/random.ts'

export interface Agreement { readonly cells: number; readonly byKernel: number; readonly differ: readonly string[] }

/** Screens dossiers and assesses them one by one; what differs in status, amount, failing conditions, missing facts. */
export function agreement(plan: ScreenPlan, dossiers: readonly Dossier[], make: (plan: Plan) => Kernel = javascript): Agreement {
  const { program, options } = plan
  // As screening does it: a reading that was chosen may bind other instruments together.
  const { asOf, readings = {}, instruments } = options
  const some = instruments === undefined || Object.keys(readings).length > 0 ? {} : { instruments }
  const results = dossiers.map(dossier => assess(program, dossier, { asOf, readings, ...some }).assessments)
  const differ: string[] = []
  let cells = 0
  let byKernel = 0
  for (const one of screen(plan, cityOf(program, columnsOf(plan), dossiers), { kernel: make })) {
    const { frame: { table, unit } } = one
    const cellAt = cellsOf(program, one)
    const seen = new Map<string, number>()
    for (let i = 0; i < table.count; i++) {
      const [here, told] = [unit[i]!, i < table.told]
      const place = seen.get(`${here} ${told}`) ?? 0
      seen.set(`${here} ${told}`, place + 1)
      // An owner known to have no such claim has no row.
      const want = results[here]!.filter(known => known.instrument === one.instrument && (known.subject.id !== '') === told && (told || known.conditions[0]?.id !== `${one.instrument}/for`))[place]
      cells++
      if (!one.closures.has(i)) byKernel++
      const [given, wanted] = [text(cellAt(i)), want === undefined ? 'no such row' : text(cellOf(want))]
      if (given !== wanted) differ.push(`${one.instrument} unit ${here} ${table.ids[i]}${one.closures.has(i) ? ' (closure)' : ''}\n  columns ${given}\n  closure ${wanted}`)
    }
  }
  return { cells, byKernel, differ }
}
const text = (cell: object): string => JSON.stringify(cell, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value instanceof Object && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value))

/** Random enterprises of a program with every threshold met from both sides, `share` percent left out. */
export function dossiersOf(program: Program, count: number, share: number, seed: number, awards = false): Dossier[] {
  const pool = poolOf(program)
  const made: Dossier[] = []
  fc.assert(fc.property(fc.gen(), (g: GeneratorValue) => {
    const file = leaveOut(g, wholeFile(g, program, pool), share)
    const { dossier, problems } = readDossier(program, awards ? file : stripped(file))
    const wrong = problems.filter(one => one.severity === 'error').map(one => dossierMessage(one, 'en'))
    if (wrong.length > 0) throw new Error(wrong.join('\n'))
    made.push(dossier)
  }), { numRuns: count, seed, endOnFailure: true })
  return made
}
/** Without earlier awards: a party that has some is the closure's. */
function stripped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stripped)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'awards').map(([key, item]) => [key, stripped(item)]))
}

export const planOf = (program: Program, readings: Readonly<Record<string, number | 'as read'>> = {}): ScreenPlan => planScreen(program, { asOf: AS_OF, readings })
