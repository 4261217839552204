import type { City } from '../city/index.ts'
import type { Program } from '../program.ts'
import { planScreen, replan, screening, waitingIn, type Means, type ScreenOptions, type ScreenPlan, type Screened, type Waiting } from '../screen/index.ts'
import { compared, placesOf, todayOf } from './compare.ts'
import { groupingsOf, partiesOf } from './groups.ts'
import { measure, roomFor, type Counted, type Measure } from './measure.ts'
import type { Assumptions, Comparison } from './outcome.ts'
import { parametersOf, type Parameter } from './parameters.ts'
import { reformKey, reformed, touched, type Reform } from './reform.ts'

/** One reform under trial. */
export interface Trial {
  /** What it changes, with all that is worked out by now. */
  readonly compare: (assumptions: Assumptions) => Comparison
  /** Works out rows that columns leave to the closure, today's and then its own, until told to stop; how many units remain. */
  readonly settle: (goOn: () => boolean) => number
}

/** A city under today's rules and under others. */
export interface Simulation {
  readonly program: Program
  readonly parameters: readonly Parameter[]
  /** Only instruments that a reform touches are computed anew. An empty one: today's rules beside themselves. */
  readonly trial: (reform: Reform) => Trial
  /** The same of rules that are written anew: a program that is another in these instruments alone. */
  readonly trialUnder: (program: Program, changed: ReadonlySet<string>) => Trial
  readonly run: (reform: Reform, assumptions: Assumptions) => Comparison
  readonly runUnder: (program: Program, changed: ReadonlySet<string>, assumptions: Assumptions) => Comparison
  /** That of the last trial. */
  readonly settle: Trial['settle']
  /** All instruments screened and added up again, by the kernels that there are. */
  readonly anew: (assumptions: Assumptions) => Comparison
}

export type SimulationOptions = Pick<ScreenOptions, 'asOf' | 'readings' | 'instruments'> & Pick<Means, 'kernel' | 'arena'>

interface Side { readonly waiting: Waiting; readonly measured: ReadonlyMap<string, Measure> }

/** What was worked out for so many reforms is kept: a hand comes back to where it was. */
const KEPT = 8

/** Screens a city once, and keeps what it needs to change a rule and see what comes of it. */
export function simulation(program: Program, city: City, { kernel, arena, ...options }: SimulationOptions): Simulation {
  const plan = planScreen(program, { ...options, bounds: true })
  const screened = screening(plan, city, { leave: true, ...(kernel === undefined ? {} : { kernel }), ...(arena === undefined ? {} : { arena }) })
  const parameters = parametersOf(program)
  const parties = partiesOf(program, city)
  const groupings = groupingsOf(program, city, parties, options.asOf)
  const places = placesOf(parties, groupings)
  const scratch = roomFor([...city.tables.values()].reduce((most, { count }) => Math.max(most, count), 0))
  const sideOf = (of: ScreenPlan, rows: readonly Screened[]): Side => {
    const waiting = waitingIn(of, city, rows)
    const instruments = new Map(of.program.instruments.map(one => [one.id, one]))
    return { waiting, measured: new Map(rows.flatMap(one => { const here = instruments.get(one.instrument); return here === undefined ? [] : [[one.instrument, measure(here, one, waiting.cells.get(one.instrument) ?? new Map(), parties, scratch)] as const] })) }
  }
  const today = sideOf(plan, screened.run())
  const sums = remembered(today, () => todayOf(countedIn(today), parties, places))
  const sides = new Map<string | Program, Side>()
  const under = (key: string | Program, rules: () => Program, direct: ReadonlySet<string>): Side => {
    const side = sides.get(key) ?? made(rules(), direct)
    sides.delete(key)
    sides.set(key, side)
    for (const oldest of sides.keys()) { if (sides.size <= KEPT) break; sides.delete(oldest) }
    return side
  }
  const made = (rules: Program, direct: ReadonlySet<string>): Side => {
    const changed = together(plan, direct)
    const next = replan(plan, rules, direct)
    return sideOf(next, screened.change(next).filter(one => changed.has(one.instrument)))
  }
  const trialOf = (side: Side | undefined): Trial => ({
    compare: assumptions => compared(sums(), side === undefined ? new Map() : countedIn(side), parties, groupings, places, assumptions),
    settle(goOn) {
      const both = side === undefined ? [today] : [today, side]
      for (const { waiting } of both) while (waiting.units() > 0 && goOn()) waiting.next()
      return both.reduce((sum, { waiting }) => sum + waiting.units(), 0)
    },
  })
  let last = trialOf(undefined)
  const trial: Simulation['trial'] = reform => (last = trialOf(reform.size === 0 ? undefined : under(reformKey(reform), () => reformed(program, parameters, reform), touched(parameters, reform))))
  const trialUnder: Simulation['trialUnder'] = (rules, changed) => (last = trialOf(changed.size === 0 ? undefined : under(rules, () => rules, changed)))
  return {
    program, parameters, trial, trialUnder,
    run: (reform, assumptions) => trial(reform).compare(assumptions),
    runUnder: (rules, changed, assumptions) => trialUnder(rules, changed).compare(assumptions),
    settle: goOn => last.settle(goOn),
    anew(assumptions) {
      screened.change(plan)
      const counted = new Map(screened.run().flatMap(one => { const known = today.measured.get(one.instrument); return known === undefined ? [] : [[one.instrument, known.again(one)] as const] }))
      return compared(todayOf(counted, parties, places), new Map(), parties, groupings, places, assumptions)
    },
  }
}

const countedIn = ({ measured }: Side): ReadonlyMap<string, Counted> => new Map([...measured].map(([id, counted]) => [id, counted.counted()]))

/** Worked out anew only when more has been said of rows that were left to the closure. */
function remembered<T>({ waiting }: Side, work: () => T): () => T {
  let known: { readonly left: number; readonly value: T } | undefined
  return () => {
    if (known?.left !== waiting.units()) known = { left: waiting.units(), value: work() }
    return known.value
  }
}

/** These, and all whose rows they may meet. */
function together({ stages }: ScreenPlan, touched: ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set(touched)
  for (let before = -1; before < all.size;) {
    before = all.size
    for (const { instruments } of stages) if (instruments.some(one => all.has(one))) for (const one of instruments) all.add(one)
  }
  return all
}
