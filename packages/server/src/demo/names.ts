import { completeCreditCode, type CreditCode, type Kind } from '@lizhu/policy'

const FIRST = ['云', '岭', '江', '山', '松', '泉', '星', '禾', '岩', '海', '川', '林', '溪', '原', '峰', '湖', '竹', '石', '谷', '桥']
const SECOND = ['达', '盛', '和', '远', '新', '成', '立', '明', '恒', '安', '信', '丰', '启', '升', '通', '泰', '瑞', '华', '业', '兴']
const TRADES = ['钢材', '机械', '电子材料', '轴承', '线路板', '药业', '食品', '家居', '铝业', '水泥', '玩具', '智能装备', '环保', '纺织', '能源科技']
const pick = (words: readonly string[], at: number): string => words[at % words.length] ?? ''

/** A name that nobody could take for a real one's: it begins with 示例. */
export function nameFor({ name }: Kind, main: boolean, row: number): string {
  if (!main) return `示例${name}${row + 1}`
  return `示例${pick(FIRST, row)}${pick(SECOND, Math.floor(row / FIRST.length) + row * 7)}${pick(TRADES, row * 3 + Math.floor(row / 40))}有限公司`
}

/** A code that passes its checks and is nobody's: of registrar Y (others), class 1, which registers no enterprises. */
export function codeFor(area: string | null, row: number): CreditCode {
  return completeCreditCode(`Y1${/^\d{6}$/.test(area ?? '') ? area ?? '' : '000000'}${String(row).padStart(8, '0')}`)
}
