import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bounds, check, compile, decode, encode, excerpt, message, missing, parse, rational, trace, type Missing, type Value } from '../src/index.ts'
import { complete, existing, money, partial, truth } from './expressions.ts'
import { environment, NONE, scope, tree, UNKNOWN } from './world.ts'

const LINE = 2
const expression = fc.oneof(money, truth)
/** An expression that checks; a few random ones divide by a written zero. */
const checked = expression.filter(text => {
  const parsed = parse(text)
  return parsed.tree !== undefined && check(parsed.tree, scope).tree !== undefined
})
const runs = { numRuns: 400 }
const open = (value: Value): boolean => value === UNKNOWN || (Array.isArray(value) && value.some(open))
const keyOf = (each: Missing): string => ('setting' in each ? each.setting : each.at === undefined ? each.ref.name : `${each.ref.name}@${each.at}`)

describe('properties of random expressions', () => {
  it('closure and trace agree', () => fc.assert(fc.property(checked, partial, (text, { told }) => {
    const made = tree(text)
    const env = environment(told, LINE)
    expect(trace(made)(env).value).toEqual(compile(made)(env))
  }), runs))

  it('filling what is unknown never contradicts a settled value', () => fc.assert(fc.property(checked, partial, (text, { full, told }) => {
    const run = compile(tree(text))
    const before = run(environment(told, LINE))
    if (!open(before)) expect(run(environment(full, LINE))).toEqual(before)
  }), runs))

  it('what is not missing keeps nothing unknown', () => fc.assert(fc.property(checked, partial, (text, { full, told }) => {
    const made = tree(text)
    const node = trace(made)(environment(told, LINE))
    if (!open(node.value)) {
      expect(missing(node)).toEqual([])
      return
    }
    const lacking = missing(node).map(keyOf)
    const others = Object.fromEntries(Object.entries(full).filter(([name]) => name in told || !lacking.includes(name)))
    expect(compile(made)(environment(others, LINE))).toEqual(UNKNOWN)
  }), runs))

  it('trees survive JSON', () => fc.assert(fc.property(checked, complete, (text, full) => {
    const made = tree(text)
    const back = decode(JSON.parse(JSON.stringify(encode(made))))
    expect(back).toEqual(made)
    expect(compile(back)(environment(full, LINE))).toEqual(compile(made)(environment(full, LINE)))
  }), { numRuns: 150 }))

  it('bounds hold the value', () => fc.assert(fc.property(money.filter(text => check(parse(text).tree!, scope).tree !== undefined), partial, (text, { full, told }) => {
    const made = tree(text)
    const { least, most } = bounds(made, environment(told, LINE))
    const value = compile(made)(environment(full, LINE))
    if (typeof value !== 'object' || !('n' in value)) return
    if (least !== undefined) expect(rational.compare(least, value)).toBeLessThanOrEqual(0)
    if (most !== undefined) expect(rational.compare(most, value)).toBeGreaterThanOrEqual(0)
  }), runs))

  it('a condition that can never hold never does', () => fc.assert(fc.property(truth, existing, (text, full) => {
    const syntax = parse(text).tree!
    const { tree: made, problems } = check(syntax, scope)
    if (made === undefined) return
    const verdict = problems.find(problem => problem.span.from === made.span.from && problem.span.to === made.span.to)?.code
    const value = compile(made)(environment(full, LINE))
    if (verdict === 'never-holds' || verdict === 'never-together') expect(value).not.toBe(true)
    if (verdict === 'always-holds' || verdict === 'always-one') expect([true, UNKNOWN]).toContain(value)
  }), { numRuns: 1500 }))
})

describe('Kleene laws', () => {
  const laws: readonly (readonly [string, string])[] = [
    ['not(境内 and 失信)', 'not(境内) or not(失信)'],
    ['not(境内 or 失信)', 'not(境内) and not(失信)'],
    ['not(not(境内))', '境内 or false'],
    ['境内 and 失信', '失信 and 境内'],
    ['境内 and (失信 or 总投资 > 1元)', '(境内 and 失信) or (境内 and 总投资 > 1元)'],
    ['境内 or (境内 and 失信)', '境内 or false'],
    ['any([境内, 失信])', 'not(all([not(境内), not(失信)]))'],
    ['总投资 in (1元..2元]', '总投资 > 1元 and 总投资 <= 2元'],
    ['总投资 between 1元 and 2元', '总投资 in [1元..2元]'],
  ]
  const kleene = fc.constantFrom<Value[]>(true, false, UNKNOWN)
  it.each(laws)('%s is %s', (left, right) => fc.assert(fc.property(kleene, kleene, fc.constantFrom<Value[]>(UNKNOWN, NONE, { n: 100n, d: 1n }, { n: 150n, d: 1n }, { n: 200n, d: 1n }), (境内, 失信, 总投资) => {
    const env = environment({ 境内, 失信, 总投资 })
    expect(compile(tree(left))(env)).toBe(compile(tree(right))(env))
  })))
})

describe('any text', () => {
  const pieces = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.constantFrom('(', ')', '[', ']', '"', '产值', ' ', 'in', 'and', 'not', '5%', '..', '1', '.', '>', '=', '{', '（', '，', '/*', '//', '\n', 'if', 'then', 'else', '上年', 'min', '-', '\u0000', '🐎', '@"2020-01-01"', 'between', ',', ':', '*'), { maxLength: 40 }).map(parts => parts.join('')))
  it('is read or refused, in words, at a place', () => fc.assert(fc.property(pieces, text => {
    const { tree: syntax, problems } = parse(text)
    const all = syntax === undefined ? problems : check(syntax, scope).problems
    if (syntax === undefined) expect(problems.length).toBeGreaterThan(0)
    for (const problem of all) {
      expect(message(problem, 'zh')).not.toContain('undefined')
      expect(message(problem, 'en')).not.toMatch(/\{(?:name|near|text|given|wanted|left|right|repair|character|most)(?::type)?\}/)
      expect(excerpt(text, problem.span)).toContain('^')
      expect(problem.span.from).toBeLessThanOrEqual(problem.span.to)
      expect(problem.span.to).toBeLessThanOrEqual(text.length)
    }
  }), { numRuns: 1500 }))
})
