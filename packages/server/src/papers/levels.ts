import { chineseCount } from './numerals.ts'
import type { Block } from './paper.ts'

const WRITTEN = [chineseCount, (n: number) => `（${chineseCount(n)}）`, (n: number) => `${n}.`, (n: number) => `（${n}）`] as const
const AFTER = ['、', '', '', ''] as const

/** The blocks with the numbers of their levels written out, each level counted from one again below a higher one. */
export function numbered(blocks: readonly Block[]): Block[] {
  const counts = [0, 0, 0, 0]
  return blocks.map(block => {
    if (block.kind !== 'paragraph' || block.level === 0) return block
    const at = block.level - 1
    counts[at] = (counts[at] ?? 0) + 1
    counts.fill(0, at + 1)
    return { ...block, text: `${WRITTEN[at]?.(counts[at]) ?? ''}${AFTER[at] ?? ''}${block.text}` }
  })
}
