import pc from 'picocolors'
import { UNKNOWN, calendar, format, type Rational, type Type, type Value } from '@lizhu/feel'
import { IN_FORCE, failing, leavesOf, shortText, workingOf, type Allotted, type Assessment, type ConditionTrace, type Language, type Missing, type NotAllotted, type Program, type Result } from '@lizhu/policy'
import { table } from './table.ts'

interface PrintOptions { readonly language: Language; readonly all: boolean; readonly detail: boolean }

const YUAN: Type = { kind: 'money', currency: 'CNY' }
const STEPS = {
  line: ['行', 'line'], base: ['基数', 'base'], give: ['给予', 'gives'], row: ['档', 'band'], portion: ['段', 'portion'], adjust: ['调整', 'changed by'], 'at least': ['不低于', 'at least'], 'at most': ['不超过', 'at most'],
  round: ['取整', 'rounded'], once: ['一次性', 'once'], stacking: ['叠加', 'stacking'], shared: ['合计不超过', 'together at most'], setting: ['细则', 'rule'], balance: ['额度', 'balance'],
} as const
const STATES = { eligible: ['可享受 ✓', 'eligible ✓'], ceiling: ['上限 ≤', 'up to ≤'], undecided: ['待定 ◇', 'undecided ◇'], unknown: ['缺信息 ?', 'facts missing ?'], ineligible: ['不符合 ✕', 'not eligible ✕'], outside: ['另行规定 ↗', 'other document ↗'] } as const
type State = keyof typeof STATES
const ORDER: readonly State[] = ['eligible', 'ceiling', 'undecided', 'unknown', 'ineligible', 'outside']
const COLOURS: Readonly<Record<State, (text: string) => string>> = { eligible: pc.green, ceiling: pc.cyan, undecided: pc.yellow, unknown: pc.yellow, ineligible: pc.dim, outside: pc.dim }

/** An eligible row whose amount somebody still decides is a state of its own to the reader. */
export function stateOf({ status, granted }: Assessment): State {
  return status === 'eligible' && (granted?.how === 'ceiling' || granted?.how === 'between') ? 'ceiling' : status
}

/** Results grouped by state, the surest first; with `detail` the conditions and the working too. */
export function printResult(program: Program, result: Result, options: PrintOptions): void {
  const zh = options.language === 'zh'
  console.log(pc.bold(`${zh ? program.pack.title : program.pack.en ?? program.pack.title} · ${program.pack.number ?? program.pack.id} · ${zh ? '评估日期' : 'as of'} ${calendar.isoDate(result.asOf)}`))
  for (const state of ORDER) {
    const rows = result.assessments.filter(one => stateOf(one) === state)
    if (rows.length === 0) continue
    const label = STATES[state][zh ? 0 : 1]
    if (!options.all && !options.detail && (state === 'ineligible' || state === 'outside')) { console.log(`\n${COLOURS[state](`${label} · ${rows.length}`)}  ${pc.dim(zh ? '（--all 列出）' : '(--all lists them)')}`); continue }
    console.log(`\n${COLOURS[state](`${label} · ${rows.length}`)}`)
    console.log(table(rows.map(row => ['  ' + row.instrument, nameOf(program, row, zh), subjectOf(row), figureOf(row, options.language), reasonOf(row, options.language)])))
    if (options.detail) for (const row of rows) printDetail(program, row, options.language)
  }
  for (const joint of result.joint) console.log(pc.cyan(`\n≤ ${zh ? '合计' : 'together'} ${format(joint.most, joint.type, options.language)} · ${joint.members.map(member => member.subject).join('、')} · “${joint.words?.quote ?? ''}”`))
  const next = result.ask[0]
  if (next) console.log(`\n${zh ? '下一问' : 'Next question'}: ${questionOf(program, next.missing, options.language)} ${pc.dim(zh ? `（可定 ${next.settles.length} 项）` : `(settles ${next.settles.length})`)}`)
}

/** Whose row it is; where no claim was told, the party of which nothing was told. */
function subjectOf({ subject }: Assessment): string { return subject.name ?? (subject.id === '' ? subject.under ?? subject.party : subject.id) }

function nameOf(program: Program, row: Assessment, zh: boolean): string {
  const found = program.instruments.find(one => one.id === row.instrument)
  return (zh ? found?.name : found?.en ?? found?.name) ?? ''
}

/** The amount as the reader may take it: exact, a bound, a range; never a bound as an entitlement. */
export function figureOf({ granted, worth, status }: Assessment, language: Language): string {
  const show = (value: Rational, type: Type) => format(value, type, language)
  if (granted?.how === 'exact') return show(granted.value, granted.type)
  if (granted?.how === 'ceiling') return `≤ ${show(granted.most, granted.type)}`
  if (granted?.how === 'between') return `${show(granted.least, granted.type)} – ${show(granted.most, granted.type)}`
  if (granted) return language === 'zh' ? '不涉及金额' : 'not money'
  if (worth?.most && status !== 'outside') return `(≤ ${show(worth.most, worth.type)})`
  return ''
}

function reasonOf(row: Assessment, language: Language): string {
  const zh = language === 'zh'
  const against = failing(row.conditions)[0]
  if (against?.id === IN_FORCE) return zh ? '政策在评估日期没有施行' : 'the policy is not in force on that day'
  if (row.status === 'ineligible') return against ? [against.excludes ? (zh ? '排除：' : 'excluded: ') : '', `“${against.words?.quote ?? ''}”`, against.short ? ` ${shortText(against.short, language)}` : ''].join('') : row.limitedBy?.quote ?? ''
  if (row.status === 'unknown') return `${zh ? '缺' : 'needs'}：${[...new Set(row.missing.map(one => missingName(one)))].slice(0, 4).join('、')}`
  if (row.status === 'undecided') return row.undecided.map(one => 'setting' in one ? `${one.setting}${one.owner ? `（${one.owner}）` : ''}` : one.reading.question).join('；')
  if (row.status === 'outside') return row.document ?? ''
  return row.limitedBy ? `“${row.limitedBy.quote}”` : ''
}
function missingName({ fact, kind, at }: Missing): string { return fact ? `${fact.name}${at === undefined ? '' : ` ${at}`}` : kind }

/** The fact's own question, with its period where it has one. */
export function questionOf(program: Program, { fact, kind, subject, at }: Missing, language: Language): string {
  const owner = program.kinds.find(one => one.name === kind)
  const declared = fact && (owner?.facts ?? []).concat(program.area).find(one => one.name === fact.name)
  const when = at === undefined ? '' : language === 'zh' ? `${at} 年：` : `${at}: `
  if (!fact) return language === 'zh' ? `有没有「${kind}」？` : `Is there any ${owner?.en ?? kind}?`
  const text = (language === 'zh' ? declared?.ask : declared?.askEn ?? declared?.ask) ?? fact.name
  return `${when}${owner?.party === false && subject !== '' ? `${kind} ${subject}：` : ''}${text}`
}

function printDetail(program: Program, row: Assessment, language: Language): void {
  const zh = language === 'zh'
  console.log(`\n  ${pc.bold(`${row.instrument} ${nameOf(program, row, zh)}`)} · ${subjectOf(row)}`)
  const mark = ({ verdict, excludes }: ConditionTrace) => verdict === 'unknown' ? pc.yellow('?') : verdict === 'undecided' ? pc.yellow('◇') : verdict === (excludes === true) ? pc.red('✕') : pc.green('✓')
  for (const one of leavesOf(row.conditions)) {
    const facts = factsOf(one).map(({ name, value, type }) => `${name} ${value === UNKNOWN ? (zh ? '缺' : 'missing') : format(value, type, language)}`)
    console.log(`    ${mark(one)} ${one.id === IN_FORCE ? (zh ? '政策在评估日期没有施行' : 'the policy is not in force on that day') : `“${one.words?.quote ?? ''}”`}  ${pc.dim(facts.join(' · '))}`)
  }
  for (const step of row.steps) {
    console.log(`    ${step.limits === true ? pc.cyan('≤') : '·'} ${STEPS[step.step][zh ? 0 : 1]} ${workingOf(step, language) ?? ''} ${pc.dim(step.words ? `“${step.words.quote}”` : '')}`)
  }
  for (const one of row.keep ?? []) console.log(`    ${one.breach === true ? pc.red('!') : '·'} ${zh ? '承诺' : 'promise'} ${one.promise}${one.repay && one.breach === true ? (zh ? `；应退 ${format(one.repay, YUAN, language)}` : `; to repay ${format(one.repay, YUAN, language)}`) : ''} ${pc.dim(one.words ? `“${one.words.quote}”` : '')}`)
  for (const [index, part] of (row.pay?.parts ?? []).entries()) console.log(`    · ${zh ? `第 ${index + 1} 期` : `part ${index + 1}`} ${format(part.value, YUAN, language)} ${part.due === true ? (zh ? '可付' : 'due') : part.due === false ? (zh ? '未到' : 'not yet') : (zh ? '缺信息' : 'facts missing')} ${pc.dim(part.words ? `“${part.words.quote}”` : '')}`)
  for (const reading of row.restsOn) console.log(pc.yellow(`    ◇ ${zh ? '我们的读法' : 'our reading'}：${reading.question} → ${reading.readAs ?? '—'}`))
}

/** The facts a condition read, each once, with the period it was read for. */
function factsOf({ trace }: ConditionTrace): { name: string; value: Value; type: Type }[] {
  const found = new Map<string, { name: string; value: Value; type: Type }>()
  const visit = (node: NonNullable<ConditionTrace['trace']>) => {
    if (node.tree.op === 'fact') { const name = `${node.tree.ref.name}${node.at === undefined ? '' : ` ${periodText(node.at, node.tree.ref.every)}`}`; found.set(name, { name, value: node.value, type: node.tree.type }) }
    node.children.forEach(visit)
  }
  if (trace) visit(trace)
  return [...found.values()]
}
function periodText(at: number, every: string | undefined): string { return every === 'month' ? `${Math.floor(at / 12)}-${String(at % 12 + 1).padStart(2, '0')}` : String(at) }

const PLACES = { granted: ['已安排', 'granted'], part: ['核减', 'in part'], queued: ['排队', 'queued'], tied: ['并列，待定', 'tied, to be decided'], open: ['待定', 'to be decided'] } as const

/** What is left to each of several applicants of one pool: an assessment alone does not look at the others. */
export function printAllocation(program: Program, all: readonly (Allotted | NotAllotted)[], language: Language): void {
  const zh = language === 'zh'
  for (const one of all) {
    const name = program.instruments.find(known => known.id === one.instrument)?.name ?? ''
    if (!('rows' in one)) {
      if (one.open.length + one.missing.length > 0) console.log(pc.yellow(`\n${one.instrument} ${name}：${zh ? '额度未分配，还有未定的申请或事实' : 'not allocated: amounts or facts are open'} ${one.open.join('、')} ${one.missing.map(missingName).join('、')}`))
      continue
    }
    if (one.rows.length === 0) continue
    console.log(`\n${one.instrument} ${name} · ${zh ? '额度分配' : 'allocation'} ${pc.dim(one.words ? `“${one.words.quote}”` : '')}`)
    console.log(table(one.rows.map(row => [`  ${row.id}`, format({ n: row.granted, d: 1n }, YUAN, language), PLACES[row.place][zh ? 0 : 1]])))
  }
}
