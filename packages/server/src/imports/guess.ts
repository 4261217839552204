import { headerParts, isUnit, plainHeader } from '@lizhu/data/sheets'
import { readPeriod, type Fact, type Kind, type Program } from '@lizhu/policy'
import type { Target } from './matching.ts'

const OWN: readonly (readonly ['code' | 'name' | 'area' | 'key' | 'title' | 'period', readonly string[]])[] = [
  ['code', ['统一社会信用代码', '社会信用代码', '信用代码', 'uscc', 'unified social credit code', 'credit code', 'code']],
  ['area', ['县区', '所属县区', '县（市、区）', '县(市、区)', '县(市,区)', '区县', '行政区划', '行政区划代码', '属地', 'county', 'area']],
  ['period', ['期间', '年份', '年度', '报告期', '所属期', 'period', 'year']],
  ['key', ['编号', '项目编号', '事项编号', 'id', 'key', 'number']],
]
const PARTY_NAMES = ['名称', '企业名称', '单位名称', '单位详细名称', '企业', 'name', 'enterprise', 'company']
const TITLES = ['项目名称', '事项名称', 'title']
const IGNORED: Target = { to: 'ignored' }

/** What the columns of a sheet are most likely: what they were taken for before, or what their headers say. */
export function guess({ kinds }: Program, kind: Kind, headers: readonly string[], remembered: ReadonlyMap<string, Target>): Target[] {
  const taken = new Set<string>()
  return headers.map(header => {
    const target = remembered.get(header) ?? ownColumn(kinds, kind, plainHeader(header)) ?? factColumn(kind.facts, header) ?? IGNORED
    const key = target.to === 'fact' ? `${target.fact}@${target.period ?? ''}` : target.to
    // The first of two that say the same; the other is for somebody to decide.
    if (target.to !== 'ignored' && taken.has(key)) return IGNORED
    taken.add(key)
    return target
  })
}

function ownColumn(kinds: readonly Kind[], kind: Kind, header: string): Target | undefined {
  const is = (names: readonly string[]): boolean => names.some(name => plainHeader(name).toLowerCase() === header.toLowerCase())
  if (kind.party && kind.facts.some(fact => fact.name === header) && !is(OWN[1]?.[1] ?? [])) return undefined
  const owner = kinds.find(one => one.name === kind.of[0])
  if (is([...PARTY_NAMES, ...(owner === undefined ? [] : [owner.name, `${owner.name}名称`]), ...(kind.party ? [`${kind.name}名称`] : [])])) return { to: 'name' }
  if (!kind.party && is([...TITLES, `${kind.name}名称`])) return { to: 'title' }
  const found = OWN.find(([to, names]) => is([...names, ...(to === 'key' ? [`${kind.name}编号`] : [])]))
  return found === undefined || (kind.party && found[0] === 'key') ? undefined : { to: found[0] }
}

function factColumn(facts: readonly Fact[], header: string): Target | undefined {
  const called = (name: string): Fact | undefined => facts.find(one => plainHeader(one.name) === name) ?? facts.find(one => one.en?.toLowerCase() === name.toLowerCase())
  const whole = called(plainHeader(header))
  if (whole !== undefined) return { to: 'fact', fact: whole.name, period: null, unit: null }
  const { name, period, unit } = headerParts(plainHeader(header))
  const fact = called(name)
  if (fact === undefined) return undefined
  const isPeriod = fact.every !== undefined && period !== undefined && readPeriod(fact.every, period) !== undefined
  return { to: 'fact', fact: fact.name, period: isPeriod ? period : null, unit: unit !== undefined && isUnit(fact, unit) ? unit : null }
}
