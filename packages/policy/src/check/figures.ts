import { parse, quantity, quantityRange, type Syntax, type Type, type Value } from '@lizhu/feel'

/** A number of the law or of a value, comparable: what kind it is and its exact size as text. */
export interface Figure { readonly text: string; readonly at: number; readonly sizes: readonly string[] }

/** Expressions that hold a numeral and count nothing (pack-grammar, demand 2). Replaced by blanks of the same length. */
const IDIOMS = /《[^》]*》|〔[^〕]*〕\d+号|\d*G(?![A-Za-z])|M0|一次性|一定|同一|统一|单一|唯一|一批|一系列|一些|一律|一把手|第一责任人|一事一议|一门式一网式|一网式|一门式|一体|一手|万众|百货|千方百计|“[^”]*[一二三四五六七八九十]合一”|进一步|新一代|一般|第一时间|再上新台阶|三废|“三废”/g
const DIGITS: Readonly<Record<string, number>> = { 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 }
const NUMBER = /\d+(?:\.\d+)?/y
const RANGE = /(\d+(?:\.\d+)?)[—–~～至-](?=\d+(?:\.\d+)?)/y
const RATIO = /(\d+)[:：](\d+)/y
const NUMERAL = /[零一二两三四五六七八九十百千万亿]+/y
const FRACTION = /([一二两三四五六七八九十百]+)分之([一二两三四五六七八九十百]+)/y

/** The numbers in quoted words. `全额` and `免` are 100 %, `减半` is 50 %. */
export function figuresIn(words: string): Figure[] {
  const text = words.replace(IDIOMS, match => ' '.repeat(match.length))
  const found: Figure[] = []
  let i = 0
  while (i < text.length) {
    const next = figureAt(text, i)
    if (next) { found.push(...next.figures); i = next.to } else i++
  }
  return found
}

function figureAt(text: string, at: number): { figures: Figure[]; to: number } | undefined {
  const match = (pattern: RegExp) => { pattern.lastIndex = at; return pattern.exec(text) }
  const ratio = match(RATIO)
  if (ratio) return { figures: [{ text: ratio[0], at, sizes: ratioSizes(Number(ratio[1]), Number(ratio[2])) }], to: at + ratio[0].length }
  const range = match(RANGE)
  if (range) {
    const upper = figureAt(text, at + range[0].length)
    const unit = upper?.figures[0]?.text.replace(/^[\d.]+/, '') ?? ''
    return { figures: [{ text: range[0], at, sizes: sizesOf((range[1] ?? '') + unit) }, ...upper?.figures ?? []], to: upper?.to ?? at + range[0].length }
  }
  const digits = match(NUMBER)
  if (digits) { const whole = longest(text, at, digits[0], digits[0].length); return { figures: [{ text: whole, at, sizes: sizesOf(whole) }], to: at + whole.length } }
  const fraction = match(FRACTION)
  if (fraction) return { figures: [{ text: fraction[0], at, sizes: [key('ratio', numeral(fraction[2] ?? ''), numeral(fraction[1] ?? ''))] }], to: at + fraction[0].length }
  if (text.startsWith('半年', at)) return { figures: [{ text: '半年', at, sizes: sizesOf('6个月') }], to: at + 2 }
  const han = match(NUMERAL)
  return han ? hanFigure(text, at, han[0]) : undefined
}

/** A Han numeral counts when a unit follows (三年, 百亿元), or 免 / 减 (三免两减半: years). */
function hanFigure(text: string, at: number, han: string): { figures: Figure[]; to: number } | undefined {
  const after = text.charAt(at + han.length)
  const size = numeral(han)
  if (after === '免' || after === '减') return { figures: [{ text: han, at, sizes: sizesOf(`${size}年`) }], to: at + han.length }
  const whole = longest(text, at, String(size), han.length)
  if (whole === String(size)) return undefined
  return { figures: [{ text: text.slice(at, at + han.length + whole.length - String(size).length), at, sizes: sizesOf(whole) }], to: at + han.length + whole.length - String(size).length }
}

/** The longest figure that starts with these digits, with its unit. */
function longest(text: string, at: number, digits: string, length: number): string {
  for (let unit = 6; unit > 0; unit--) {
    const candidate = digits + text.slice(at + length, at + length + unit)
    if (candidate.length === digits.length + unit && quantity(candidate)) return candidate
  }
  return digits
}

/** 三十七 → 37. */
export function numeral(han: string): number {
  let total = 0, section = 0, digit = 0
  for (const char of han) {
    const unit = UNITS[char]
    if (unit === undefined) { digit = DIGITS[char] ?? 0; continue }
    if (unit >= 10_000) { total = (total + section + digit || 1) * unit; section = 0 } else section += (digit || 1) * unit
    digit = 0
  }
  return total + section + digit
}

/** What a figure may be compared as: itself, and for years, days and counts also its bare number (第几年). */
function sizesOf(text: string): string[] {
  const figure = quantity(text)
  if (!figure) return []
  const own = sizeOf(figure.type, figure.value)
  const bare = figure.type.kind === 'duration' || figure.type.kind === 'number' || figure.type.kind === 'period' ? quantity(/^[\d.]+/.exec(text)?.[0] ?? '') : undefined
  return bare ? [own, sizeOf(bare.type, bare.value)] : [own]
}
function ratioSizes(a: number, b: number): string[] { return [key('ratio', a, b), key('ratio', a, a + b), key('ratio', b, a + b), key('ratio', b, a), key('number', a, 1), key('number', b, 1)] }
/** A value, comparable with figures of the words: its kind and exact size. */
export function sizeOf(type: Type, value: Value): string {
  if (typeof value === 'number') return key(type.kind === 'duration' ? type.unit : type.kind, value, 1)
  if (typeof value !== 'object' || !('n' in value)) return ''
  const kind = type.kind === 'rate' || type.kind === 'points' ? 'ratio' : type.kind
  return `${kind}:${value.n}/${value.d}`
}
function key(kind: string, n: number, d: number): string {
  const divisor = (a: number, b: number): number => b === 0 ? a : divisor(b, a % b)
  const common = divisor(n, d) || 1
  return `${kind}:${n / common}/${d / common}`
}

/** 0 and a bare 1 need no numeral in the words: `> 0元`, `/ … - 1`. */
export function needsWords({ sizes }: Figure): boolean { return !sizes.every(size => /:0(\/1)?$/.test(size) || size === 'number:1/1') }

/** The numbers of a value: a quantity, a range, a band or an expression. */
export function figuresOf(value: string): Figure[] {
  const single = quantity(value)
  if (single) return [{ text: value, at: 0, sizes: [sizeOf(single.type, single.value)] }]
  const range = quantityRange(value)
  if (range) return value.split('..').map((text, at) => ({ text, at, sizes: sizesExact(text.trim()) }))
  const band = /^[[(\]]\s*(.+?)\s*\.\.\s*(.+?)\s*[\])[]$|^(?:>=|>|<=|<|=)\s*(.+)$/.exec(value)
  if (band) return band.slice(1).map((text: string | undefined, at) => ({ text: text ?? '', at, sizes: sizesExact(text ?? '') })).filter(({ sizes }) => sizes.length > 0)
  const { tree } = parse(value)
  return tree ? literals(tree) : []
}
function sizesExact(text: string): string[] { const found = quantity(text); return found ? [sizeOf(found.type, found.value)] : [] }

function literals(tree: Syntax): Figure[] {
  if (tree.kind === 'quantity') return [{ text: '', at: tree.span.from, sizes: [sizeOf(tree.type, tree.value)] }]
  if (tree.kind === 'number') return [{ text: '', at: tree.span.from, sizes: [sizeOf({ kind: 'number' }, tree.value)] }]
  // `1 / 3` beside 三分之一.
  if (tree.kind === 'arithmetic' && tree.operator === '/' && tree.left.kind === 'number' && tree.right.kind === 'number') {
    return [{ text: '', at: tree.span.from, sizes: [key('ratio', Number(tree.left.value.n), Number(tree.right.value.n))] }]
  }
  return children(tree).flatMap(literals)
}
/** The parts of an expression as written. */
export function children(tree: Syntax): Syntax[] {
  switch (tree.kind) {
    case 'part': case 'negate': return [tree.of]
    case 'arithmetic': case 'compare': return [tree.left, tree.right]
    case 'and': case 'or': case 'list': return [...tree.of]
    case 'if': return [tree.when, tree.then, tree.else]
    case 'in': return [tree.of, ...tree.tests.flatMap(test => test.test === 'range' ? [test.low, test.high] : [test.value])]
    case 'call': return [...tree.args]
    default: return []
  }
}
