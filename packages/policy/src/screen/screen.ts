import { emptyResults, javascript, type Kernel, type Plan, type Results } from '@lizhu/feel/kernel'
import { assess, type Assessment, type Dossier } from '../assess/index.ts'
import { framesOf, hasAwards, type Frame } from './frame.ts'
import { ALIVE, DEFER, type InstrumentPlan, type ScreenPlan } from './plan.ts'

/** One instrument over all rows of its kind. */
export interface Screened {
  readonly instrument: string
  readonly frame: Frame
  /** Absent: the closure did every row. */
  readonly kernel?: { readonly plan: InstrumentPlan; readonly results: Results }
  /** Rows that the closure did. */
  readonly closures: ReadonlyMap<number, Assessment>
}

/** Every instrument for every subject of many dossiers: in columns where that can be, else by `assess`; the answer is the same. */
export function screen(plan: ScreenPlan, dossiers: readonly Dossier[], make: (plan: Plan) => Kernel = javascript): readonly Screened[] {
  const frames = framesOf(plan, dossiers)
  const done = new Map(plan.kernels.map(one => [one.instrument, run(one, frames.get(one.kind), make)]))
  const deferred = deferrals(plan, frames, done, dossiers)
  const closures = byClosure(plan, frames, deferred, dossiers)
  return [...plan.kernels, ...plan.refused].flatMap(one => {
    const frame = frames.get(one.kind)
    const results = done.get(one.instrument)
    if (frame === undefined) return []
    return [{ instrument: one.instrument, frame, closures: closures.get(one.instrument) ?? new Map<number, Assessment>(), ...('plan' in one && results !== undefined ? { kernel: { plan: one, results } } : {}) }]
  })
}

function run({ plan }: InstrumentPlan, frame: Frame | undefined, make: (plan: Plan) => Kernel): Results {
  const results = emptyResults(plan.outputs, frame?.rows.length ?? 0)
  if (frame !== undefined && frame.rows.length > 0) make(plan).run(frame.cells, results)
  return results
}

/** Rows that columns leave to the closure, by instrument. */
function deferrals({ kernels, refused }: ScreenPlan, frames: ReadonlyMap<string, Frame>, done: ReadonlyMap<string, Results>, dossiers: readonly Dossier[]): Map<string, Set<number>> {
  const awarded = dossiers.map(hasAwards)
  const found = new Map<string, Set<number>>(refused.map(({ instrument, kind }) => [instrument, new Set(frames.get(kind)?.rows.keys() ?? [])]))
  for (const { instrument, kind } of kernels) {
    const frame = frames.get(kind)
    const status = done.get(instrument)?.bytes.get('status')
    const rows = new Set<number>()
    frame?.rows.forEach((row, i) => { if (((status?.[i] ?? 0) & DEFER) !== 0 || frame.misfits.has(i) || awarded[row.unit] === true) rows.add(i) })
    found.set(instrument, rows)
  }
  for (const one of kernels) for (const meeting of one.meets) meet(one, meeting, kernels, frames, done, found)
  return found
}

/** Two rows under one party that may both be granted something are settled among each other: the closure does that party. */
function meet(one: InstrumentPlan, meeting: readonly string[], kernels: readonly InstrumentPlan[], frames: ReadonlyMap<string, Frame>, done: ReadonlyMap<string, Results>, deferred: Map<string, Set<number>>): void {
  const alive = new Map<object, number>()
  for (const id of new Set(meeting)) {
    const other = kernels.find(known => known.instrument === id)
    const status = other === undefined ? undefined : done.get(id)?.bytes.get('status')
    // An instrument that columns do not do, or a row that they left to the closure, may be granted anything.
    const rows = frames.get(other?.kind ?? one.kind)?.rows ?? []
    rows.forEach((row, i) => { if (status === undefined || ((status[i] ?? 0) & ALIVE) !== 0 || deferred.get(id)?.has(i) === true) alive.set(row.party, (alive.get(row.party) ?? 0) + 1) })
  }
  const rows = frames.get(one.kind)?.rows ?? []
  rows.forEach((row, i) => { if ((alive.get(row.party) ?? 0) > 1) deferred.get(one.instrument)?.add(i) })
}

/** One assessment for each dossier that has deferred rows, of the instruments that it has them for. */
function byClosure({ program, options, kernels, refused }: ScreenPlan, frames: ReadonlyMap<string, Frame>, deferred: ReadonlyMap<string, ReadonlySet<number>>, dossiers: readonly Dossier[]): Map<string, Map<number, Assessment>> {
  const wanted = new Map<number, Map<string, number[]>>()
  const kinds = new Map([...kernels, ...refused].map(({ instrument, kind }) => [instrument, kind]))
  for (const [instrument, rows] of deferred) {
    const frame = frames.get(kinds.get(instrument) ?? '')
    for (const i of rows) {
      const unit = frame?.rows[i]?.unit ?? 0
      const ofUnit = wanted.get(unit) ?? new Map<string, number[]>()
      wanted.set(unit, ofUnit)
      ofUnit.set(instrument, [...ofUnit.get(instrument) ?? [], i])
    }
  }
  const closures = new Map<string, Map<number, Assessment>>([...kinds.keys()].map(id => [id, new Map()]))
  for (const [unit, instruments] of wanted) {
    const dossier = dossiers[unit]
    if (dossier === undefined) continue
    // A reading that was chosen may bind instruments together that are not bound as written: then all are assessed.
    const { asOf, readings = {} } = options
    const some = Object.keys(readings).length === 0 ? { instruments: [...instruments.keys()] } : {}
    const { assessments } = assess(program, dossier, { asOf, readings, ...some })
    for (const [instrument, rows] of instruments) {
      // Assessments come in the order of the rows; those of owners without a claim follow.
      const all = assessments.filter(one => one.instrument === instrument)
      const first = frames.get(kinds.get(instrument) ?? '')?.rows.findIndex(row => row.unit === unit) ?? 0
      for (const i of rows) { const one = all[i - first]; if (one !== undefined) closures.get(instrument)?.set(i, one) }
    }
  }
  return closures
}
