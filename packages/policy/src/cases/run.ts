import { calendar, format, quantity, rational, type Rational } from '@lizhu/feel'
import { assess } from '../assess/index.ts'
import { readDossier } from '../dossier/read.ts'
import type { Assessment, Result } from '../assessment.ts'
import type { RawExpectation } from '../grammar/cases.ts'
import type { Loaded } from '../compile/load.ts'
import type { Scalar } from '../source/yaml.ts'
import { squeeze } from '../source/law.ts'
import { runDefinition } from './definition.ts'
import { failing } from '../failing.ts'
import { chooseReadings } from './readings.ts'
import type { Case } from './read.ts'

/** Runs a worked example; what differs from its expectations, each in one sentence. Empty: the case passes. */
export function runCase(loaded: Pick<Loaded, 'program' | 'vocabulary'>, one: Case): string[] {
  const { raw } = one
  const { program } = loaded
  if (raw.definition) return runDefinition(loaded, one)
  const instrument = raw.instrument?.text ?? ''
  const { dossier, problems } = readDossier(program, one.facts)
  const wrong = problems.filter(problem => problem.severity === 'error').map(problem => `facts: ${problem.path.join('.')} ${problem.code} ${JSON.stringify(problem.params)}`)
  if (!program.instruments.some(known => known.id === instrument)) return [...wrong, `no instrument ${instrument}`]
  const readings = chooseReadings(program, raw.readings ?? [])
  if (typeof readings === 'string') return [...wrong, readings]
  const asOf = calendar.parseDate(raw['as of'].text)
  if (asOf === undefined) return [...wrong, `as of: ${raw['as of'].text}`]
  const result = assess(program, dossier, { asOf, readings, instruments: [instrument] })
  return [...wrong, ...raw.expect.flatMap(expected => compare(expected, result, instrument))]
}

function compare(expected: RawExpectation, result: Result, instrument: string): string[] {
  if (expected.joint) return compareJoint(expected, result, instrument)
  const rows = result.assessments.filter(row => row.instrument === instrument && (expected.subject === undefined || row.subject.id === expected.subject.text))
  const [row, second] = rows
  if (!row) return [`no assessment of ${instrument}${expected.subject ? ` for ${expected.subject.text}` : ''}`]
  if (second && !expected.subject) return [`${rows.length} assessments: say which subject`]
  return compareRow(expected, row)
}

function compareRow(expected: RawExpectation, row: Assessment): string[] {
  const { granted } = row
  const is = (key: string, wanted: Scalar | undefined, found: string | undefined) => wanted && squeeze(wanted.text) !== squeeze(found ?? '') ? [`${key}: expected ${wanted.text}, found ${found ?? 'nothing'}`] : []
  const figure = (key: string, wanted: Scalar | undefined, found: Rational | undefined) => wanted ? compareFigure(key, wanted.text, found) : []
  const how = (key: string, wanted: Scalar | undefined, kind: string) => wanted && granted?.how !== kind ? [`${key}: expected ${kind}, found ${granted?.how ?? row.status}`] : []
  const exact = granted?.how === 'exact' ? granted.value : undefined
  const most = granted?.how === 'ceiling' || granted?.how === 'between' ? granted.most : undefined
  return [
    ...is('status', expected.status, row.status),
    ...how('amount', expected.amount, 'exact'), ...how('count', expected.count, 'exact'), ...how('ceiling', expected.ceiling, 'ceiling'), ...how('from', expected.from, 'between'), ...how('measure', expected.measure, 'measure'),
    ...figure('amount', expected.amount, exact), ...figure('count', expected.count, exact), ...figure('ceiling', expected.ceiling, most), ...figure('to', expected.to, most), ...figure('from', expected.from, granted?.how === 'between' ? granted.least : undefined),
    ...is('limited by', expected['limited by'], row.limitedBy?.quote), ...is('decided by', expected['decided by'], granted?.how === 'between' ? granted.decidedBy : undefined),
    ...compareBecause(expected, row), ...compareMissing(expected, row), ...figure('short', expected.short, failing(row.conditions).find(one => one.short)?.short?.by),
    ...(expected.lines ?? []).flatMap((line, index) => compareFigure(`line ${index + 1}`, line.text, row.lines?.[index]?.value)),
    ...comparePay(expected, row), ...figure('repay', expected.repay, row.keep?.find(one => one.repay)?.repay),
    ...is('beneficiary', expected.beneficiary, row.pay?.beneficiary), ...is('applicant', expected.applicant, row.pay?.applicant), ...is('payee', expected.payee, row.pay?.payee),
  ]
}

/** Money, counts and rates compare by their exact size. */
function compareFigure(key: string, wanted: string, found: Rational | undefined): string[] {
  const figure = quantity(wanted)
  const exact = typeof figure?.value === 'number' ? rational.whole(figure.value) : figure?.value
  if (!figure || typeof exact !== 'object' || !('n' in exact)) return [`${key}: ${wanted} is no quantity`]
  if (found && rational.equal(exact, found)) return []
  return [`${key}: expected ${wanted}, found ${found ? format(typeof figure.value === 'number' ? Number(found.n) : found, figure.type, 'zh') : 'nothing'}`]
}

/** `because`: words of a condition that does not hold, or a setting, reading or document that decides. */
function compareBecause(expected: RawExpectation, row: Assessment): string[] {
  if (!expected.because) return []
  const wanted = squeeze(expected.because.text)
  const reasons = [
    ...failing(row.conditions).map(one => one.words?.quote ?? ''),
    ...row.undecided.map(one => 'setting' in one ? one.setting : one.reading.question), row.document ?? '', row.limitedBy?.quote ?? '',
    ...row.steps.filter(step => step.limits === true || step.step === 'row').map(step => step.words?.quote ?? ''),
  ].map(squeeze)
  return reasons.some(reason => reason === wanted || (reason !== '' && (reason.includes(wanted) || wanted.includes(reason)))) ? [] : [`because: expected ${expected.because.text}, found ${reasons.filter(reason => reason !== '').join(' | ') || 'nothing'}`]
}

function compareMissing(expected: RawExpectation, row: Assessment): string[] {
  if (!expected.missing) return []
  const found = row.missing.map(one => one.fact?.name ?? one.kind)
  const lacking = expected.missing.map(name => name.text.split('.').at(-1) ?? '').filter(name => !found.includes(name))
  return lacking.length > 0 ? [`missing: expected ${lacking.join('、')}, found ${found.join('、') || 'nothing'}`] : []
}

function comparePay(expected: RawExpectation, row: Assessment): string[] {
  const parts = row.pay?.parts ?? []
  const due = parts.filter(part => part.due === true).reduce<Rational>((sum, part) => rational.add(sum, part.value), rational.whole(0))
  return [
    ...(expected.parts ?? []).flatMap((part, index) => compareFigure(`part ${index + 1}`, part.text, parts[index]?.value)),
    ...(expected.payable ? compareFigure('payable', expected.payable.text, due) : []),
  ]
}

function compareJoint(expected: RawExpectation, result: Result, instrument: string): string[] {
  const over = (expected.over ?? []).map(one => one.text)
  const found = result.joint.filter(joint => joint.members.some(member => member.instrument === instrument) && over.every(id => joint.members.some(member => member.subject === id)))
  if (found.length === 0) return [`joint: no joint ceiling over ${over.join('、')}`]
  return found.some(joint => compareFigure('joint', expected.joint?.text ?? '', joint.most).length === 0) ? [] : found.flatMap(joint => compareFigure('joint', expected.joint?.text ?? '', joint.most))
}
