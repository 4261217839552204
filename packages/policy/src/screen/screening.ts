import { emptyResults, javascript, type Cells, type Kernel, type Output, type Plan, type Results, type Room } from '@lizhu/feel/kernel'
import { prepare } from '../assess/index.ts'
import { framing, type City, type Frame, type Framing } from '../city/index.ts'
import { nothingBefore, settleStage, unsettle, type Lane } from './between.ts'
import type { Cell } from './cell.ts'
import { waitingIn } from './closure.ts'
import { FLAG, summed, type LinePlan } from './lines.ts'
import { DEFER, type InstrumentPlan, type Refused, type ScreenPlan } from './plan.ts'
import { isTold, type Means, type Screened } from './screen.ts'
import { keysOf, sameStage, sameGrains, type Keys, type Stage } from './stages.ts'

/**
 * A city made ready: what is looked up of it is looked up once, kernels are made once, and every pass writes into the same
 * arrays, over what the pass before said.
 */
export interface Screening {
  /** The plan of the last pass. */
  readonly plan: ScreenPlan
  /** All of it anew. */
  readonly run: () => readonly Screened[]
  /**
   * The same instruments by another plan (`replan`), after a pass: only kernels that are others run, and only rows that they meet are settled
   * anew. An instrument about which nothing can have changed is the same object as before.
   */
  readonly change: (plan: ScreenPlan) => readonly Screened[]
}

export function screening(first: ScreenPlan, city: City, means: Means = {}): Screening {
  const site = siteOf(first, city, means)
  let plan = first
  let lanes: ReadonlyMap<string, Working> = new Map()
  let said: ReadonlyMap<string, Said> = new Map()
  const pass = (next: ScreenPlan, stale: ReadonlySet<string>): readonly Screened[] => {
    const planned = [...next.kernels, ...next.refused]
    lanes = new Map(planned.map(one => { const known = lanes.get(one.instrument); return [one.instrument, known?.planned === one ? known : laneOf(site, one)] }))
    const touched = together(stale, plan, next)
    for (const id of touched) { const lane = lanes.get(id); if (lane !== undefined) { unsettle(lane); if (stale.has(id)) lane.run() } }
    for (const stage of next.stages) if (stage.instruments.some(id => touched.has(id))) settle(site, stage, lanes)
    const anew = new Set([...touched, ...bearing(site, stale, means, planned)])
    plan = next
    said = new Map(planned.filter(one => next.wanted.has(one.instrument)).map(one => [one.instrument, anew.has(one.instrument) ? undefined : said.get(one.instrument)] as const).map(([id, same]) => [id, same ?? screenedOf(id, lanes)]))
    const all = [...said.values()]
    if (means.leave !== true) assessRest(plan, city, all.filter(one => anew.has(one.instrument)))
    return all
  }
  return {
    get plan() { return plan },
    run: () => pass(plan, new Set([...plan.kernels, ...plan.refused].map(one => one.instrument))),
    change: next => pass(next, new Set([...next.kernels, ...next.refused].filter(one => lanes.get(one.instrument)?.planned !== one).map(one => one.instrument))),
  }
}

/** What stays the same whatever the plan. */
interface Site {
  readonly program: ScreenPlan['program']
  readonly frames: Framing
  readonly make: (plan: Plan) => Kernel
  readonly results: (whose: string, outputs: readonly Output[], count: number) => Results
  /** The rows of units in which something granted before bears on an instrument. */
  readonly awarded: (instrument: string, frame: Frame) => readonly number[]
  readonly bearing: (instrument: string) => ReadonlySet<string> | undefined
  readonly keys: (stage: Stage, frames: readonly Frame[]) => Keys
}

function siteOf({ program, options }: ScreenPlan, city: City, { kernel: make = javascript, arena }: Means): Site {
  const frames = framing(program, city, options.asOf, arena)
  const awards = awardedIn(city, frames)
  // A reading that was chosen may bind any two together.
  const bearing = (id: string): ReadonlySet<string> | undefined => (Object.keys(options.readings ?? {}).length === 0 ? prepare(program).bearingOn([id]) : undefined)
  const keys: { readonly stage: Stage; readonly keys: Keys }[] = []
  const granted = new Map<string, readonly number[]>()
  return {
    program, frames, make, bearing, results: resultsIn(arena?.room),
    awarded(id, { unit }) {
      const units = (): ReadonlySet<number> => new Set([...awards].flatMap(([one, held]) => ([...held].some(other => bearing(id)?.has(other) !== false) ? [one] : [])))
      const rows = (among: ReadonlySet<number>): number[] => (among.size === 0 ? [] : [...unit.keys()].filter(row => among.has(unit[row] ?? -1)))
      const known = granted.get(id) ?? rows(units())
      granted.set(id, known)
      return known
    },
    keys(stage, of) {
      const known = keys.find(one => sameGrains(one.stage, stage))
      if (known !== undefined) return known.keys
      const made = keysOf(stage, of, frames)
      keys.push({ stage, keys: made })
      return made
    },
  }
}

/** The arrays that an instrument writes, the same ones by whatever plan. */
function resultsIn(room: Room | undefined): Site['results'] {
  const known = new Map<string, Results>()
  return (whose, outputs, count) => {
    const here = known.get(whose)
    // An arena is measured for the first plan.
    const fresh = emptyResults(here === undefined ? outputs : outputs.filter(one => !has(here, one)), count, here === undefined ? room : undefined)
    const all: Results = { figures: new Map([...here?.figures ?? [], ...fresh.figures]), bytes: new Map([...here?.bytes ?? [], ...fresh.bytes]) }
    known.set(whose, all)
    const of = <T>(kind: Output['kind'], arrays: ReadonlyMap<string, T>): Map<string, T> => new Map([...arrays].filter(([name]) => outputs.some(one => one.kind === kind && one.name === name)))
    return { figures: of('figure', all.figures), bytes: of('byte', all.bytes) }
  }
}
const has = ({ figures, bytes }: Results, { name, kind }: Output): boolean => (kind === 'figure' ? figures : bytes).has(name)

interface Working extends Lane { readonly planned: InstrumentPlan | Refused; readonly run: () => void }

function laneOf(site: Site, planned: InstrumentPlan | Refused): Working {
  const { frames, make } = site
  if (!('plan' in planned)) return { planned, plan: undefined, frame: frames.frame(planned.kind, []), results: undefined, before: nothingBefore(), run: () => undefined }
  const told = planned.plan.columns.filter(isTold)
  const frame = frames.frame(planned.kind, told)
  const { count } = frame.table
  const results = site.results(planned.instrument, planned.plan.outputs, count)
  const sums = planned.lines === undefined ? undefined : linesOf(site, planned.instrument, planned.lines, count)
  const kernel = count === 0 ? undefined : make(planned.plan)
  // What was granted before counts against limits, 一次性 and ladders.
  const left = new Set([...told.flatMap(column => [...frames.misfits(planned.kind, column)]), ...site.awarded(planned.instrument, frame)])
  return {
    planned, plan: planned, frame, results, before: nothingBefore(),
    run() {
      kernel?.run(sums === undefined ? frame.rows : { ...frame.rows, cells: new Map([...frame.rows.cells, ...sums()]) }, results)
      const status = results.bytes.get('status')
      if (status !== undefined) for (const row of left) status[row] = (status[row] ?? 0) | DEFER
    },
  }
}

/** The lines of each row, summed. */
function linesOf({ frames, make, results: resultsOf }: Site, instrument: string, lines: LinePlan, owners: number): () => ReadonlyMap<string, Cells> {
  const frame = frames.frame(lines.kind, lines.plan.columns)
  const results = resultsOf(`${instrument} lines`, lines.plan.outputs, frame.table.count)
  const kernel = frame.table.count === 0 ? undefined : make(lines.plan)
  const left = new Set(lines.plan.columns.flatMap(column => [...frames.misfits(lines.kind, column)]))
  return () => {
    kernel?.run(frame.rows, results)
    const flags = results.bytes.get('flags')
    if (flags !== undefined) for (const row of left) flags[row] = (flags[row] ?? 0) | FLAG.left | FLAG.perhaps
    return summed(lines, frame, results, owners)
  }
}

/** The instruments under which a unit was granted something before. */
function awardedIn({ awards }: City, frames: Framing): ReadonlyMap<number, ReadonlySet<string>> {
  const found = new Map<number, Set<string>>()
  for (const [kind, rows] of awards) {
    if (rows.size === 0) continue
    const { unit } = frames.frame(kind, [])
    for (const [row, held] of rows) {
      const known = found.get(unit[row] ?? -1) ?? new Set()
      for (const { instrument } of held) known.add(instrument)
      found.set(unit[row] ?? -1, known)
    }
  }
  return found
}

/** These, and whatever a stage of either plan binds to them; also where a stage is another. */
function together(stale: ReadonlySet<string>, before: ScreenPlan, next: ScreenPlan): ReadonlySet<string> {
  const stages = before === next ? next.stages : [...before.stages, ...next.stages]
  const others = before === next ? [] : stages.filter(one => !(before.stages.some(other => sameStage(one, other)) && next.stages.some(other => sameStage(one, other))))
  const found = new Set([...stale, ...others.flatMap(one => one.instruments)])
  for (let size = -1; size !== found.size;) {
    size = found.size
    for (const { instruments } of stages) if (instruments.some(id => found.has(id))) for (const id of instruments) found.add(id)
  }
  return found
}

/** Whose rows the closure does anew: it looks further than stages do. */
function bearing(site: Site, stale: ReadonlySet<string>, { leave = false }: Means, planned: readonly { readonly instrument: string }[]): readonly string[] {
  if (leave || stale.size === 0) return []
  return planned.map(one => one.instrument).filter(id => { const bears = site.bearing(id); return bears === undefined || [...stale].some(one => bears.has(one)) })
}

function settle(site: Site, stage: Stage, lanes: ReadonlyMap<string, Lane>): void {
  const of = stage.instruments.map((id): Lane => lanes.get(id) ?? { plan: undefined, results: undefined, before: nothingBefore(), frame: site.frames.frame(prepare(site.program).instrument(id)?.for ?? '', []) })
  settleStage(stage, of, site.keys(stage, of.map(lane => lane.frame)))
}

/** What columns leave. */
function assessRest(plan: ScreenPlan, city: City, said: readonly Said[]): void {
  const waiting = waitingIn(plan, city, said)
  while (waiting.units() > 0) waiting.next()
  for (const { instrument, closures } of said) for (const [row, cell] of waiting.cells.get(instrument) ?? []) closures.set(row, cell)
}

type Said = Screened & { readonly closures: Map<number, Cell> }

function screenedOf(instrument: string, lanes: ReadonlyMap<string, Lane>): Said {
  const lane = lanes.get(instrument)
  if (lane === undefined) throw new RangeError(instrument)
  const { frame, plan, results } = lane
  return { instrument, frame, closures: new Map(), ...(plan === undefined || results === undefined ? {} : { kernel: { plan, results } }) }
}
