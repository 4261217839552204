import type { Test, Tree, Type, Value } from '@lizhu/feel'
import { NONE, UNKNOWN, calendar, rational } from '@lizhu/feel'
import { periodWithin } from './phrase.ts'

const { decimalText, divide, multiply, whole } = rational

/** A checked expression as FEEL, the way a pack writes it. */
export function feel(tree: Tree): string {
  return print(tree, 0)
}
/** The same as an operand of × or ÷. */
export const operand = (tree: Tree): string => print(tree, 7)

const LEVEL: Readonly<Partial<Record<Tree['op'], number>>> = { if: 1, or: 2, and: 3, compare: 4, in: 4, arithmetic: 5, negate: 7 }

function print(tree: Tree, outside: number): string {
  const level = tree.op === 'arithmetic' && (tree.operator === '*' || tree.operator === '/') ? 6 : LEVEL[tree.op] ?? 9
  const text = bare(tree, level)
  return level < outside ? `(${text})` : text
}

function bare(tree: Tree, level: number): string {
  switch (tree.op) {
    case 'literal': return literal(tree.value, tree.type)
    case 'fact': return shifted(tree.ref.name, tree.shift, tree.ref.every)
    case 'setting': return tree.name
    case 'today': return '评估日期'
    case 'line': return '第几年'
    case 'list': return `[${tree.of.map(feel).join(', ')}]`
    case 'arithmetic': return `${print(tree.left, level)} ${tree.operator} ${print(tree.right, level + 1)}`
    case 'compare': return `${print(tree.left, level + 1)} ${tree.operator} ${print(tree.right, level + 1)}`
    case 'negate': return `-${print(tree.of, level)}`
    case 'not': return `not(${feel(tree.of)})`
    case 'known': return `is known(${feel(tree.of)})`
    case 'none': return `is none(${feel(tree.of)})`
    case 'and': case 'or': return tree.of.map(one => print(one, level + 1)).join(` ${tree.op} `)
    case 'if': return `if ${feel(tree.when)} then ${feel(tree.then)} else ${print(tree.else, level)}`
    case 'in': return `${print(tree.of, level + 1)} in ${tests(tree.tests)}`
    case 'call': return `${tree.name}(${tree.args.map(feel).join(', ')})`
    case 'default': return `无则(${feel(tree.of)}, ${feel(tree.otherwise)})`
    case 'at': return `于(${feel(tree.of)}, ${feel(tree.when)})`
    case 'total': return `合计(${feel(tree.of)}, ${feel(tree.from)}, ${feel(tree.to)})`
    case 'define': { const period = periodWithin(tree.of); return shifted(tree.name, period?.shift, period?.every) }
  }
}

function tests(all: readonly Test[]): string {
  const texts = all.map(test)
  return texts.length === 1 ? texts.join() : `[${texts.join(', ')}]`
}

function test(one: Test): string {
  if (one.test === 'range') return `${one.lowOpen ? '(' : '['}${feel(one.low)}..${feel(one.high)}${one.highOpen ? ')' : ']'}`
  return one.test === 'compare' ? `${one.operator} ${feel(one.value)}` : feel(one.value)
}

const EVERY = { year: '年', quarter: '季', month: '月' } as const
function shifted(name: string, shift: number | undefined, every: 'year' | 'quarter' | 'month' | undefined): string {
  if (every === undefined || shift === undefined) return name
  if (shift === 0) return `本${EVERY[every]}(${name})`
  if (shift === -1) return `上${EVERY[every]}(${name})`
  return shift === -2 && every === 'year' ? `前年(${name})` : `${name}[${shift}]`
}

/** A value as the law's own figure: `50万元`, `5%`, `3年`. */
export function literal(value: Value, type: Type): string {
  if (value === UNKNOWN) return '缺'
  if (value === NONE) return '无'
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return `"${value}"`
  if (typeof value === 'number') return counted(value, type)
  if (!('n' in value)) return `[${value.map(one => literal(one, type.kind === 'list' ? type.of : type)).join(', ')}]`
  switch (type.kind) {
    case 'money': {
      const scale = value.n !== 0n && value.n % 10_000_000_000n === 0n ? [10_000_000_000, '亿元'] as const
        : value.n !== 0n && value.n % 1_000_000n === 0n ? [1_000_000, '万元'] as const : [100, '元'] as const
      return `${decimalText(divide(value, whole(scale[0]))) ?? ''}${scale[1]}`
    }
    case 'rate': return `${decimalText(multiply(value, whole(100))) ?? `${value.n}/${value.d}`}%`
    case 'points': return `${decimalText(multiply(value, whole(100))) ?? `${value.n}/${value.d}`}个百分点`
    case 'number': return `${decimalText(value) ?? `${value.n}/${value.d}`}${type.unit ?? ''}`
    default: return decimalText(value) ?? `${value.n}/${value.d}`
  }
}

function counted(value: number, type: Type): string {
  switch (type.kind) {
    case 'date': return `@"${calendar.isoDate(value)}"`
    case 'duration': return type.unit === 'days' ? `${value}天` : value % 12 === 0 ? `${value / 12}年` : `${value}个月`
    case 'period': return type.every === 'year' ? `${value}年` : String(value)
    default: return String(value)
  }
}
