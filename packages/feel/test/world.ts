import { calendar, check, compile, format, message, missing, NONE, parse, quantity, trace, UNKNOWN, type CheckOptions, type Definition, type Env, type Every, type FactRef, type Problem, type Scope, type Tree, type Type, type Value } from '../src/index.ts'

/** A small world of facts, definitions and values to try expressions in. */

export const YUAN: Type = { kind: 'money', currency: 'CNY' }
const zero = quantity('0元')!.value

type Fact = readonly [type: Type, extra?: { every?: Every; least?: Value; most?: Value }]

const FACTS: Readonly<Record<string, Fact>> = {
  固定资产投资: [YUAN, { least: zero }],
  生产设备投资额: [YUAN, { least: zero, most: quantity('100亿元')!.value }],
  总投资: [YUAN, { least: zero }],
  外币: [{ kind: 'money', currency: 'USD' }],
  '企业.产值': [YUAN, { every: 'year', least: zero }],
  产值: [YUAN, { every: 'year', least: zero }],
  '企业.工业投资': [YUAN, { every: 'year', least: zero }],
  规上工业产值: [YUAN, { every: 'year', least: zero }],
  企业规模: [{ kind: 'text', choices: ['大型', '中型', '小型', '微型'] }, { every: 'year' }],
  LPR: [{ kind: 'rate' }, { every: 'month' }],
  合同利率: [{ kind: 'rate' }],
  本金: [YUAN],
  放款日: [{ kind: 'date' }],
  还款日: [{ kind: 'date' }],
  完工投产日期: [{ kind: 'date' }],
  首次上规日期: [{ kind: 'date' }],
  类别: [{ kind: 'text', choices: ['增扩产', '节能降耗', '绿色制造', '其他'] }],
  行业代码: [{ kind: 'text' }],
  专利数: [{ kind: 'number', unit: '件' }],
  职工数: [{ kind: 'number', unit: '人' }],
  研发人员: [{ kind: 'number', unit: '人' }],
  系数: [{ kind: 'number' }],
  境内: [{ kind: 'boolean' }],
  失信: [{ kind: 'boolean' }],
  资质: [{ kind: 'list', of: { kind: 'text' } }],
  合作期: [{ kind: 'duration', unit: 'months' }],
}

const DEFINITIONS: Readonly<Record<string, readonly [text: string, takes?: readonly string[], every?: Every]>> = {
  年均增速: ['上年(x) / 前年(x) - 1', ['x']],
  属于工业: ['substring(代码, 1, 1) in ["B", "C", "D"]', ['代码']],
  小微: ['企业规模 in ["小型", "微型"]', [], 'year'],
  大企业: ['产值 >= 1亿元', [], 'year'],
  高技术: ['["2710", "3562", "3911"]'],
  甲: ['乙 + 1'],
  乙: ['丙(1) * 2'],
  丙: ['甲 + x', ['x']],
  坏: ['固定资产投资 + 1'],
}

export const scope: Scope = {
  fact(path) {
    const name = path.join('.')
    const fact = Object.hasOwn(FACTS, name) ? FACTS[name] : undefined
    return fact && { name, owner: path.length > 1 ? '企业' : '项目', type: fact[0], ...fact[1] }
  },
  definition(name): Definition | undefined {
    const found = Object.hasOwn(DEFINITIONS, name) ? DEFINITIONS[name] : undefined
    if (found === undefined) return undefined
    const body = parse(found[0]).tree!
    return { name, takes: found[1] ?? [], body, ...(found[2] && { every: found[2] }) }
  },
  // The only owner there is: its facts stand bare in a definition that is asked of it.
  owner: kind => (kind === '企业' ? { ...scope, fact: path => scope.fact(path.length === 1 ? ['企业', ...path] : path) ?? scope.fact(path) } : undefined),
  setting: name => (name === '奖补比例' ? { name, type: { kind: 'rate' } } : undefined),
  roster: name => (name === '倍增企业库' ? { name: `在库(${name})`, owner: '企业', type: { kind: 'boolean' } } : undefined),
  names: () => [...Object.keys(FACTS), ...Object.keys(DEFINITIONS), '奖补比例', '倍增企业库'],
}

/** Told facts: by name, or `name@period`. A text that is a quantity is that quantity, one that is a date is that date. */
export type Told = Readonly<Record<string, Value>>

export const TODAY = calendar.dayNumber(2025, 11, 24)

export function environment(told: Told, line?: number): Env {
  const read = (key: string): Value => {
    const value = told[key]
    if (typeof value !== 'string') return value ?? UNKNOWN
    return quantity(value)?.value ?? calendar.parseDate(value) ?? value
  }
  return {
    today: TODAY, ...(line !== undefined && { line }),
    fact: (ref: FactRef, at?: number) => read(at === undefined ? ref.name : `${ref.name}@${at}`),
    setting: read,
  }
}

export function problems(text: string, want?: Type, options?: CheckOptions): readonly Problem[] {
  const parsed = parse(text)
  return parsed.tree === undefined ? parsed.problems : check(parsed.tree, scope, want, options).problems
}

export const codes = (text: string, want?: Type): readonly string[] => problems(text, want).map(problem => problem.code)
export const zh = (text: string, want?: Type): readonly string[] => problems(text, want).map(problem => message(problem, 'zh'))

export function tree(text: string, options?: CheckOptions): Tree {
  const parsed = parse(text)
  const found = parsed.tree && check(parsed.tree, scope, undefined, options)
  const errors = [...parsed.problems, ...found?.problems ?? []].filter(problem => problem.severity === 'error')
  if (found?.tree === undefined) throw new Error(errors.map(problem => message(problem, 'zh')).join('\n'))
  return found.tree
}

export const run = (text: string, told: Told = {}, line?: number): Value => compile(tree(text))(environment(told, line))

/** The value as the law writes it. */
export const shown = (text: string, told: Told = {}, line?: number): string => format(run(text, told, line), tree(text).type, 'zh')

/** Names of what is missing, with the period after @. */
export const lacking = (text: string, told: Told = {}): readonly string[] =>
  missing(trace(tree(text))(environment(told))).map(each => ('setting' in each ? each.setting : each.at === undefined ? each.ref.name : `${each.ref.name}@${each.at}`))

export { NONE, UNKNOWN }
