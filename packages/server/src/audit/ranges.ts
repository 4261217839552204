/** From the first number to before the second. */
export type Range = readonly [number, number]
/** Sets of ids as PostgreSQL's int8multirange prints them: apart from one another, in order. */
export type Ranges = readonly Range[]

/** Ids in ascending order, as ranges. */
export function rangesOf(ids: Iterable<number>): Ranges {
  const found: [number, number][] = []
  for (const id of ids) {
    const last = found.at(-1)
    if (last?.[1] === id) last[1] = id + 1
    else found.push([id, id + 1])
  }
  return found
}

export function union(...sets: readonly Ranges[]): Ranges {
  return close(sets.flat().sort((a, b) => a[0] - b[0]), 0)
}

/** Ranges in order, joined where so few numbers or fewer lie between them. */
export function close(ranges: Ranges, gap: number): Ranges {
  const joined: [number, number][] = []
  for (const [from, to] of ranges) {
    const last = joined.at(-1)
    if (last !== undefined && from - last[1] <= gap) last[1] = Math.max(last[1], to)
    else if (from < to) joined.push([from, to])
  }
  return joined
}

export function without(ranges: Ranges, taken: Ranges): Ranges {
  const left: Range[] = []
  let next = 0
  for (const [from, to] of ranges) {
    let at = from
    while ((taken[next]?.[1] ?? Infinity) <= at) next++
    for (let i = next; at < to; i++) {
      const [start, end] = taken[i] ?? [Infinity, Infinity]
      if (Math.min(start, to) > at) left.push([at, Math.min(start, to)])
      at = Math.max(at, end)
    }
  }
  return left
}

/** What of it comes after an id. */
export const after = (ranges: Ranges, id: number): Ranges => without(ranges, [[-Infinity, id + 1]])
export const sizeOf = (ranges: Ranges): number => ranges.reduce((sum, [from, to]) => sum + to - from, 0)
/** Whether the first lies in the second. */
export const within = (inner: Ranges, outer: Ranges): boolean => without(inner, outer).length === 0

export const printed = (ranges: Ranges): string => `{${ranges.map(([from, to]) => `[${from},${to})`).join(',')}}`
/** Undefined for what no sealer writes. */
export function parsed(text: string): Ranges | undefined {
  if (!/^\{(\[-?\d+,-?\d+\)(,(?=\[)|(?=\})))*\}$/.test(text)) return undefined
  return [...text.matchAll(/\[(-?\d+),(-?\d+)\)/g)].map(([, from, to]) => [Number(from), Number(to)])
}
