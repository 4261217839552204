import type { Comparator } from '../syntax.ts'
import type { Rational, Value } from '../value.ts'
import { constant } from '../check/constants.ts'
import { compare, isRational, whole } from '../rational.ts'
import { unwrap, type Test, type Tree } from '../tree.ts'

/** What one simple condition demands of one fact: that it lie in an interval, or be (or not be) one of some texts. */
export interface Constraint {
  /** Which fact, in which period. */
  readonly key: string
  readonly least?: End
  readonly most?: End
  readonly among?: ReadonlySet<string>
  readonly not?: ReadonlySet<string>
  /** All texts there can be, of an enumeration. */
  readonly choices?: readonly string[]
}
interface End { readonly at: Rational; readonly open: boolean }

const MIRROR: Readonly<Record<Comparator, Comparator>> = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' }
const NEGATION: Readonly<Record<Comparator, Comparator>> = { '=': '!=', '!=': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<' }

/** The constraint that a condition puts on a fact; with `negated`, the one that its opposite puts. Undefined when it is not so simple. */
export function constraintOf(condition: Tree, negated: boolean): Constraint | undefined {
  const tree = unwrap(condition)
  if (tree.op === 'not') return constraintOf(tree.of, !negated)
  if (tree.op === 'compare') {
    const operator = negated ? NEGATION[tree.operator] : tree.operator
    return atom(tree.left, operator, tree.right) ?? atom(tree.right, MIRROR[operator], tree.left)
  }
  const [test] = tree.op === 'in' ? tree.tests : []
  return tree.op === 'in' && test !== undefined && tree.tests.length === 1 ? ofTest(tree.of, test, negated) : undefined
}

function ofTest(of: Tree, test: Test, negated: boolean): Constraint | undefined {
  switch (test.test) {
    case 'equal': return atom(of, negated ? '!=' : '=', test.value)
    case 'compare': return atom(of, negated ? NEGATION[test.operator] : test.operator, test.value)
    case 'member': {
      const base = subject(of)
      const texts = writtenTexts(constant(test.value))
      return base && texts && { ...base, ...(negated ? { not: texts } : { among: texts }) }
    }
    case 'range': {
      // The opposite of a range is two of them.
      if (negated) return undefined
      const low = atom(of, test.lowOpen ? '>' : '>=', test.low)
      const high = atom(of, test.highOpen ? '<' : '<=', test.high)
      return low && high && intersect(low, high)
    }
  }
}

function atom(of: Tree, operator: Comparator, other: Tree): Constraint | undefined {
  const base = subject(of)
  const value = base && constant(other)
  if (base === undefined || value === undefined) return undefined
  if (typeof value === 'string') {
    if (operator === '=') return { ...base, among: new Set([value]) }
    return operator === '!=' ? { ...base, not: new Set([value]) } : undefined
  }
  const at = typeof value === 'number' ? whole(value) : isRational(value) && 'n' in value ? value : undefined
  if (at === undefined) return undefined
  switch (operator) {
    case '=': return intersect(base, { key: base.key, least: { at, open: false }, most: { at, open: false } })
    case '!=': return undefined
    case '<': case '<=': return intersect(base, { key: base.key, most: { at, open: operator === '<' } })
    case '>': case '>=': return intersect(base, { key: base.key, least: { at, open: operator === '>' } })
  }
}

/** The fact that a side of a comparison reads, with the bounds that always hold of it. */
function subject(side: Tree): Constraint | undefined {
  const tree = unwrap(side)
  if (tree.op !== 'fact') return undefined
  const { ref, shift } = tree
  const end = (value: Value | undefined): End | undefined => {
    const at = typeof value === 'number' ? whole(value) : value !== undefined && isRational(value) && 'n' in value ? value : undefined
    return at && { at, open: false }
  }
  const [least, most] = [end(ref.least), end(ref.most)]
  return {
    key: `${ref.owner}\n${ref.name}\n${shift ?? ''}`,
    ...(least && { least }), ...(most && { most }),
    ...(ref.type.kind === 'text' && ref.type.choices && { choices: ref.type.choices }),
  }
}

function writtenTexts(value: Value | undefined): ReadonlySet<string> | undefined {
  if (!Array.isArray(value)) return undefined
  const all: readonly Value[] = value
  const texts = all.filter(item => typeof item === 'string')
  return texts.length === all.length ? new Set(texts) : undefined
}

/** Both constraints at once, on the same fact. */
export function intersect(a: Constraint, b: Constraint): Constraint {
  const least = tighter(a.least, b.least, 1)
  const most = tighter(a.most, b.most, -1)
  const among = a.among && b.among ? new Set([...a.among].filter(text => b.among?.has(text))) : a.among ?? b.among
  const not = new Set([...a.not ?? [], ...b.not ?? []])
  const choices = a.choices ?? b.choices
  return { key: a.key, not, ...(least && { least }), ...(most && { most }), ...(among && { among }), ...(choices && { choices }) }
}

function tighter(a: End | undefined, b: End | undefined, sign: 1 | -1): End | undefined {
  if (a === undefined || b === undefined) return a ?? b
  const order = sign * compare(a.at, b.at)
  return order > 0 || (order === 0 && a.open) ? a : b
}

/** Can no value meet it? */
export function isEmpty({ least, most, among, not, choices }: Constraint): boolean {
  if (least !== undefined && most !== undefined) {
    const order = compare(least.at, most.at)
    if (order > 0 || (order === 0 && (least.open || most.open))) return true
  }
  const texts = among ?? (choices && new Set(choices))
  return texts !== undefined && [...texts].every(text => not?.has(text) === true)
}
