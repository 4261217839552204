/**
 * Random figures without a state: what is drawn for a place hangs on the place alone, so that any block of a population
 * can be made by itself.
 */
export function saltOf(seed: number, ...names: readonly string[]): number {
  let hash = draw(seed, 0)
  for (const name of names) for (let i = 0; i <= name.length; i++) hash = Math.imul(hash ^ (i < name.length ? name.charCodeAt(i) : END), 0x0100_0193)
  return draw(hash, 0)
}
/** No code unit of a name: `ab`, `c` and `a`, `bc` are told apart. */
const END = 0x1_0000

/** 32 bits for a place; the last step is murmur3's. */
export function draw(salt: number, place: number): number {
  let hash = (Math.imul(place + 1, 0x9e37_79b1) ^ salt) | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Between 0 and 1. */
export const share = (drawn: number): number => drawn / 4_294_967_296

/** Nearly normal (mean 0, deviation 1): the sum of the four bytes. It ends at 3.5 on either side, so no figure runs away. */
export const bell = (drawn: number): number => (((drawn & 255) + ((drawn >>> 8) & 255) + ((drawn >>> 16) & 255) + (drawn >>> 24)) / 255 - 2) * Math.sqrt(3)
