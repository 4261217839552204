import fc from 'fast-check'
import { expect, it } from 'vitest'
import { digest } from '../../src/audit/digest.ts'
import { hashersFor } from '../../src/audit/hashers.ts'
import { after, close, parsed, printed, rangesOf, sizeOf, union, within, without, type Ranges } from '../../src/audit/ranges.ts'
import { EMPTY, endsOf, grown, rootOf } from '../../src/audit/tree.ts'

it('digests by SHA-256 and by SM3, as the standards’ examples have it, here and in threads', async () => {
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' + '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'
  expect(digest(Buffer.from('abc')).toString('hex')).toBe(abc)
  const hashers = hashersFor(0, 2)
  for (let turn = 0; turn < 4; turn++) {
    const made = await hashers.digest({ bytes: new Uint8Array(Buffer.from('abcabc')), ends: [3, 3, 6] })
    expect(Buffer.from(made).toString('hex')).toBe(abc + digest(Buffer.alloc(0)).toString('hex') + abc)
  }
  await hashers.close()
})

/** RFC 6962, as it is written: split at the largest power of two below the size. */
function reference(leaves: readonly Buffer[]): Buffer {
  const [first] = leaves
  if (leaves.length === 1 && first !== undefined) return first
  const split = 2 ** Math.ceil(Math.log2(leaves.length) - 1)
  return digest(Buffer.concat([Buffer.of(1), reference(leaves.slice(0, split)), reference(leaves.slice(split))]))
}

it('grows the tree of RFC 6962, of which few seals keep all that is needed', () => {
  const leaves = Array.from({ length: 70 }, (_, i) => digest(Buffer.of(i)))
  const kept: Buffer[] = []
  let tree = EMPTY
  for (const [i, leaf] of leaves.entries()) {
    tree = grown(tree, leaf)
    kept.push(tree.parts.at(-1)!)
    expect(rootOf(tree)).toEqual(reference(leaves.slice(0, i + 1)))
    expect(endsOf(i + 1).map(end => kept[end - 1])).toEqual(tree.parts)
  }
  expect(endsOf(13)).toEqual([8, 12, 13])
})

it('reckons with ranges as with the sets they stand for', () => {
  const ids = fc.uniqueArray(fc.integer({ min: -5, max: 40 })).map(some => some.sort((a, b) => a - b))
  const setOf = (ranges: Ranges): number[] => ranges.flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i))
  fc.assert(fc.property(ids, ids, fc.integer({ min: -6, max: 41 }), (a, b, id) => {
    const [left, right] = [rangesOf(a), rangesOf(b)]
    expect(setOf(left)).toEqual(a)
    expect(sizeOf(left)).toBe(a.length)
    expect(union(left, right)).toEqual(rangesOf([...new Set([...a, ...b])].sort((x, y) => x - y)))
    expect(without(left, right)).toEqual(rangesOf(a.filter(one => !b.includes(one))))
    expect(after(left, id)).toEqual(rangesOf(a.filter(one => one > id)))
    expect(within(left, right)).toBe(a.every(one => b.includes(one)))
    expect(parsed(printed(left))).toEqual(left)
    expect(within(left, close(left, 3))).toBe(true)
  }))
  for (const strange of ['{(,)}', '{[1,2]}', '{[1,2)', '', '{[1,2),}', '{[1,2)[3,4)}']) expect(parsed(strange), strange).toBeUndefined()
})
