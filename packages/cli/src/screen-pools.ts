import { format } from '@lizhu/feel'
import type { Language } from '@lizhu/policy'
import { PLACE_WORDS, type PoolSaid } from '@lizhu/data'

const YUAN = { kind: 'money', currency: 'CNY' } as const
const text = (holds: PoolSaid['holds'], value: bigint, language: Language): string => (holds === 'money' ? format({ n: value, d: 1n }, YUAN, language) : String(value))

/** What came of a pool, in one line. */
export function poolText({ instrument, holds, size, left, granted, places, why }: PoolSaid, language: Language): string {
  const zh = language === 'zh'
  const name = zh ? `资金池 ${instrument}` : `pool ${instrument}`
  if (size === undefined || left === undefined || granted === undefined) return `${name}：${zh ? '未分配' : 'not divided'}${why === undefined ? '' : ` · ${why}`}`
  const words: Readonly<Record<string, string>> = PLACE_WORDS[language]
  const stand = Object.entries(places).map(([place, rows]) => `${words[place] ?? place} ${rows}`).join(' · ')
  return `${name}：${zh ? '规模' : 'size'} ${text(holds, BigInt(size), language)} · ${zh ? '分配' : 'allotted'} ${text('money', granted, language)} · ${zh ? '剩余' : 'left'} ${text(holds, left, language)}${stand === '' ? '' : ` · ${stand}`}`
}

const yuan = (fen: bigint): string => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`

/** As `lizhu screen --json` has it: yuan with their fen, or places, as text. */
export function poolJson({ instrument, holds, size, left, granted, places, why }: PoolSaid): object {
  const held = (value: bigint): string => (holds === 'money' ? yuan(value) : String(value))
  return { instrument, holds, ...(size === undefined ? {} : { size: held(BigInt(size)) }), ...(granted === undefined ? {} : { granted: yuan(granted) }), ...(left === undefined ? {} : { left: held(left) }), places, ...(why === undefined ? {} : { why }) }
}
