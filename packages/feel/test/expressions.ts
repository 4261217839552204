import fc from 'fast-check'
import type { Value } from '../src/index.ts'
import { NONE, UNKNOWN, type Told } from './world.ts'

/** Random well-typed expressions over a few facts, and random things told of them. */

const MONEY = ['固定资产投资', '总投资', '生产设备投资额', '本年(产值)', '上年(产值)', '于(产值, 放款日)', '0元', '1元', '0.03元', '2万元']
const TRUTHS = ['境内', '失信', '类别 = "其他"', '(类别 in ["增扩产", "其他"])', '类别 != "增扩产"', 'true', 'false', '放款日 < 还款日', '"甲" in 资质', '第几年 > 1']

interface Kinds extends Record<string, unknown> { money: string; rate: string; truth: string }

export const { money, truth } = fc.letrec<Kinds>(tie => ({
  money: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...MONEY),
    fc.tuple(tie('money'), fc.constantFrom('+', '-'), tie('money')).map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.tuple(tie('money'), fc.constantFrom('*', '/'), tie('rate')).map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.tuple(fc.constantFrom('min', 'max'), tie('money'), tie('money')).map(([name, a, b]) => `${name}(${a}, ${b})`),
    fc.tuple(tie('truth'), tie('money'), tie('money')).map(([when, a, b]) => `(if ${when} then ${a} else ${b})`),
    fc.tuple(tie('money'), tie('money')).map(([a, b]) => `无则(${a}, ${b})`),
    tie('money').map(a => `-(${a})`),
    tie('money').map(a => `round down(${a}, 2)`),
    fc.constantFrom('sum(近(产值, 2年))', '合计(产值, 2023年, 2024年)', 'abs(固定资产投资 - 总投资)'),
  ),
  rate: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('合同利率', '5%', '奖补比例', '1.5倍', '2'),
    fc.tuple(tie('money'), tie('money')).map(([a, b]) => `(${a} / ${b})`),
    fc.tuple(tie('rate'), tie('rate')).map(([a, b]) => `(${a} + ${b})`),
  ),
  truth: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...TRUTHS),
    fc.tuple(tie('money'), fc.constantFrom('<', '<=', '>', '>=', '=', '!='), tie('money')).map(([a, op, b]) => `${a} ${op} ${b}`),
    fc.tuple(tie('truth'), fc.constantFrom('and', 'or'), tie('truth')).map(([a, op, b]) => `((${a}) ${op} (${b}))`),
    tie('truth').map(a => `not(${a})`),
    fc.tuple(tie('money'), fc.constantFrom('[', '('), tie('money'), tie('money'), fc.constantFrom(']', ')')).map(([a, open, low, high, close]) => `(${a} in ${open}${low}..${high}${close})`),
    fc.tuple(tie('truth'), tie('truth'), tie('truth')).map(([when, a, b]) => `(if ${when} then ${a} else ${b})`),
    tie('money').map(a => `is none(${a})`),
  ),
}))

/** Without none: where laws speak of truth values only. */
const fen = fc.bigInt({ min: 0n, max: 7n }).map((n): Value => ({ n, d: 1n }))
const rate = fc.constantFrom<Value[]>({ n: 0n, d: 1n }, { n: 1n, d: 20n }, { n: 1n, d: 1n })
const day = fc.integer({ min: 18_993, max: 20_453 })

const VALUES: Readonly<Record<string, fc.Arbitrary<Value>>> = {
  固定资产投资: fen, 总投资: fen, 生产设备投资额: fen,
  ...Object.fromEntries([2021, 2022, 2023, 2024, 2025].map(year => [`产值@${year}`, fen])),
  合同利率: rate, 奖补比例: rate, 境内: fc.boolean(), 失信: fc.boolean(), 类别: fc.constantFrom('增扩产', '其他', '绿色制造'),
  放款日: day, 还款日: day, 资质: fc.constantFrom<Value[]>(['甲'], ['乙'], [], ['乙', UNKNOWN]),
}

const world = (of: (value: fc.Arbitrary<Value>) => fc.Arbitrary<Value>): fc.Arbitrary<Told> =>
  fc.record(Object.fromEntries(Object.entries(VALUES).map(([name, value]) => [name, of(value)])))

/** Everything told (or known to be none). */
export const complete = world(value => fc.oneof({ arbitrary: value, weight: 8 }, { arbitrary: fc.constant<Value>(NONE), weight: 1 }))
/** Everything told and existing. */
export const existing = world(value => value)

/** A world, and which of its facts are told at first. */
export const partial = fc.tuple(complete, fc.record(Object.fromEntries(Object.keys(VALUES).map(name => [name, fc.boolean()]))))
  .map(([full, shown]) => ({ full, told: Object.fromEntries(Object.entries(full).filter(([name]) => shown[name] === true)) }))
