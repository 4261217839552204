import { language } from '../i18n/language.ts'
import { exactly } from '../pack/figures.ts'

/** Sums of a city as the sandbox writes them: 万元, the unit stands in the header. */
type Fen = bigint | number

export function wan(fen: Fen, decimals: 0 | 1 = 0): string {
  return (Number(fen) / 1_000_000).toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).replace('-', '−').replace(/^−(0(?:\.0)?)$/, '$1')
}
export function signed(fen: Fen, decimals: 0 | 1 = 0): string {
  const text = wan(fen, decimals)
  return Number(fen) > 0 ? `+${text}` : text
}
export const count = (n: number): string => n.toLocaleString('en-US')
export const exact = (fen: Fen): string => exactly({ n: typeof fen === 'bigint' ? fen : BigInt(Math.round(fen)), d: 1n })
export const unit = (): string => (language() === 'zh' ? '万元' : '×10k CNY')

/** Whole percent; nothing of nothing is none. */
export const percentOf = ({ done, all }: { readonly done: number; readonly all: number }): number => (all === 0 ? 0 : Math.floor((100 * done) / all))
