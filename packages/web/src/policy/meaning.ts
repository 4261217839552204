import type { Amount, Cap, Given, Instrument, Program, Target } from '@lizhu/policy'
import type { Tree } from '@lizhu/feel'
import { unwrap } from '@lizhu/feel'
import { language } from '../i18n/language.ts'
import { phrase } from '../pack/phrase.ts'
import type { Names } from '../pack/names.ts'

/** One line of meaning beside a note: `5%，每个技改项目 ≤ 50 万元`. */
const zh = () => language() === 'zh'
const join = (parts: readonly string[]): string => parts.filter(part => part !== '').join(zh() ? '，' : ', ')

export function meaningOf({ what }: Instrument, program: Program, names: Names): string {
  switch (what.kind) {
    case 'outside': return what.document
    case 'measure': return zh() ? '不涉及金额' : 'not money'
    case 'balance': return what.balance.limit === undefined ? (zh() ? '额度' : 'a facility') : `≤ ${phrase(what.balance.limit, names)}`
    case 'amount': return join([givenWords(what.amount, program, names), ...what.amount.atMost.map(cap => capWords(cap, names))])
  }
}

function givenWords(amount: Amount, program: Program, names: Names): string {
  if (amount.table !== undefined) return zh() ? `分 ${amount.table.rows.length} 档` : `${amount.table.rows.length} bands`
  if (amount.portions !== undefined) return zh() ? `分 ${amount.portions.length} 段累计` : `${amount.portions.length} portions`
  if (amount.given === undefined) return ''
  const text = given(amount.given, program, names)
  return amount.each === undefined ? text : zh() ? `每 ${phrase(amount.each.step, names)} 给 ${text}` : `${text} for each ${phrase(amount.each.step, names)}`
}

function given(one: Given, program: Program, names: Names): string {
  if (one.how === 'between') return `${phrase(one.from, names)}–${phrase(one.to, names)}`
  const tree = unwrap(one.value)
  if (tree.op !== 'setting') return phrase(one.value, names)
  const owner = program.settings.find(setting => setting.id === tree.name)?.owner
  return zh() ? `${tree.name}${owner === undefined ? '未定' : `由${owner}定`}` : `${tree.name}: ${owner === undefined ? 'not fixed' : `fixed by ${names.unit(owner)}`}`
}

export function capWords(cap: Cap, names: Names): string {
  const most = phrase(cap.max, names)
  const year = cap.every === undefined ? '' : zh() ? '每年' : ' a year'
  if (cap.per === undefined) return zh() ? `${year}≤ ${most}` : `≤ ${most}${year}`
  return zh() ? `每${cap.per}${year} ≤ ${most}` : `≤ ${most} per ${names.kind(cap.per)}${year}`
}

export function targetMeaning(target: Target, names: Names): string {
  const by = target.by === undefined ? '' : phrase(target.by, names)
  return [by, goal(target.goal, names)].filter(part => part !== '').join(' ')
}

const SIGNS = { '>=': '≥', '>': '>', '<=': '≤', '=': '=' } as const
function goal(one: Target['goal'], names: Names): string {
  if (one === undefined) return ''
  const of = (tree: Tree) => phrase(tree, names)
  return 'compare' in one ? `${SIGNS[one.compare]} ${of(one.value)}` : `${of(one.from)}–${of(one.to)}`
}
