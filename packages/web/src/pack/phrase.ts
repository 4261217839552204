import { walk, type Every, type Test, type Tree } from '@lizhu/feel'
import { language } from '../i18n/language.ts'
import type { Names } from './names.ts'
import { show } from './figures.ts'

/** A checked expression in words: `固定资产投资 ≥ 1,000 万元`. */
export function phrase(tree: Tree, names: Names): string {
  return zh() ? tight(say(tree, names, false)) : say(tree, names, false)
}

/** No space between two Han characters. */
export const tight = (text: string): string => text.replace(/([\p{Script=Han}、，；：（]) (?=[\p{Script=Han}（])/gu, '$1')

const SIGNS = { '=': '=', '!=': '≠', '<': '<', '<=': '≤', '>': '>', '>=': '≥' } as const
const OPERATORS = { '+': '+', '-': '−', '*': '×', '/': '÷', '**': '^' } as const
const zh = () => language() === 'zh'
const either = (chinese: string, english: string): string => (zh() ? chinese : english)

function say(tree: Tree, names: Names, inner: boolean): string {
  const of = (one: Tree): string => say(one, names, true)
  const wrapped = (text: string): string => (inner ? `(${text})` : text)
  switch (tree.op) {
    case 'literal': return tree.value === true ? either('不设条件', 'no condition') : show(tree.value, tree.type)
    case 'fact': return shifted(fact(tree.ref, names), tree.shift, tree.ref.every)
    case 'setting': return tree.name
    case 'define': return definedName(tree)
    case 'today': return either('评估日期', 'the as-of date')
    case 'line': return either('第几年', 'year of the run')
    case 'list': return tree.of.map(of).join(either('、', ', '))
    case 'arithmetic': return wrapped(`${of(tree.left)} ${OPERATORS[tree.operator]} ${of(tree.right)}`)
    case 'negate': return `−${of(tree.of)}`
    case 'compare': return compared(tree, of)
    case 'not': return either(`不是：${of(tree.of)}`, `not: ${of(tree.of)}`)
    case 'known': return either(`已知 ${of(tree.of)}`, `${of(tree.of)} is known`)
    case 'none': return either(`没有 ${of(tree.of)}`, `no ${of(tree.of)}`)
    case 'and': return wrapped(tree.of.map(of).join(either('，且 ', ', and ')))
    case 'or': return wrapped(tree.of.map(of).join(either('，或 ', ', or ')))
    case 'if': return either(`${of(tree.when)} 时为 ${of(tree.then)}，否则 ${of(tree.else)}`, `${of(tree.then)} if ${of(tree.when)}, else ${of(tree.else)}`)
    case 'in': return among(of(tree.of), tree.tests, of)
    case 'call': return called(tree.name, tree.args.map(of))
    case 'default': return either(`${of(tree.of)}（没有则 ${of(tree.otherwise)}）`, `${of(tree.of)} (or ${of(tree.otherwise)})`)
    case 'at': return either(`${of(tree.when)} 时的 ${of(tree.of)}`, `${of(tree.of)} at ${of(tree.when)}`)
    case 'total': return either(`${of(tree.from)} 至 ${of(tree.to)} 的 ${of(tree.of)} 合计`, `total ${of(tree.of)} from ${of(tree.from)} to ${of(tree.to)}`)
  }
}

/** A yes-or-no fact says itself. */
function compared(tree: Extract<Tree, { op: 'compare' }>, of: (one: Tree) => string): string {
  if (tree.right.op === 'literal' && tree.right.value === true && tree.operator === '=') return of(tree.left)
  if (tree.operator === '=' && tree.right.type.kind === 'text') return either(`${of(tree.left)} 为 ${of(tree.right)}`, `${of(tree.left)} is ${of(tree.right)}`)
  return `${of(tree.left)} ${SIGNS[tree.operator]} ${of(tree.right)}`
}

function among(what: string, tests: readonly Test[], of: (one: Tree) => string): string {
  const texts = tests.map(test => {
    if (test.test === 'range') return `${of(test.low)} ${test.lowOpen ? '<' : '≤'} … ${test.highOpen ? '<' : '≤'} ${of(test.high)}`
    return test.test === 'compare' ? `${SIGNS[test.operator]} ${of(test.value)}` : of(test.value)
  })
  const one = tests.length === 1 && tests[0]?.test !== 'member' && texts[0]
  if (typeof one === 'string') return `${what} ${either('为', 'is')} ${one}`
  return either(`${what} 为 ${texts.join('、')} 之一`, `${what} is one of ${texts.join(', ')}`)
}

const CALLS: Readonly<Record<string, readonly [string, string]>> = {
  min: ['取小', 'the least of'], max: ['取大', 'the greatest of'], sum: ['合计', 'the sum of'], count: ['个数', 'the number of'],
  floor: ['向下取整', 'floor of'], ceiling: ['向上取整', 'ceiling of'], abs: ['绝对值', 'size of'],
}
function called(name: string, args: readonly string[]): string {
  if (name === 'date' && args.length === 1) return args.join()
  const words = CALLS[name]
  if (words === undefined) return `${name}(${args.join(', ')})`
  return zh() ? `${args.join('、')} ${words[0]}` : `${words[1]} ${args.join(', ')}`
}

/** 本年(企业规模): the period of a definition is that of every fact in it. */
function definedName(tree: Extract<Tree, { op: 'define' }>): string {
  const one = periodWithin(tree.of)
  return shifted(tree.name, one?.shift, one?.every)
}

/** The period that all facts of an expression are read in, where it is one and the same. */
export function periodWithin(tree: Tree): { readonly shift: number; readonly every: Every } | undefined {
  const found = new Map<string, { readonly shift: number; readonly every: Every }>()
  for (const node of walk(tree)) if (node.op === 'fact' && node.shift !== undefined && node.ref.every !== undefined) found.set(`${node.ref.every}${node.shift}`, { shift: node.shift, every: node.ref.every })
  return found.size === 1 ? [...found.values()][0] : undefined
}

function fact(ref: Extract<Tree, { op: 'fact' }>['ref'], names: Names): string {
  const known = names.fact(ref.owner, ref.name)
  return known === ref.name ? ref.name.replace('.', zh() ? '的' : ' ') : known
}

const PERIODS = { year: [['前年', '上年', '本年'], ['two years back', 'last year', 'this year']], quarter: [['上上季', '上季', '本季'], ['two quarters back', 'last quarter', 'this quarter']], month: [['上上月', '上月', '本月'], ['two months back', 'last month', 'this month']] } as const
function shifted(name: string, shift: number | undefined, every: 'year' | 'quarter' | 'month' | undefined): string {
  if (shift === undefined || every === undefined) return name
  const word = PERIODS[every][zh() ? 0 : 1][shift + 2] ?? `${shift > 0 ? '+' : ''}${shift}`
  return zh() ? `${word}${name}` : `${name} ${word}`
}
