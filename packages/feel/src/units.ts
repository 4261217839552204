import type { Type } from './type.ts'

/** Units of figures as the law writes them. */

/** Sub-units in one major unit, as a power of ten: 100 fen to the yuan. */
export const MINOR_DIGITS: Readonly<Record<string, number>> = { CNY: 2, USD: 2, HKD: 2, EUR: 2, GBP: 2, JPY: 0 }

export const CURRENCIES: Readonly<Record<string, string>> = {
  元: 'CNY', 人民币: 'CNY', 美元: 'USD', 港元: 'HKD', 港币: 'HKD', 欧元: 'EUR', 英镑: 'GBP', 日元: 'JPY',
}

/** Powers of ten. */
export const MULTIPLIERS: Readonly<Record<string, number>> = {
  百: 2, 千: 3, 万: 4, 十万: 5, 百万: 6, 千万: 7, 亿: 8, 十亿: 9, 百亿: 10, 千亿: 11, 万亿: 12,
}

/** Parts of one: a rate. */
export const RATES: Readonly<Record<string, number>> = { '%': -2, '‰': -3 }

/** Percentage points. */
export const POINTS: Readonly<Record<string, number>> = { 个百分点: -2, 百分点: -2, 个千分点: -3, 个基点: -4, 基点: -4 }

export const DURATIONS: Readonly<Record<string, { readonly unit: 'months' | 'days'; readonly times: number }>> = {
  年: { unit: 'months', times: 12 }, 周年: { unit: 'months', times: 12 }, 个月: { unit: 'months', times: 1 },
  个自然月: { unit: 'months', times: 1 },
  天: { unit: 'days', times: 1 }, 日: { unit: 'days', times: 1 }, 个自然日: { unit: 'days', times: 1 }, 周: { unit: 'days', times: 7 },
}

/** What is counted. A count keeps its unit, so that 件 are not compared with 家. */
export const COUNTS: readonly string[] = [
  '个', '人', '名', '位', '家', '户', '件', '项', '款', '届', '次', '场', '期', '批', '台', '套', '辆', '艘', '架', '条', '座', '栋', '间', '层',
  '处', '所', '座次', '篇', '部', '本', '册', '张', '枚', '只', '头', '种', '类', '级', '股', '份', '组', '队', '班', '课时', '学时', '小时', '分', '分钟', '秒',
  '人次', '人天', '人月', '人年', '个工作日', '工作日', '标准箱', '箱', '车次', '班次', '航次', '票', '单', '笔', '倍次',
  '亩', '公顷', '平方米', '平方公里', '立方米', '米', '公里', '千米', '毫米', '厘米',
  '克', '千克', '公斤', '吨', '吨标准煤', '标准煤', '千瓦', '兆瓦', '千瓦时', '度', '升', '岁',
]

/** Multiples: 1.5倍 is a rate of 3/2. */
export const TIMES = '倍'

export const YUAN: Type = { kind: 'money', currency: 'CNY' }
