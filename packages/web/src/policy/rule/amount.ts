import type { Amount, Band, Cap, Given, Program } from '@lizhu/policy'
import { language } from '../../i18n/language.ts'
import { feel, operand } from '../../pack/expression.ts'
import { show } from '../../pack/figures.ts'
import type { Names } from '../../pack/names.ts'
import { phrase, tight } from '../../pack/phrase.ts'
import { capSentence } from '../meaning.ts'

const zh = () => language() === 'zh'

/** The amount as one sentence. */
export function amountSentence(amount: Amount, program: Program, names: Names): string {
  const parts = [sumWords(amount, names), mainWords(amount, program, names), ...amount.atLeast.map(floor => `≥ ${phrase(floor.min, names)}`), ...amount.atMost.map(cap => capSentence(cap, names)), formWords(amount)]
  const sentence = parts.filter(part => part !== '').join(zh() ? '；' : '; ')
  return zh() ? `${tight(sentence)}。` : `${sentence}.`
}

function sumWords({ sum }: Amount, names: Names): string {
  if (sum === undefined) return ''
  return zh() ? `逐${sum.lines}计算后合计${sum.where === undefined ? '' : `（${phrase(sum.where, names)}）`}` : `summed over ${names.kind(sum.lines)}${sum.where === undefined ? '' : ` where ${phrase(sum.where, names)}`}`
}

function mainWords(amount: Amount, program: Program, names: Names): string {
  const base = amount.of === undefined ? '' : phrase(amount.of, names)
  if (amount.table !== undefined) {
    const on = amount.table.on === undefined ? base : phrase(amount.table.on, names)
    return zh() ? `按${on === '' ? '下表' : ` ${on} 所在的档`}` : `by the band of ${on === '' ? 'the table' : on}`
  }
  if (amount.portions !== undefined) return zh() ? `${base} 分段，各段按各自的比例` : `${base} in portions, each at its own rate`
  if (amount.given === undefined) return ''
  const given = givenWords(amount.given, program, names)
  if (amount.each !== undefined) return zh() ? `${base} 每${amount.each.part ? '' : '满'} ${phrase(amount.each.step, names)} 给 ${given}` : `${given} for every ${amount.each.part ? '' : 'full '}${phrase(amount.each.step, names)} of ${base}`
  if (base === '') return given
  const most = '不超过 '
  return zh() ? tight(given.startsWith(most) ? `${most}${base} 的 ${given.slice(most.length)}` : `${base} 的 ${given}`) : `${given} of ${base}`
}

function givenWords(given: Given, program: Program, names: Names): string {
  if (given.how === 'between') {
    const by = given.decidedBy === undefined ? '' : zh() ? `（由${given.decidedBy}定）` : ` (decided by ${names.unit(given.decidedBy)})`
    return `${phrase(given.from, names)}–${phrase(given.to, names)}${by}`
  }
  const value = phrase(given.value, names)
  const setting = given.value.op === 'setting' ? program.settings.find(one => one.id === value) : undefined
  const text = setting === undefined || setting.set !== undefined ? value : zh() ? `${value}（${setting.owner === undefined ? '' : `由${setting.owner}`}未定）` : `${value} (${setting.owner === undefined ? '' : `by ${names.unit(setting.owner)}, `}not fixed)`
  return given.how === 'ceiling' ? (zh() ? `不超过 ${text}` : `at most ${text}`) : text
}

const formWords = ({ form }: Amount): string => (form === undefined ? '' : zh() ? `方式：${form}` : `form: ${form}`)

/** The same in FEEL; a cap on more than the subject stands on a line of its own. */
export function amountFeel(amount: Amount, kind: string): string {
  const base = amount.of === undefined ? '' : operand(amount.of)
  const main = mainFeel(amount, base)
  const floored = amount.atLeast.length === 0 ? main : `max(${[main, ...amount.atLeast.map(one => feel(one.min))].join(', ')})`
  const isOwn = (cap: Cap): boolean => cap.over === undefined && (cap.per === undefined || cap.per === kind || cap.per === amount.sum?.lines)
  const own = amount.atMost.filter(isOwn)
  const wider = amount.atMost.filter(cap => !isOwn(cap)).map(cap => `sum(${cap.per ?? cap.over?.join(', ') ?? ''}) <= ${feel(cap.max)}`)
  return [own.length === 0 ? floored : `min(${[floored, ...own.map(cap => feel(cap.max))].join(', ')})`, ...wider].join('\n')
}

function mainFeel(amount: Amount, base: string): string {
  const given = amount.given === undefined ? '' : amount.given.how === 'between' ? `[${feel(amount.given.from)}..${feel(amount.given.to)}]` : feel(amount.given.value)
  if (amount.table !== undefined) return base === '' ? 'table' : `table(${base})`
  if (amount.portions !== undefined) return `portions(${base})`
  if (amount.each !== undefined) return amount.each.part ? `${base} / ${feel(amount.each.step)} * ${given}` : `floor(${base} / ${feel(amount.each.step)}) * ${given}`
  return base === '' ? given : `${given} * ${base}`
}

export function givenFeel(given: Given, names: Names): string {
  if (given.how === 'between') return `${phrase(given.from, names)}–${phrase(given.to, names)}`
  return `${given.how === 'ceiling' ? '≤ ' : ''}${phrase(given.value, names)}`
}

export function bandWords(band: Band): string {
  const least = band.least === undefined ? '' : `${band.leastOpen === true ? '>' : '≥'} ${show(band.least, band.type)}`
  const most = band.most === undefined ? '' : `${band.mostOpen === true ? '<' : '≤'} ${show(band.most, band.type)}`
  return [least, most].filter(part => part !== '').join(zh() ? '，' : ', ')
}
