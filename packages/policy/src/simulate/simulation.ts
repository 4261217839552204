import type { City } from '../city/index.ts'
import type { Program } from '../program.ts'
import { planScreen, replan, screening, waitingIn, type Means, type ScreenOptions, type ScreenPlan, type Screened, type Waiting } from '../screen/index.ts'
import { compared, todayOf } from './compare.ts'
import { groupingsOf, partiesOf } from './groups.ts'
import { measure, type Counted } from './measure.ts'
import type { Assumptions, Comparison } from './outcome.ts'
import { parametersOf, type Parameter } from './parameters.ts'
import { reformText, reformed, touched, type Reform } from './reform.ts'

/** A city under today's rules and under others. */
export interface Simulation {
  readonly program: Program
  readonly parameters: readonly Parameter[]
  /** What a reform changes; only instruments that it touches are computed anew. An empty one: today's rules beside themselves. */
  readonly run: (reform: Reform, assumptions: Assumptions) => Comparison
  /** The same of rules that are written anew: a program that is another in these instruments alone. */
  readonly runUnder: (program: Program, changed: ReadonlySet<string>, assumptions: Assumptions) => Comparison
  /** Works out rows that columns leave to the closure, today's and then those of the last reform, until told to stop; how many units remain. Afterwards `run` counts them in. */
  readonly settle: (goOn: () => boolean) => number
}

export type SimulationOptions = Pick<ScreenOptions, 'asOf' | 'readings' | 'instruments'> & Pick<Means, 'kernel' | 'arena'>

interface Side { readonly waiting: Waiting; readonly measured: ReadonlyMap<string, () => Counted> }

/** Screens a city once, and keeps what it needs to change a rule and see what comes of it. */
export function simulation(program: Program, city: City, { kernel, arena, ...options }: SimulationOptions): Simulation {
  const plan = planScreen(program, { ...options, bounds: true })
  const screened = screening(plan, city, { leave: true, ...(kernel === undefined ? {} : { kernel }), ...(arena === undefined ? {} : { arena }) })
  const parameters = parametersOf(program)
  const parties = partiesOf(program, city)
  const groupings = groupingsOf(program, city, parties, options.asOf)
  const instruments = new Map(program.instruments.map(one => [one.id, one]))
  const sideOf = (of: ScreenPlan, rows: readonly Screened[]): Side => {
    const waiting = waitingIn(of, city, rows)
    return { waiting, measured: new Map(rows.flatMap(one => { const here = instruments.get(one.instrument); return here === undefined ? [] : [[one.instrument, measure(here, one, waiting.cells.get(one.instrument) ?? new Map(), parties)] as const] })) }
  }
  const today = sideOf(plan, screened.run())
  const sums = remembered(today, () => todayOf(countedIn(today), parties, groupings))
  let last: { readonly key: string | Program; readonly side: Side } | undefined
  // What was worked out for a reform is kept until another is tried: a slider that stands still gains by it.
  const under = (key: string | Program, rules: () => Program, direct: ReadonlySet<string>): Side => {
    if (last?.key === key) return last.side
    const changed = together(plan, direct)
    const next = replan(plan, rules(), direct)
    const side = sideOf(next, screened.change(next).filter(one => changed.has(one.instrument)))
    last = { key, side }
    return side
  }
  const beside = (after: Side | undefined, assumptions: Assumptions): Comparison => compared(sums(), after === undefined ? new Map() : countedIn(after), parties, groupings, assumptions)
  return {
    program, parameters,
    run: (reform, assumptions) => beside(reform.size === 0 ? undefined : under(reformText(parameters, reform), () => reformed(program, parameters, reform), touched(parameters, reform)), assumptions),
    runUnder: (rules, changed, assumptions) => beside(under(rules, () => rules, changed), assumptions),
    settle(goOn) {
      const sides = last === undefined ? [today] : [today, last.side]
      for (const { waiting } of sides) while (waiting.units() > 0 && goOn()) waiting.next()
      return sides.reduce((sum, { waiting }) => sum + waiting.units(), 0)
    },
  }
}

const countedIn = ({ measured }: Side): ReadonlyMap<string, Counted> => new Map([...measured].map(([id, counted]) => [id, counted()]))

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
