import { digest } from './digest.ts'

/**
 * The Merkle tree over the seals (RFC 6962's shape): the roots of its complete parts, largest first. A seal keeps the root
 * of the largest part that ends with it, so that the tree of any size is found by a few seals, without reading the rest.
 */
export interface Tree { readonly size: number; readonly parts: readonly Buffer[] }

export const EMPTY: Tree = { size: 0, parts: [] }

/** No leaf begins with this byte: seals are hashed over text. */
const NODE = Buffer.of(1)
const joined = (left: Buffer, right: Buffer): Buffer => digest(Buffer.concat([NODE, left, right]))

export function grown({ size, parts }: Tree, leaf: Buffer): Tree {
  const left = [...parts]
  let part = leaf
  for (let ends = size + 1; ends % 2 === 0; ends /= 2) part = joined(left.pop() ?? part, part)
  return { size: size + 1, parts: [...left, part] }
}

/** Undefined of a tree without leaves. */
export function rootOf({ parts }: Tree): Buffer | undefined {
  return parts.reduceRight<Buffer | undefined>((right, left) => (right === undefined ? left : joined(left, right)), undefined)
}

/** The numbers of the seals that end the complete parts of a tree of this size: 13 = 8 + 4 + 1 ends them at 8, 12 and 13. */
export function endsOf(size: number): number[] {
  const ends: number[] = []
  for (let left = size, end = 0; left > 0;) {
    const part = 2 ** Math.floor(Math.log2(left))
    end += part
    left -= part
    ends.push(end)
  }
  return ends
}
