import { columnKey } from '@lizhu/feel/kernel'
import { rational, type Comparator, type Rational, type Tree, type Type } from '@lizhu/feel'
import type { Condition, Instrument, Program } from '../program.ts'

/** From where to where an instrument is open by a fact; absent: no end. */
interface Span { readonly instrument: Instrument; readonly fact: string; readonly kind: string; readonly type: Type; readonly least?: Rational; readonly leastOpen: boolean; readonly most?: Rational; readonly mostOpen: boolean; /** The reading of a condition under which it is so; absent: as it is read. */ readonly readAs?: string }

/** What instruments for the same subjects leave between them, or grant twice over (amounts in the fact's unit: fen, a fraction, a count). */
export interface Meeting {
  readonly kind: 'gap' | 'overlap'
  readonly subject: string
  readonly fact: string
  readonly type: Type
  readonly from: Rational
  readonly to: Rational
  readonly instruments: readonly [below: string, above: string]
  readonly articles: readonly [below: number, above: number]
  /** Only where a condition is read so. */
  readonly readAs: readonly string[]
}

/**
 * Thresholds of instruments for the same kind of claim side by side: between a most and a least lies a gap (upgrading projects of 500万
 * to 1000万), or, where both are open and no rule keeps them apart, a stretch that is granted twice.
 */
export function meetingsOf(program: Program): readonly Meeting[] {
  const spans = program.instruments.filter(one => one.what.kind === 'amount').flatMap(spansOf)
  const found = spans.flatMap(below => spans.flatMap((above): Meeting[] => {
    if (below.instrument === above.instrument || below.fact !== above.fact || below.instrument.for !== above.instrument.for) return []
    if (below.most === undefined || above.least === undefined || below.least !== undefined || above.most !== undefined) return []
    const order = rational.compare(below.most, above.least)
    const touch = order === 0 && (below.mostOpen && above.leastOpen)
    if (order > 0 && apart(program, below.instrument, above.instrument)) return []
    if (order === 0 && !touch) return []
    const [from, to] = order < 0 ? [below.most, above.least] : [above.least, below.most]
    return [{
      kind: order > 0 ? 'overlap' : 'gap', subject: below.kind, fact: below.fact.slice(below.fact.indexOf('.') + 1), type: below.type, from, to,
      instruments: [below.instrument.id, above.instrument.id], articles: [below.instrument.article, above.instrument.article], readAs: [below.readAs, above.readAs].flatMap(one => one ?? []),
    }]
  }))
  return [...new Map(found.map(one => [`${one.kind} ${one.fact} ${one.instruments.join(' ')}`, one])).values()]
}

function spansOf(instrument: Instrument): Span[] {
  return instrument.when.flatMap(condition => tests(condition).flatMap(({ tree, readAs }) => spanOf(instrument, tree).map(span => (readAs === undefined ? span : { ...span, readAs }))))
}
function tests(condition: Condition): { readonly tree: Tree; readonly readAs?: string }[] {
  if ('any' in condition) return []
  if ('all' in condition) return condition.all.flatMap(tests)
  return [{ tree: condition.test }, ...(condition.or ?? []).map(({ node, readAs }) => ({ tree: node.test, readAs }))]
}

/** A fact beside a figure; parts of an `and` each for itself. */
function spanOf(instrument: Instrument, tree: Tree): Span[] {
  if (tree.op === 'define') return spanOf(instrument, tree.of)
  if (tree.op === 'and') return tree.of.flatMap(part => spanOf(instrument, part))
  if (tree.op !== 'compare') return []
  const turned = tree.left.op === 'literal'
  const [left, right] = turned ? [tree.right, tree.left] : [tree.left, tree.right]
  if (left.op !== 'fact' || right.op !== 'literal' || !rational.isRational(right.value)) return []
  const operator = turned ? TURNED[tree.operator] : tree.operator
  const base = { instrument, fact: columnKey(left.ref), kind: left.ref.owner, type: left.type, leastOpen: operator === '>', mostOpen: operator === '<' }
  if (operator === '>' || operator === '>=') return [{ ...base, least: right.value }]
  return operator === '<' || operator === '<=' ? [{ ...base, most: right.value }] : []
}
const TURNED: Readonly<Record<Comparator, Comparator>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=', '!=': '!=' }

/** A rule says that both are not granted for the same. */
function apart({ generals }: Program, a: Instrument, b: Instrument): boolean {
  const binds = ({ stacking }: Pick<Instrument, 'stacking'>): boolean => stacking.some(rule =>
    (rule.rule === 'not with' && (rule.others.includes(a.id) || rule.others.includes(b.id))) || (rule.rule === 'highest' && (rule.among === undefined || (rule.among.includes(a.id) && rule.among.includes(b.id)))))
  return binds(a) || binds(b) || generals.some(one => (one.appliesTo === undefined || (one.appliesTo.includes(a.id) && one.appliesTo.includes(b.id))) && binds(one))
}
