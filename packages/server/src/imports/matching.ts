import { z } from '@hono/zod-openapi'
import { isUnit } from '@lizhu/data/sheets'
import { readPeriod, type Fact, type Kind, type Program } from '@lizhu/policy'
import { Refused } from '../api/problem.ts'

/** What a column of a sheet tells. */
export const targetSchema = z.discriminatedUnion('to', [
  z.strictObject({ to: z.enum(['ignored', 'code', 'name', 'area', 'key', 'title', 'period']) }),
  z.strictObject({
    to: z.literal('fact'), fact: z.string().max(100),
    period: z.string().max(20).nullable().openapi({ description: '不分期，或由期间列给出时为 null null where it has none, or a column of the sheet tells it' }),
    unit: z.string().max(20).nullable().openapi({ description: '格内数字的单位，例如 万元 The unit of bare figures' }),
  }),
]).openapi('ImportTarget', { description: 'code 统一社会信用代码 · name 主体名称 · area 县区 · key 事项编号 · title 事项名称 · period 期间 · fact 事实 · ignored 不导入' })
export type Target = z.infer<typeof targetSchema>

export const matchingSchema = z.strictObject({
  sheet: z.string().max(200), headerRow: z.int().min(1).max(1000),
  /** One for each column, from the first. */
  columns: z.array(targetSchema).min(1).max(500),
  source: z.string().trim().min(1).max(200).openapi({ description: '这些事实的来源，例如 2024年统计年报 Where the facts come from' }),
  organisation: z.string().max(100).nullable().openapi({ description: '以哪个单位的名义；null：经办人自己的单位 For which office; null: that of whoever imports' }),
}).openapi('ImportMatching')
export type Matching = z.infer<typeof matchingSchema>

export const countsSchema = z.strictObject({ rows: z.int(), new: z.int(), change: z.int(), same: z.int(), wrong: z.int(), warned: z.int(), facts: z.int().openapi({ description: '新的或有变化的事实数 Facts that are new or differ' }) })
export type Counts = z.infer<typeof countsSchema>

export interface FactColumn { readonly column: number; readonly fact: Fact; readonly period: string | null; readonly unit: string | null }
/** How each row is read. */
export interface Plan {
  /** The party's kind: of a claim the one it stands under. */
  readonly party: string
  /** The claim's, where each row is one. */
  readonly claim: string | undefined
  readonly facts: readonly FactColumn[]
  readonly code: number | undefined
  readonly name: number | undefined
  readonly area: number | undefined
  readonly key: number | undefined
  readonly title: number | undefined
  readonly period: number | undefined
}

/** The kind of party or claim that a sheet may be of: a claim stands under a party. */
export function requireImportable({ kinds }: Program, name: string): Kind {
  const importable = kinds.filter(one => one.party || kinds.some(owner => owner.party && owner.name === one.of[0]))
  const kind = importable.find(one => one.name === name)
  if (kind === undefined) throw new Refused(422, 'no-such-kind', { params: { name, kinds: importable.map(one => one.name).join('、') }, field: 'query.kind' })
  return kind
}

/** A matching as it is carried out; refused at the column that cannot be so. */
export function planOf(program: Program, kindName: string, { columns }: Pick<Matching, 'columns'>): Plan {
  const kind = requireImportable(program, kindName)
  const seen = new Map<string, number>()
  const facts: FactColumn[] = []
  const hasPeriods = columns.some(({ to }) => to === 'period')
  for (const [column, target] of columns.entries()) {
    const refuse = (zh: string, en: string): Refused => new Refused(422, 'matching', { params: { zh, en }, field: `/columns/${column}` })
    if (target.to === 'ignored') continue
    if (kind.party && (target.to === 'key' || target.to === 'title')) throw refuse('导入主体时没有事项编号和名称', 'parties have no claim key or title')
    if (target.to === 'fact') facts.push(factColumn(kind, column, target, hasPeriods, refuse))
    const key = target.to === 'fact' ? `${target.fact}@${target.period ?? ''}` : target.to
    const other = seen.get(key)
    if (other !== undefined) throw refuse(`与第 ${other + 1} 列对应同一项`, `column ${other + 1} is matched with the same`)
    seen.set(key, column)
  }
  const [code, name] = [seen.get('code'), seen.get('name')]
  const refuse = (zh: string, en: string): Refused => new Refused(422, 'matching', { params: { zh, en }, field: '/columns' })
  if (code === undefined && name === undefined) throw refuse('要有一列对应统一社会信用代码或名称', 'a column must be matched with the code or the name')
  if (!kind.party && seen.get('key') === undefined) throw refuse(`要有一列对应${kind.name}的编号`, `a column must be matched with the key of ${kind.en ?? kind.name}`)
  return { party: kind.party ? kind.name : kind.of[0] ?? '', claim: kind.party ? undefined : kind.name, facts, code, name, area: seen.get('area'), key: seen.get('key'), title: seen.get('title'), period: seen.get('period') }
}

function factColumn(kind: Kind, column: number, { fact: name, period, unit }: Extract<Target, { to: 'fact' }>, hasPeriods: boolean, refuse: (zh: string, en: string) => Refused): FactColumn {
  const fact = kind.facts.find(one => one.name === name)
  if (fact === undefined) throw refuse(`现行政策里“${kind.name}”没有“${name}”这项事实`, `the policy in force knows no fact ${name} of ${kind.en ?? kind.name}`)
  if (fact.every === undefined && period !== null) throw refuse(`“${name}”不分期`, `${name} has no periods`)
  if (fact.every !== undefined && period === null && !hasPeriods) throw refuse(`“${name}”要有期间：在这里填写，或另有一列对应期间`, `${name} needs its period: here, or in a column of its own`)
  if (fact.every !== undefined && period !== null && readPeriod(fact.every, period) === undefined) throw refuse(`期间“${period}”读不懂`, `the period ${period} cannot be read`)
  if (unit !== null && !isUnit(fact, unit)) throw refuse(`“${name}”不能以“${unit}”为单位`, `${name} cannot be told in ${unit}`)
  return { column, fact, period, unit }
}
