import type { InspectionDrawRead } from '../api/types.ts'

/** A share as people write it: 0.3 is 30%. */
export const percentOf = (share: string): string => `${Number((Number(share) * 100).toFixed(4))}%`

/** How many a draw must take: the share of all of them rounded up, one at the least, and never fewer than those above the amount. */
export function measureOf({ items, sample, allFrom }: InspectionDrawRead): { readonly all: number; readonly large: number; readonly least: number; readonly random: number } {
  const large = items.filter(one => allFrom !== null && BigInt(one.amount) >= BigInt(allFrom)).length
  const [, decimals = ''] = sample.split('.')
  const scale = 10 ** decimals.length
  // In whole numbers: 0.3 × 10 is 3 and nothing above it.
  const least = Math.max(1, Math.ceil(Math.round(Number(sample) * scale) * items.length / scale))
  return { all: items.length, large, least, random: Math.max(0, least - large) }
}

/** Draws again, here: each hash, their order, and who is drawn by it. @returns whether all of it is as it was kept */
export async function drawnAgain(draw: InspectionDrawRead): Promise<boolean> {
  const seed = Uint8Array.from(draw.seed.match(/../g) ?? [], byte => parseInt(byte, 16))
  const hashed = await Promise.all(draw.items.map(async item => ({ ...item, again: await hashOf(seed, item.matter) })))
  const ordered = [...hashed].sort((a, b) => (a.again < b.again ? -1 : 1))
  const large = ({ amount }: { readonly amount: string }) => draw.allFrom !== null && BigInt(amount) >= BigInt(draw.allFrom)
  const chosen = new Set(ordered.filter(one => !large(one)).slice(0, measureOf(draw).random).map(one => one.matter))
  return ordered.every((one, i) => one.again === one.hash && one.place === i + 1 && one.why === (large(one) ? 'all from' : chosen.has(one.matter) ? 'sample' : 'not drawn'))
}

async function hashOf(seed: Uint8Array, matter: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new Uint8Array([...seed, ...new TextEncoder().encode(matter)]))
  return [...new Uint8Array(hash)].map(byte => byte.toString(16).padStart(2, '0')).join('')
}
