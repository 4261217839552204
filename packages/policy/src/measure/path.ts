/** A figure of a period; periods are numbered as their calendar goes, so that what is missing leaves a gap. */
export interface Point { readonly at: number; readonly value: number }

/** Where a target should stand at a period: on the straight line from its base to its goal. */
export function pathAt(base: Point, goal: Point, at: number): number {
  if (goal.at <= base.at || at >= goal.at) return goal.value
  return at <= base.at ? base.value : base.value + (goal.value - base.value) * (at - base.at) / (goal.at - base.at)
}

/** What each period that is left must bring for the goal to be met in time; nothing where none is left. */
export const requiredPace = (last: Point, goal: Point): number | undefined => (goal.at > last.at ? (goal.value - last.value) / (goal.at - last.at) : undefined)

/** What a period brought on average, from the first figure to the last; nothing of fewer than two. */
export function pace(points: readonly Point[]): number | undefined {
  const [first, last] = [points[0], points.at(-1)]
  return first === undefined || last === undefined || last.at === first.at ? undefined : (last.value - first.value) / (last.at - first.at)
}

export interface Forecast {
  readonly value: number
  /** Within which it lies in eight of ten cases, if the future is like the past. */
  readonly low: number
  readonly high: number
  /** Foretold in the same way from earlier periods, `steps` ahead: the mean absolute error over so many tries. Absent where gaps leave none. */
  readonly tried?: { readonly steps: number; readonly times: number; readonly error: number }
}

/** Of how many figures on a forecast is made at all, and on how many at least it is tried. */
export const FEWEST = 8
const FEWEST_TRIED = 4
/** Normal quantile of 90 %: what leaves a tenth on either side. */
const Z80 = 1.2815515655446004

/**
 * Where the figure lands at today's pace: a random walk with drift (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., 5.2).
 * Value: last + steps × mean change. Interval: ± 1.2816 σ √(steps (1 + steps ÷ span)), σ from what changes differ from their mean by.
 * Nothing of fewer than eight figures, or where `at` is not ahead. Points in the order of their periods, each once.
 */
export function forecast(points: readonly Point[], at: number): Forecast | undefined {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined || points.length < FEWEST || at <= last.at) return undefined
  const [steps, span] = [at - last.at, last.at - first.at]
  const value = drift(points, at)
  const half = Z80 * deviation(points) * Math.sqrt(steps * (1 + steps / span))
  const errs = tried(points, steps)
  return { value, low: value - half, high: value + half, ...(errs === undefined ? {} : { tried: errs }) }
}

function drift(points: readonly Point[], at: number): number {
  const last = points.at(-1)
  return last === undefined ? Number.NaN : last.value + (at - last.at) * (pace(points) ?? 0)
}

/** By which a change of one period differs from the mean of them; a gap of n periods varies √n times as much. */
function deviation(points: readonly Point[]): number {
  const mean = pace(points) ?? 0
  const squares = points.slice(1).map((point, i) => {
    const before = points[i] ?? point
    return (point.value - before.value - mean * (point.at - before.at)) ** 2 / (point.at - before.at)
  })
  return Math.sqrt(squares.reduce((sum, one) => sum + one, 0) / Math.max(1, squares.length - 1))
}

/** As many steps ahead as asked, or as many as the figures allow to try. */
function tried(points: readonly Point[], asked: number): Forecast['tried'] | undefined {
  for (let steps = asked; steps >= 1; steps--) {
    const errors = points.flatMap((point, i) => {
      const then = points.slice(i + 1).find(later => later.at === point.at + steps)
      return i + 1 < FEWEST_TRIED || then === undefined ? [] : [Math.abs(drift(points.slice(0, i + 1), then.at) - then.value)]
    })
    if (errors.length > 0) return { steps, times: errors.length, error: errors.reduce((sum, one) => sum + one, 0) / errors.length }
  }
  return undefined
}
