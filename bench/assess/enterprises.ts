/** What the six rules read, as one flat record; money in yuan. */
export interface Enterprise {
  readonly title: string
  readonly equipment: string
  readonly purchase: number
  readonly benchmark: boolean
  readonly provincial: number
  readonly service: string
  readonly contract: number
  /** Last year and the year before. */
  readonly output: number
  readonly outputBefore: number
  readonly investment: number
  readonly investmentBefore: number
  readonly post: string
  /** This year: the locally retained part of income tax. */
  readonly tax: number
  /** At the end of this year and of the last. */
  readonly balance: number
  /** Absent: not told. */
  readonly balanceBefore?: number
}

export const YEAR = 2025

/** Enterprises on both sides of every condition and cap; the same ones in every run. */
export function enterprises(count: number): Enterprise[] {
  const random = generator(20200427)
  const money = (least: number, most: number): number => 10_000 * Math.round((least + (most - least) * random()) / 10_000)
  const one = (...of: readonly [string, ...string[]]): string => of[Math.floor(random() * of.length)] ?? of[0]
  return Array.from({ length: count }, () => ({
    title: one('省级智能制造示范试点企业', '省级智能制造示范试点企业', '省级企业技术中心'),
    equipment: one('工业机器人整机', '工业机器人成套设备', '其他'),
    purchase: money(500_000, 20_000_000),
    benchmark: random() < 0.7,
    provincial: money(1_000_000, 15_000_000),
    service: one('工业设计', '工业设计', '广告'),
    contract: money(50_000, 800_000),
    output: money(60_000_000, 300_000_000),
    outputBefore: money(60_000_000, 300_000_000),
    investment: money(20_000_000, 90_000_000),
    investmentBefore: money(20_000_000, 70_000_000),
    post: one('董事长', '总经理', '总会计师', '车间主任'),
    tax: money(20_000, 400_000),
    balance: money(450_000_000, 1_500_000_000),
    balanceBefore: money(300_000_000, 900_000_000),
  }))
}

/** Exactly 20 % more than last year: 20%以上 holds. In binary fractions 6 / 5 - 1 is less than 0.2. */
export const exactly = (one: Enterprise): Enterprise => ({ ...one, balance: 600_000_000, balanceBefore: 500_000_000 })
/** Last year's balance was not told, and the rule hangs on it. */
export function untold({ balanceBefore: _, ...rest }: Enterprise): Enterprise {
  return { ...rest, balance: 900_000_000 }
}

/** mulberry32: small, and the same everywhere. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
