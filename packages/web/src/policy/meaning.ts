import type { Amount, Cap, Given, Instrument, Program, Stacking, Target } from '@lizhu/policy'
import type { Tree } from '@lizhu/feel'
import { unwrap } from '@lizhu/feel'
import { language } from '../i18n/language.ts'
import { phrase, tight } from '../pack/phrase.ts'
import type { Names } from '../pack/names.ts'

/** One line of meaning beside a note: `5%，每个技改项目 ≤ 50 万元`. */
const zh = () => language() === 'zh'
const join = (parts: readonly string[]): string => {
  const text = parts.filter(part => part !== '').join(zh() ? '，' : ', ')
  return zh() ? tight(text) : text
}

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

/** `企业每年 ≤ 40 万元`. */
function capWords(cap: Cap, names: Names): string {
  const most = phrase(cap.max, names)
  const year = cap.every === undefined ? '' : zh() ? '每年' : ' a year'
  if (cap.per === undefined) return zh() ? `${year} ≤ ${most}`.trim() : `≤ ${most}${year}`
  return zh() ? `${cap.per}${year} ≤ ${most}` : `≤ ${most} per ${names.kind(cap.per)}${year}`
}
/** The same in a sentence. */
export function capSentence(cap: Cap, names: Names): string {
  if (!zh()) return capWords(cap, names).replace('≤', 'at most')
  const per = cap.per === undefined ? '' : cap.per.startsWith('个') ? `每${cap.per}` : `每个${cap.per}`
  return `${per}${cap.every === undefined ? '' : '每年'}最高 ${phrase(cap.max, names)}`
}

/** `可与省级技改扶持同享`. */
export function stackingMeaning(rule: Stacking): string {
  const list = (all: readonly string[]) => all.join(zh() ? '、' : ', ')
  switch (rule.rule) {
    case 'with': return zh() ? `可与${list(rule.others)}同享` : `together with ${list(rule.others)}`
    case 'not with': return zh() ? `不与${list(rule.others)}同享` : `not together with ${list(rule.others)}`
    case 'highest': return zh() ? '只取最高' : 'only the highest'
    case 'promotion': return rule.pays === 'full' ? (zh() ? '升级后再得全额' : 'the full sum on promotion') : zh() ? '升级后补差额' : 'the difference on promotion'
    case 'after': return zh() ? `先扣除${list(rule.others)}` : `less ${list(rule.others)}`
    case 'use once': return zh() ? `${rule.what}不重复使用` : `${rule.what} never twice`
  }
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
