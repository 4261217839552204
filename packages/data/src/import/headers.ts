import { rational } from '@lizhu/feel'
import { readPeriod, type Fact, type Kind, type Program } from '@lizhu/policy'
import { AREA, AWARDS, factName, factsOf, noneOf, rosterName } from '@lizhu/policy/tables'
import { shiftOf } from './cell.ts'
import type { Said } from './problem.ts'

/** What a column of a table tells. `none`: whether it is known that there is none. */
export type Role =
  | { readonly what: 'id'; readonly code: boolean }
  | { readonly what: 'name' }
  | { readonly what: 'owner'; readonly kind: string }
  | { readonly what: 'fact'; readonly fact: Fact; readonly column: string; readonly unit?: string }
  | { readonly what: 'none'; readonly column: string }
  | { readonly what: 'claims'; readonly kind: string }
  | { readonly what: 'award'; readonly field: AwardField }
  /** Ours, made anew. */
  | { readonly what: 'own' }
type AwardField = 'kind' | 'holder' | 'instrument' | 'subject' | 'amount' | 'date'

export const ID_NAMES = ['id', '编号', '统一社会信用代码', 'uscc'] as const
const NAMES = ['name', '名称', '企业名称', '单位名称']
const AWARD_NAMES: Readonly<Record<AwardField, readonly string[]>> = {
  kind: ['kind', '类', '主体类别'], holder: ['holder', '主体', '主体编号', ...ID_NAMES], instrument: ['instrument', '政策工具', '工具'], subject: ['subject', '事项', '事项编号'], amount: ['amount', '金额'], date: ['date', '日期'],
}

/** A column's name taken apart: `产值（2024年，万元）` is the fact's name, its period and its unit. */
export interface HeaderParts { readonly name: string; readonly period?: string; readonly unit?: string; readonly none: boolean }

/** Full-width brackets and digits as plain ones. */
export const normal = (text: string): string => text.normalize('NFKC').replace(/^\ufeff/, '').replace(/\s+/g, ' ').trim()

export function partsOf(header: string): HeaderParts {
  const none = /=无$/.test(header)
  const bare = header.replace(/=无$/, '')
  const [, body = bare, inside = ''] = /^(.*\S)\s*\(([^()]*)\)$/.exec(bare) ?? []
  const extras = inside.split(/[,、;;]/).map(part => part.trim().replace(/^单位[::]/, '')).filter(part => part !== '')
  const unit = extras.find(part => !PERIOD.test(part))
  const period = extras.find(part => PERIOD.test(part)) ?? /@(.+)$/.exec(body)?.[1] ?? LEADING.exec(body)?.[1]
  const name = body.replace(/@.+$/, '').replace(extras.some(part => PERIOD.test(part)) ? /$^/ : LEADING, '').trim()
  return { name, none, ...(period === undefined ? {} : { period }), ...(unit === undefined ? {} : { unit }) }
}
const PERIOD = /^\d{4}(?:年度?|-?Q[1-4]|年第?[1-4]季度?|[-年]\d{1,2}月?)?$/
const LEADING = /^(\d{4}(?:年第?[1-4]季度?|年\d{1,2}月|年度?))的?/

/** What a column says, or why it is not read. */
export function roleOf(program: Program, table: string, header: string): Role | Said {
  const text = normal(header)
  if (text.startsWith('#')) return { what: 'own' }
  if (table === AWARDS) return awardRole(text)
  const facts = factsOf(program, table)
  const kind = program.kinds.find(one => one.name === table)
  const whole = factCalled(facts, text)
  if (whole !== undefined) return factRole(whole, { name: text, none: false })
  return ownRole(program, table, kind, text) ?? factFrom(program, facts, table, partsOf(text))
}

function factFrom({ rosters }: Program, facts: readonly Fact[], table: string, parts: HeaderParts): Role | Said {
  const roster = rosters.find(one => one.of === table && (rosterName(one.name) === parts.name || same(one.en, parts.name)))
  if (roster !== undefined) return parts.none ? { what: 'none', column: rosterName(roster.name) } : { what: 'fact', fact: { kind: table, owner: 'roster', name: roster.name, type: { kind: 'date' } }, column: rosterName(roster.name) }
  const fact = factCalled(facts, parts.name)
  return fact === undefined ? { code: 'unknown-column', params: {} } : factRole(fact, parts)
}

const same = (name: string | undefined, text: string): boolean => name !== undefined && name.toLowerCase() === text.toLowerCase()
const factCalled = (facts: readonly Fact[], name: string): Fact | undefined => facts.find(one => normal(one.name) === name) ?? facts.find(one => same(one.en === undefined ? undefined : normal(one.en), name))

function ownRole({ kinds }: Program, table: string, kind: Kind | undefined, text: string): Role | undefined {
  if (table !== AREA && ID_NAMES.some(name => same(name, text))) return { what: 'id', code: text === '统一社会信用代码' || same('uscc', text) }
  const bare = text.replace(/(?:编号|=无| id)$/i, '')
  const called = (one: string): boolean => { const found = kinds.find(known => known.name === one); return one === bare || same(found?.en, bare) }
  const owner = kind?.of.find(called)
  if (owner !== undefined && !text.endsWith('=无')) return { what: 'owner', kind: owner }
  const claims = kinds.find(one => one.of[0] === table && called(one.name))
  if (claims !== undefined) return { what: 'claims', kind: claims.name }
  return NAMES.some(name => same(name, text)) ? { what: 'name' } : undefined
}

function factRole(fact: Fact, { period, unit, none }: HeaderParts): Role | Said {
  const at = fact.every === undefined || period === undefined ? undefined : readPeriod(fact.every, period)
  if (fact.every !== undefined && at === undefined) return { code: 'column-period', params: { example: factName(fact, fact.every === 'year' ? 2024 : fact.every === 'quarter' ? 2024 * 4 : 2024 * 12) } }
  if (fact.every === undefined && period !== undefined) return { code: 'unknown-column', params: {} }
  const column = factName(fact, at)
  if (none) return { what: 'none', column }
  if (unit === undefined || isUnit(fact, unit)) return { what: 'fact', fact, column, ...(unit === undefined || fact.type.kind === 'number' ? {} : { unit }) }
  return { code: 'unknown-column', params: {} }
}
/** Whether figures of a fact may be in this unit. */
export function isUnit({ type }: Pick<Fact, 'type'>, unit: string): boolean {
  switch (type.kind) {
    case 'money': return shiftOf(unit) !== undefined
    case 'number': return unit === type.unit
    case 'rate': return unit === '%' || unit === '‰'
    case 'points': return unit === '个百分点' || unit === '百分点'
    case 'duration': return type.unit === 'months' ? unit === '月' || unit === '个月' : unit === '天'
    default: return false
  }
}

const AWARD_FACTS: Readonly<Record<'amount' | 'date', Fact>> = { amount: { kind: AWARDS, owner: AWARDS, name: 'amount', type: { kind: 'money', currency: 'CNY' }, least: rational.whole(0) }, date: { kind: AWARDS, owner: AWARDS, name: 'date', type: { kind: 'date' } } }
function awardRole(text: string): Role | Said {
  const { name, unit } = partsOf(text)
  for (const [field, names] of Object.entries(AWARD_NAMES)) {
    if (!names.some(one => same(one, name))) continue
    if (field === 'amount' || field === 'date') return unit !== undefined && !(field === 'amount' && shiftOf(unit) !== undefined) ? { code: 'unknown-column', params: {} } : { what: 'fact', fact: AWARD_FACTS[field], column: field, ...(unit === undefined ? {} : { unit }) }
    if (field === 'kind' || field === 'holder' || field === 'instrument' || field === 'subject') return { what: 'award', field }
  }
  return { code: 'unknown-column', params: {} }
}

/** What two columns must not both tell. */
export function roleKey(role: Role): string {
  switch (role.what) {
    case 'fact': return role.column
    case 'none': return noneOf(role.column)
    case 'claims': return noneOf(role.kind)
    case 'owner': return `owner ${role.kind}`
    case 'award': return `award ${role.field}`
    case 'id': case 'name': case 'own': return role.what
  }
}
