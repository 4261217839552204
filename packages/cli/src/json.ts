import { NONE, UNKNOWN, calendar, rational, type Rational, type Type, type Value } from '@lizhu/feel'
import type { Allotted, Assessment, ConditionTrace, Missing, NotAllotted, Program, Result } from '@lizhu/policy'
import { questionOf } from './print.ts'

/**
 * `lizhu assess --json`, version 1 (docs/cli.md). Money is a string in yuan with its fen, a rate or count an exact decimal or
 * fraction; days are ISO dates. Keys may be added; none changes its meaning within a version.
 */
export function resultJson(program: Program, result: Result) {
  return {
    version: 1 as const,
    pack: { id: program.pack.id, number: program.pack.number, hash: program.pack.hash, completedBy: program.others.filter(one => one.completes === program.pack.id).map(({ id, hash }) => ({ id, hash })) },
    asOf: calendar.isoDate(result.asOf),
    assessments: result.assessments.map(row => assessmentJson(program, row)),
    joint: result.joint.map(({ most, type, members, words }) => ({ most: figure(most, type), members, words: words?.quote })),
    ask: result.ask.map(({ missing, settles }) => ({ ...missingJson(missing), question: questionOf(program, missing, 'zh'), settles })),
  }
}

function assessmentJson(program: Program, row: Assessment) {
  const { granted } = row
  return {
    instrument: row.instrument, name: program.instruments.find(one => one.id === row.instrument)?.name, subject: row.subject, year: row.year, status: row.status,
    ...(granted?.how === 'exact' ? { amount: figure(granted.value, granted.type) } : {}),
    ...(granted?.how === 'ceiling' ? { ceiling: figure(granted.most, granted.type) } : {}),
    ...(granted?.how === 'between' ? { between: [figure(granted.least, granted.type), figure(granted.most, granted.type)], decidedBy: granted.decidedBy } : {}),
    ...(granted?.how === 'measure' ? { measure: true } : {}),
    limitedBy: row.limitedBy?.quote, lines: row.lines?.map(line => ({ id: line.id, amount: yuan(line.value) })), document: row.document,
    conditions: row.conditions.map(conditionJson),
    ...(row.worth ? { worth: { least: row.worth.least && figure(row.worth.least, row.worth.type), most: row.worth.most && figure(row.worth.most, row.worth.type) } } : {}),
    steps: row.steps.map(step => ({ step: step.step, words: step.words?.quote, value: step.value === undefined || !step.type ? undefined : valueJson(step.value, step.type), limits: step.limits })),
    missing: row.missing.map(missingJson),
    undecided: row.undecided.map(one => 'setting' in one ? { setting: one.setting, owner: one.owner } : { reading: one.reading.question, id: one.reading.id }),
    keep: row.keep?.map(one => ({ promise: one.promise, words: one.words?.quote, months: one.months, days: one.days, breach: one.breach, repay: one.repay && yuan(one.repay), interest: one.interest, waiver: one.waiver })),
    balance: row.balance?.map(({ year, granted, used, lapsed, left }) => ({ year, granted: fen(granted), used: fen(used), lapsed: fen(lapsed), left: fen(left) })),
    restsOn: row.restsOn.map(({ id, question, readAs }) => ({ id, question, readAs })), pay: row.pay && { ...row.pay, parts: row.pay.parts?.map(part => ({ amount: yuan(part.value), words: part.words?.quote, due: part.due })) },
  }
}
/** A group carries its conditions under `all` or `any`. */
function conditionJson({ id, words, verdict, short, excludes, of }: ConditionTrace): Record<string, unknown> {
  if (of) return { [of.all ? 'all' : 'any']: of.conditions.map(conditionJson), verdict, excludes }
  return { id, words: words?.quote, verdict, excludes, short: short && { fact: short.fact, operator: short.operator, need: valueJson(short.need, short.type), have: valueJson(short.have, short.type), by: figure(short.by, short.byType) } }
}
function missingJson({ subject, kind, fact, at }: Missing) { return { subject, kind, fact: fact?.name, period: at } }

function figure(value: Rational, type: Type) { return { value: type.kind === 'money' ? yuan(value) : exact(value), type: type.kind, ...(type.kind === 'money' ? { currency: type.currency } : {}), ...(type.kind === 'number' && type.unit ? { unit: type.unit } : {}) } }
function valueJson(value: Value, type: Type): unknown {
  if (value === UNKNOWN) return null
  if (value === NONE) return '无'
  if (typeof value === 'object' && 'n' in value) return figure(value, type)
  if (typeof value === 'number') return type.kind === 'date' ? calendar.isoDate(value) : value
  return typeof value === 'object' ? value.map(item => valueJson(item, type.kind === 'list' ? type.of : type)) : value
}
/** fen as yuan, exactly: `1000000.01`; what has no last fen as a fraction of a yuan. */
function yuan(fen: Rational): string {
  const { n, d } = rational.divide(fen, rational.whole(100))
  if (d !== 1n && 100n % d !== 0n) return `${n}/${d}`
  const cents = n * (100n / d)
  const size = cents < 0n ? -cents : cents
  return `${cents < 0n ? '-' : ''}${size / 100n}.${String(size % 100n).padStart(2, '0')}`
}
function fen(amount: bigint): string { return yuan(rational.whole(amount)) }
function exact({ n, d }: Rational): string { return d === 1n ? n.toString() : `${n}/${d}` }

/** A pool divided among the parties of the file, or why it could not be. */
export function allotmentJson(one: Allotted | NotAllotted): Record<string, unknown> {
  if (!('rows' in one)) return { instrument: one.instrument, missing: one.missing.map(missingJson), open: one.open }
  return { instrument: one.instrument, words: one.words?.quote, short: one.short, left: one.left.toString(), rows: one.rows.map(row => ({ subject: row.id, asked: fen(row.asked), granted: fen(row.granted), place: row.place })) }
}
