/** Money × rate, as BigInt has it, and the amounts on which a careless formula goes wrong. */

/** A small generator of its own, so that 10 million amounts cost little and are the same each time. */
export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Rates of the law, ugly ones, and those whose product with a large amount passes 2^53. */
export const RATES: readonly (readonly [bigint, bigint])[] = [
  [1n, 20n], [1n, 10n], [3n, 10n], [1n, 3n], [2n, 3n], [7n, 100n], [435n, 10_000n], [1n, 7n], [6n, 7n], [99n, 100n], [101n, 100n], [1n, 1n], [13n, 8n],
  [435_001n, 1_000_000n], [999_999n, 1_000_000n], [123_457n, 1_000_003n], [90n, 1n], [1n, 1_000_000_007n], [67_108_859n, 67_108_863n],
]

/** Amounts in fen up to `most`: everyday ones, just below and above multiples of the rate's denominator, and at powers of two. */
export function amounts(count: number, [p, q]: readonly [bigint, bigint], most: number, next: () => number): Float64Array {
  const [down, per] = [Number(q), Number(p)]
  return Float64Array.from({ length: count }, (_, i) => {
    const near = Math.floor(next() * 5) - 2
    const size = most ** next()
    const raw = i % 4 === 0 ? Math.floor(size) : i % 4 === 1 ? Math.floor(size / down) * down + near : i % 4 === 2 ? 2 ** Math.floor(next() * 46) + near : most - Math.floor(next() * 1e6) * per
    return Math.min(most, Math.max(0, raw))
  })
}

export const exactly = (amount: number, [p, q]: readonly [bigint, bigint]): number => Number((BigInt(amount) * p) / q)
/** What is written without thinking. */
export const naive = (amount: number, [p, q]: readonly [bigint, bigint]): number => Math.floor(amount * (Number(p) / Number(q)))
