import type { Tree } from '@lizhu/feel'

/** Every expression inside a part of a program. */
export function treesOf(node: unknown): Tree[] {
  if (typeof node !== 'object' || node === null) return []
  return isTree(node) ? [node] : Object.values(node).flatMap(treesOf)
}
const isTree = (node: object): node is Tree => 'op' in node && 'span' in node && 'type' in node
