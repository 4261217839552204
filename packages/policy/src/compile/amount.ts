import { describe, quantity, quantityRange, type Tree, type Type } from '@lizhu/feel'
import { adjustment, amount as amountSchema, cap, floor, tableRow, type RawAdjustment, type RawAmount, type RawCap, type RawTableRow } from '../grammar/amount.ts'
import type { Adjustment, Amount, Cap, Floor, Given, Portion, Read, Rounding, TableRow } from '../program.ts'
import { Scalar } from '../source/yaml.ts'
import { band, checkBands } from './band.ts'
import { NOTHING, expression, isRatio, sameKind, optionalWords, predicate, wordsOf, type Context } from './context.ts'
import { readable } from './reading.ts'
import { EVERY, scopeOf } from './vocabulary.ts'

/** Compiles an amount: what · of what · changed by · limited by. `subject` is the kind that the instrument is for. */
export function amount(raw: RawAmount, subject: string, context: Context): Read<Amount> {
  return readable(raw, amountSchema, 'amount', context, given => plainAmount(given, subject, context))
}

function plainAmount(raw: RawAmount, subject: string, context: Context): Amount {
  checkKeys(raw, context)
  const byYear = raw.sum !== undefined && raw.sum.text in EVERY
  const summed = raw.sum === undefined ? undefined : byYear ? 'periods' : 'claims'
  if (raw.sum && !byYear && !context.vocabulary.kinds.has(raw.sum.text)) context.report('unknown-name', raw.sum.span, { name: raw.sum.text })
  const scope = raw.sum && !byYear ? scopeOf(context.vocabulary, subject, raw.sum.text) : context.scope
  const here = { ...context, scope }
  const of = raw.of && expression(raw.of, here)
  const given = givenOf(raw, here)
  const rows = raw.table?.map((row, index) => readable(row, tableRow, `amount/table/${index + 1}`, here, one => compileRow(one, here)))
  if (raw.table) checkTable(raw.table, here)
  const portions = raw.portions?.map((row): Portion => ({ ...optionalWords(row.words, here), band: band(row.band, here.report) ?? NOWHERE, give: expression(row.give, here) }))
  if (raw.portions) checkBands(raw.portions.flatMap(row => { const found = band(row.band, () => undefined); return found ? [{ band: found, at: row.band }] : [] }), here.report)
  const each = raw.each && { step: expression(raw.each, here), part: raw.steps?.text === 'part' }
  const type = amountType(raw, of, given ?? rows?.[0]?.given, each !== undefined, here)
  return {
    words: raw.words && wordsOf(raw.words, here), type, round: rounding(raw.round, here), adjust: adjustments(raw.adjust, here), atLeast: floors(raw, here), atMost: caps(raw['at most'], 'amount/at most', here, of === NOTHING ? undefined : type, summed),
    sum: raw.sum && { lines: raw.sum.text, ...lineKeys(raw, here) }, of, given, each,
    table: rows && { rows, ...(raw.on ? { on: expression(raw.on, here) } : {}) }, portions, form: raw.form?.text,
  }
}
const NO_SPAN = { from: 0, to: 0 }
const NOWHERE = { type: { kind: 'number' } } as const

function lineKeys(raw: RawAmount, context: Context): { where?: Tree; order?: Tree; from?: Tree } {
  return {
    ...(raw.where ? { where: predicate(raw.where, context) } : {}),
    ...(raw.order ? { order: expression(raw.order, context) } : {}),
    ...(raw.from ? { from: expression(raw.from, context, { kind: 'date' }) } : {}),
  }
}

/** One of give · up to · between · table · portions stands; keys of lines need lines. */
function checkKeys(raw: RawAmount, { report }: Context): void {
  if (!raw.sum) for (const key of ['where', 'order', 'from'] as const) { const stray = raw[key]; if (stray) report('needs-sum', stray.span, { key }) }
  const stands = (['give', 'up to', 'between', 'table', 'portions'] as const).filter(key => raw[key] !== undefined)
  const first = Object.values(raw).find(value => value !== undefined)
  const span = raw.words?.span ?? (first && 'span' in first ? first.span : NO_SPAN)
  if (stands.length !== 1) report('amount-one-of', span, { keys: stands.join(' · ') })
  if (raw.portions && !raw.of) report('amount-needs-of', span)
}

function givenOf(raw: { give?: Scalar | undefined; 'up to'?: Scalar | undefined; between?: Scalar | undefined; 'decided by'?: Scalar | undefined }, context: Context): Given | undefined {
  if (raw.give) return { how: 'exact', value: expression(raw.give, context) }
  if (raw['up to']) return { how: 'ceiling', value: expression(raw['up to'], context) }
  if (!raw.between) return undefined
  const range = quantityRange(raw.between.text)
  if (!range) { context.report('range', raw.between.span, { value: raw.between.text }); return undefined }
  const { span } = raw.between
  const [from = '', to = ''] = raw.between.text.split('..').map(end => end.trim())
  return { how: 'between', from: expression(new Scalar(from, true, span), context), to: expression(new Scalar(to, true, span), context), ...(raw['decided by'] ? { decidedBy: raw['decided by'].text } : {}) }
}

/** A row of a table: whole band or test, and what it gives. */
export function compileRow(row: RawTableRow, context: Context): TableRow {
  const given = givenOf(row, context)
  if (!given) context.report('row-gives-nothing', (row.words ?? row.band ?? row.test)?.span ?? NO_SPAN)
  const found = row.band && band(row.band, context.report)
  return { ...optionalWords(row.words, context), given: given ?? { how: 'exact', value: NOTHING }, ...(found ? { band: found } : {}), ...(row.test ? { test: predicate(row.test, context) } : {}) }
}

function checkTable(rows: readonly RawTableRow[], { report }: Context): void {
  checkBands(rows.flatMap(row => { const found = row.band && band(row.band, () => undefined); return found && row.band ? [{ band: found, at: row.band }] : [] }), report)
  for (const row of rows.slice(0, -1)) if (!row.band && !row.test) report('row-unreachable', (row.give ?? row['up to'] ?? row.words)?.span ?? NO_SPAN)
}

/** The type of the whole: of the base for a rate, of what is given otherwise. */
function amountType(raw: RawAmount, of: Tree | undefined, given: Given | undefined, stepped: boolean, { report }: Context): Type {
  const gives = given === undefined ? undefined : given.how === 'between' ? given.from.type : given.value.type
  if (raw.portions) return of?.type ?? { kind: 'money', currency: 'CNY' }
  if (gives === undefined) return { kind: 'money', currency: 'CNY' }
  if (stepped || of === undefined) {
    if (of === undefined && gives.kind === 'rate' && raw.form === undefined) report('rate-needs-of', (raw.give ?? raw['up to'] ?? raw.between)?.span ?? NO_SPAN)
    return gives
  }
  if (isRatio(gives)) return of.type
  const place = (raw.table?.[0]?.give ?? raw.table?.[0]?.['up to'] ?? raw.give ?? raw['up to'] ?? raw.of)?.span ?? NO_SPAN
  report(raw.table ? 'table-gives-sums' : 'give-not-rate', place, { zh: describe(gives, 'zh'), en: describe(gives, 'en') })
  return gives
}

function adjustments(raw: readonly RawAdjustment[] | undefined, context: Context): Read<Adjustment>[] {
  return (raw ?? []).map((row, index) => readable(row, adjustment, `amount/adjust/${index + 1}`, context, given => {
    const change = given.add ? 'add' : given.times ? 'times' : 'less'
    const by = given.add ?? given.times ?? given.less
    if (!by) context.report('adjust-one-of', (given.words ?? given.test)?.span ?? NO_SPAN)
    return { ...optionalWords(given.words, context), change, by: by ? expression(by, context) : NOTHING, ...(given.test ? { test: predicate(given.test, context) } : {}) }
  }))
}

function floors(raw: RawAmount, context: Context): Read<Floor>[] {
  return (raw['at least'] ?? []).map((row, index) => readable(row, floor, `amount/at least/${index + 1}`, context, given => ({ ...optionalWords(given.words, context), min: expression(given.min, context) })))
}

/** `at most` rows, of an amount (of this type, where it is known; summed over claims or periods) or of a general block (money). */
export function caps(raw: readonly RawCap[] | undefined, path: string, context: Context, type: Type | undefined, summed?: 'claims' | 'periods'): Read<Cap>[] {
  return (raw ?? []).map((row, index) => readable(row, cap, `${path}/${index + 1}`, context, given => {
    if (type) checkCap(given, type, summed, context)
    const over = given.over && (Array.isArray(given.over) ? given.over : [given.over]).map(name => name.text)
    const every = given.every && EVERY[given.every.text]
    return {
      id: `${context.id}/${path}/${index + 1}`, words: given.words && wordsOf(given.words, context), max: expression(given.max, context),
      per: given.per?.text, every, over, including: given.including && expression(given.including, context),
    }
  }))
}

/** A limit is of the amount's own type, or a count of lines; under `sum` it says whether it is of a line or of the whole. */
function checkCap(raw: RawCap, type: Type, summed: 'claims' | 'periods' | undefined, context: Context): void {
  const max = expression(raw.max, { ...context, report: () => undefined }).type
  const counts = max.kind === 'number' && summed === 'claims'
  if (!counts && !sameKind(max, type)) context.report(max.kind === 'rate' ? 'cap-is-rate' : 'cap-type', raw.max.span, { max: raw.max.text, zh: describe(type, 'zh'), en: describe(type, 'en'), maxZh: describe(max, 'zh'), maxEn: describe(max, 'en') })
  if (summed !== undefined && !raw.per && !raw.every && !raw.over) context.report('cap-needs-per', raw.max.span)
}

/** `round`: `down 1元`, `nearest 100元`, `up 1元`, each optionally `per line`. Default: down to the fen. */
function rounding(raw: Scalar | undefined, { report }: Context): Rounding {
  if (raw === undefined) return { mode: 'down', to: 1n, perLine: false }
  const match = /^(down|up|nearest)(?:\s+(\S+元|1分|1角))?(\s+per line)?$/.exec(raw.text)
  const unit = match?.[2] === '1分' || match?.[2] === undefined ? 1n : match[2] === '1角' ? 10n : undefined
  const figure = match?.[2] ? quantity(match[2]) : undefined
  const mode = match?.[1]
  if (!match || (mode !== 'down' && mode !== 'up' && mode !== 'nearest')) { report('round', raw.span, { value: raw.text }); return { mode: 'down', to: 1n, perLine: false } }
  const to = unit ?? (figure && typeof figure.value === 'object' && 'n' in figure.value ? figure.value.n / figure.value.d : 1n)
  return { mode, to, perLine: match[3] !== undefined }
}
