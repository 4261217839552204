import { rational, type Rational, type Tree } from '@lizhu/feel'
import type { Raw } from '../grammar/blocks.ts'
import { nearest } from '../grammar/nearest.ts'
import type { Criterion, Instrument, Lapse, Procedure, ProcedureStep, Program, StepName, Way } from '../program.ts'
import type { Scalar } from '../source/yaml.ts'
import { list } from './around.ts'
import { expression, within, wordsOf, type Context } from './context.ts'
import { optional } from './vocabulary.ts'

/** Compiles a `procedure` block. A figure of it is a plain quantity: nothing here depends on a fact. */
export function procedure(raw: Raw<'procedure'>, outer: Context, instruments: readonly Instrument[]): Procedure {
  const context = within(raw.words, outer)
  const named = raw['applies to']
  const ids = new Set(instruments.map(one => one.id))
  // A completing pack read by itself knows none; then nothing can be said of its names.
  if (ids.size > 0) for (const one of named === undefined ? [] : Array.isArray(named) ? named : [named]) {
    if (!ids.has(one.text)) context.report('unknown-instrument', one.span, { id: one.text, meant: nearest(one.text, ids) ?? '' })
  }
  return {
    id: raw.id.text, article: context.article, pack: context.pack, words: wordsOf(raw.words, outer), name: raw.name.text, ...optional('en', raw.en),
    way: WAY[raw.way.text] ?? 'call', ...(named === undefined ? {} : { appliesTo: list(named) }), steps: raw.steps.map(step => stepOf(step, context)),
    ...(raw.evaluation === undefined ? {} : { evaluation: { words: wordsOf(raw.evaluation.words, context), after: lapse(raw.evaluation.after, context) } }),
  }
}

const WAY: Readonly<Record<string, Way>> = { proposed: 'proposed', prefilled: 'prefilled', call: 'call' }
const STEP: Readonly<Record<string, StepName>> = {
  acceptance: 'acceptance', 'formal review': 'formal review', 'county review': 'county review', 'joint review': 'joint review',
  experts: 'experts', inspection: 'inspection', publicity: 'publicity', approval: 'approval',
}

function stepOf(raw: Raw<'procedure'>['steps'][number], context: Context): ProcedureStep {
  const { 'working days': days, sample, 'all from': from, experts, pass } = raw
  const whole = (scalar: Scalar): number => Number(rational.floor(figure(scalar, context)))
  const sheet = raw.sheet?.map((one): Criterion => ({ criterion: one.criterion.text, ...optional('en', one.en), words: wordsOf(one.words, context), most: whole(one.most) }))
  const most = (sheet ?? []).reduce((sum, one) => sum + one.most, 0)
  const passes = pass === undefined ? undefined : whole(pass)
  if (pass !== undefined && passes !== undefined && passes > most) context.report('pass-unreachable', pass.span, { value: pass.text, most: String(most) })
  return {
    step: STEP[raw.step.text] ?? 'acceptance', words: wordsOf(raw.words, context),
    ...(days === undefined ? {} : { workingDays: whole(days) }), ...(sample === undefined ? {} : { sample: figure(sample, context) }),
    ...(from === undefined ? {} : { allFrom: rational.floor(figure(from, context)) }), ...(experts === undefined ? {} : { experts: whole(experts) }),
    ...(sheet === undefined ? {} : { sheet }), ...(passes === undefined ? {} : { pass: passes }),
  }
}

function figure(scalar: Scalar, context: Context): Rational {
  const tree: Tree = expression(scalar, context)
  if (tree.op === 'literal' && typeof tree.value === 'object' && 'n' in tree.value) return tree.value
  context.report('plain-quantity', scalar.span, { value: scalar.text })
  return rational.ZERO
}

function lapse(scalar: Scalar, context: Context): Lapse {
  const tree: Tree = expression(scalar, context)
  if (tree.op === 'literal' && tree.type.kind === 'duration' && typeof tree.value === 'number' && tree.value > 0) return { count: tree.value, unit: tree.type.unit }
  context.report('plain-lapse', scalar.span, { value: scalar.text })
  return { count: 1, unit: 'days' }
}

/** How applications under an instrument go: as a procedure says that names it, else as one for all. */
export function procedureOf({ procedures }: Pick<Program, 'procedures'>, instrument: string): Procedure | undefined {
  return procedures.find(one => one.appliesTo?.includes(instrument)) ?? procedures.find(one => one.appliesTo === undefined)
}
