import { failing } from '@lizhu/policy'
import { rational, type TraceNode, type Type, type Value } from '@lizhu/feel'
import type { Assessment, ConditionTrace, Step } from '@lizhu/policy'
import { language } from '../../i18n/language.ts'
import { overview, percent, show } from '../../pack/figures.ts'
import type { Names } from '../../pack/names.ts'
import { bare } from '../form/facts.ts'
import { mostOf, type Line } from './lines.ts'

const zh = () => language() === 'zh'
export const either = (chinese: string, english: string): string => (zh() ? chinese : english)
const comma = () => either('，', ', ')

/** Conditions without their groups. */
export const leavesOf = (conditions: readonly ConditionTrace[]): readonly ConditionTrace[] => branchesOf(conditions).map(({ leaf }) => leaf)

/** The same, each with the ways (1, 2 …) it is part of, any one of which would do. */
export function branchesOf(conditions: readonly ConditionTrace[], way = ''): readonly { readonly leaf: ConditionTrace; readonly way: string }[] {
  return conditions.flatMap(one => {
    if (one.of === undefined) return [{ leaf: one, way }]
    if (one.of.all || one.of.conditions.length < 2) return branchesOf(one.of.conditions, way)
    return one.of.conditions.flatMap((branch, i) => branchesOf([branch], `${way}${way === '' ? '' : '.'}${i + 1}`))
  })
}

/** A figure inside a row whose header says the unit. */
export function figure(value: Value, type: Type): string {
  return typeof value === 'object' && 'n' in value && type.kind === 'money' ? overview(value) : typeof value === 'object' && 'n' in value && type.kind === 'rate' ? percent(value) : show(value, type)
}

/** The facts a condition read, as leaves of its trace, each once. */
export function factsOf(trace: TraceNode | undefined): readonly { readonly name: string; readonly owner: string; readonly value: Value; readonly type: Type; readonly at?: number }[] {
  if (trace === undefined) return []
  const { tree } = trace
  if (tree.op === 'fact') return [{ name: bare(tree.ref.name), owner: tree.ref.owner, value: trace.value, type: tree.type, ...(trace.at === undefined ? {} : { at: trace.at }) }]
  const all = trace.children.flatMap(factsOf)
  return all.filter((one, i) => all.findIndex(other => other.name === one.name && other.at === one.at) === i)
}

/** How far: 差 1,080 万元即符合. */
export function shortWords({ short }: ConditionTrace): string | undefined {
  if (short === undefined || short.fact === '' || !['money', 'number', 'rate', 'points', 'duration'].includes(short.byType.kind) || short.type.kind === 'period') return undefined
  const by = show(short.by, short.byType)
  if (short.by.n === 0n) return short.operator === '<' ? either(`须低于 ${show(short.need, short.type)}`, `must be below ${show(short.need, short.type)}`) : either(`须超过 ${show(short.need, short.type)}`, `must exceed ${show(short.need, short.type)}`)
  // A day that has passed is not made good by so many days more.
  if (short.type.kind === 'date') return short.operator.startsWith('<') ? either(`晚了 ${by}`, `${by} too late`) : either(`早了 ${by}`, `${by} too early`)
  return short.operator.startsWith('<') ? either(`超出 ${by}`, `${by} too much`) : either(`差 ${by}即符合`, `${by} short`)
}

/** The deciding reason, in one line. */
export function reasonOf(line: Line, names: Names): string {
  const [row] = line.rows.filter(one => (line.state === 'ceiling' ? one.granted !== undefined && one.granted.how !== 'exact' : line.state === one.status))
  if (row === undefined) return ''
  switch (line.state) {
    case 'eligible': case 'ceiling': return grantedWords(line, row, names)
    case 'undecided': return undecidedWords(row, names)
    case 'unknown': return either(`缺 ${missingNames(line.rows, names).slice(0, 3).join('、')}`, `missing ${missingNames(line.rows, names).slice(0, 3).join(', ')}`)
    case 'ineligible': return failedWords(line, names)
    case 'outside': return row.document ?? ''
  }
}

function grantedWords(line: Line, row: Assessment, names: Names): string {
  if (line.rows.length > 1) {
    const most = mostOf(line.sum)
    return either(`${line.rows.length} 个${line.instrument.for}，合计${line.state === 'ceiling' ? ' ≤' : ''} ${overview(most)}`, `${line.rows.length} × ${names.kind(line.instrument.for)}, together ${line.state === 'ceiling' ? '≤ ' : ''}${overview(most)}`)
  }
  if (row.granted?.how === 'measure' && leavesOf(row.conditions).length === 0) return line.instrument.words.quote
  const give = row.steps.find(step => step.step === 'give')
  const working = give === undefined ? '' : workingOf(give)
  const cap = row.steps.find(step => step.limits === true && step.step === 'at most')
  const capped = cap?.value === undefined || cap.type === undefined ? '' : either(`封顶 ${figure(cap.value, cap.type)}`, `capped at ${figure(cap.value, cap.type)}`)
  const because = leavesOf(row.conditions).flatMap(one => factsOf(one.trace)).filter(one => typeof one.value !== 'symbol').slice(0, 2).map(one => `${names.fact(one.owner, one.name)} ${figure(one.value, one.type)}`)
  const parts = working.includes('=') ? [working, capped] : [...because, capped]
  return parts.filter(part => part !== '').join(comma())
}

/** `1,240 × 5% = 62`, from what a step was made of. */
export function workingOf({ from, value, type, working }: Step): string {
  if (working !== undefined) return working
  if (value === undefined || type === undefined || typeof value === 'symbol') return ''
  const operands = from?.map(one => figure(one.value, one.type)) ?? []
  return operands.length === 2 ? `${operands.join(' × ')} = ${figure(value, type)}` : figure(value, type)
}

function undecidedWords(row: Assessment, names: Names): string {
  return row.undecided.map(one => ('setting' in one
    ? either(`“${one.setting}”待${one.owner === undefined ? '定' : `${one.owner}定`}`, `“${one.setting}” waits for ${one.owner === undefined ? 'a rule' : names.unit(one.owner)}`)
    : one.reading.question)).slice(0, 2).join(either('；', '; '))
}

export function missingNames(rows: readonly Assessment[], names: Names): readonly string[] {
  const all = rows.flatMap(row => row.missing.map(one => (one.fact === undefined ? either(`有没有${one.kind}`, `whether there is any ${names.kind(one.kind)}`) : names.fact(one.fact.owner, one.fact.name).replace(/^.*\./, ''))))
  return [...new Set(all)]
}

/** Of several subjects, the one that comes closest speaks. */
function failedWords(line: Line, names: Names): string {
  const failed = line.rows.flatMap(row => failing(row.conditions).map(condition => ({ row, condition })))
  const none = failed.find(({ condition }) => condition.id.endsWith('/for'))
  if (none !== undefined) return either(`没有${line.instrument.for}`, `no ${names.kind(line.instrument.for)}`)
  const near = failed.filter(({ condition }) => condition.short !== undefined).sort((a, b) => nearer(a.condition, b.condition))[0] ?? failed[0]
  if (near === undefined) return ''
  const { condition } = near
  const short = shortWords(condition)
  const told = factsOf(condition.trace).slice(0, 1).map(one => `${names.fact(one.owner, one.name)} ${figure(one.value, one.type)}`)
  if (short !== undefined) return [...told, short].join(comma())
  const words = condition.words?.quote
  return [words === undefined ? '' : either(`不是“${words}”`, `not “${words}”`), ...told].filter(part => part !== '').join(comma())
}

function nearer(a: ConditionTrace, b: ConditionTrace): number {
  return a.short === undefined || b.short === undefined || a.short.byType.kind !== b.short.byType.kind ? 0 : rational.compare(a.short.by, b.short.by)
}
