import type { Rational } from '../value.ts'
import type { Builder } from './builder.ts'
import type { Compare, Reg } from './ir.ts'

/**
 * A figure of every row: `n × p / (d × m)`. `n` and `m` are whole numbers held in registers, `p` and `d` constants that no row
 * pays for until it must: 5% of a column is the column itself with p/d = 1/20. `lo` and `hi` bound `n`; `m` is never below 1.
 */
export interface Figure {
  readonly n: Reg
  readonly lo: bigint
  readonly hi: bigint
  readonly p: bigint
  readonly d: bigint
  readonly m?: { readonly reg: Reg; readonly hi: bigint }
}
interface Whole { readonly reg: Reg; readonly lo: bigint; readonly hi: bigint }

/** Whole numbers below this are exact as 64-bit floats, and so is every product that does not reach it. */
export const EXACT = 1n << 53n
const INSIDE = EXACT - 1n

const size = (a: bigint): bigint => (a < 0n ? -a : a)
function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [size(a), size(b)]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}
const floorDivide = (a: bigint, b: bigint): bigint => { const q = a / b; return a % b !== 0n && (a < 0n) !== (b < 0n) ? q - 1n : q }
const ceilDivide = (a: bigint, b: bigint): bigint => -floorDivide(-a, b)
const least = (...all: readonly bigint[]): bigint => all.reduce((a, b) => (a < b ? a : b))
const most = (...all: readonly bigint[]): bigint => all.reduce((a, b) => (a > b ? a : b))

/** Exact arithmetic on figures. Where a range is not proved to stay below 2^53, the rows that pass it are marked, and left to the closure. */
export class Figures {
  private readonly builder: Builder
  private readonly guards: Reg[] = []
  constructor(builder: Builder) { this.builder = builder }

  /** Rows in which some figure went beyond what is exact. */
  get beyond(): Reg { return this.builder.or(...this.guards) }
  /** Leaves rows to the closure for another reason. */
  leave(rows: Reg): void { if (rows !== this.builder.no) this.guards.push(rows) }
  /** How many ranges were not proved. */
  get guarded(): number { return this.guards.length }

  constant({ n, d }: Rational): Figure { return { n: this.builder.number(1), lo: 1n, hi: 1n, p: n, d } }
  cells(reg: Reg, lo: bigint, hi: bigint, scale: bigint): Figure { return { n: reg, lo, hi, p: 1n, d: scale } }
  /** The constant that a figure is, else undefined. */
  constantOf({ n, lo, hi, p, d, m }: Figure): Rational | undefined {
    if (lo !== hi || m !== undefined || this.builder.valueOf(n) === undefined) return undefined
    const [top, g] = [lo * p, gcd(lo * p, d)]
    return { n: top / g, d: d / g }
  }

  negate(a: Figure): Figure { return { ...a, p: -a.p } }
  absolute(a: Figure): Figure {
    const hi = most(size(a.lo), size(a.hi))
    return { ...a, n: a.lo >= 0n ? a.n : this.builder.abs(a.n), lo: a.lo >= 0n ? a.lo : 0n, hi, p: size(a.p) }
  }

  add(a: Figure, b: Figure, sign: 1n | -1n = 1n): Figure {
    const { x, y, p, d, m } = this.together(a, sign === 1n ? b : this.negate(b))
    const sum = this.inside(this.builder.figures('add', x.reg, y.reg), x.lo + y.lo, x.hi + y.hi)
    return reduced({ n: sum.reg, lo: sum.lo, hi: sum.hi, p, d, ...(m === undefined ? {} : { m }) })
  }
  extreme(op: 'min' | 'max', a: Figure, b: Figure): Figure {
    const { x, y, p, d, m } = this.together(a, b)
    const pick = op === 'min' ? least : most
    return { n: this.builder.figures(op, x.reg, y.reg), lo: pick(x.lo, y.lo), hi: pick(x.hi, y.hi), p, d, ...(m === undefined ? {} : { m }) }
  }
  select(when: Reg, a: Figure, b: Figure): Figure {
    if (when === this.builder.yes) return a
    if (when === this.builder.no) return b
    const { x, y, p, d, m } = this.together(a, b)
    return { n: this.builder.select(when, x.reg, y.reg), lo: least(x.lo, y.lo), hi: most(x.hi, y.hi), p, d, ...(m === undefined ? {} : { m }) }
  }
  multiply(a: Figure, b: Figure): Figure {
    const product = this.times({ reg: a.n, lo: a.lo, hi: a.hi }, { reg: b.n, lo: b.lo, hi: b.hi })
    const m = this.bothBelow(a.m, b.m)
    return reduced({ n: product.reg, lo: product.lo, hi: product.hi, p: a.p * b.p, d: a.d * b.d, ...(m === undefined ? {} : { m }) })
  }
  /** Where `zero` holds there is no quotient. */
  divide(a: Figure, b: Figure): { readonly figure: Figure; readonly zero: Reg } {
    const constant = this.constantOf(b)
    if (constant !== undefined) {
      if (constant.n === 0n) return { figure: this.constant({ n: 0n, d: 1n }), zero: this.builder.yes }
      const flip = constant.n < 0n ? -1n : 1n
      return { figure: reduced({ ...a, p: a.p * constant.d * flip, d: a.d * size(constant.n) }), zero: this.builder.no }
    }
    if (b.p === 0n) return { figure: this.constant({ n: 0n, d: 1n }), zero: this.builder.yes }
    const builder = this.builder
    const zero = b.lo <= 0n && b.hi >= 0n ? builder.compare('eq', b.n, builder.number(0)) : builder.no
    const over = this.times({ reg: a.n, lo: a.lo, hi: a.hi }, b.m === undefined ? this.one() : { reg: b.m.reg, lo: 0n, hi: b.m.hi })
    const top = b.lo >= 0n ? over.reg : builder.select(builder.compare('lt', b.n, builder.number(0)), builder.neg(over.reg), over.reg)
    const bound = most(size(over.lo), size(over.hi))
    // Where the divisor is 0 there is no quotient; 1 stands there, so that nothing it is put together with becomes 0.
    const m = this.bothBelow(a.m, { reg: builder.figures('max', b.lo >= 0n ? b.n : builder.abs(b.n), builder.number(1)), hi: most(size(b.lo), size(b.hi), 1n) })
    const flip = b.p < 0n ? -1n : 1n
    return { figure: reduced({ n: top, lo: b.lo >= 0n ? over.lo : -bound, hi: b.lo >= 0n ? over.hi : bound, p: a.p * b.d * flip, d: a.d * size(b.p), ...(m === undefined ? {} : { m }) }), zero }
  }

  compare(op: Compare, a: Figure, b: Figure): Reg {
    const right = this.constantOf(b)
    if (right !== undefined && a.m === undefined) return this.against(op, a, right)
    const left = this.constantOf(a)
    if (left !== undefined && b.m === undefined) return op === 'eq' ? this.against('eq', b, left) : this.builder.not(this.against(op === 'lt' ? 'le' : 'lt', b, left))
    const { x, y } = this.together(a, b)
    return this.builder.compare(op, x.reg, y.reg)
  }
  /** Against a constant no row is multiplied: the threshold is divided instead, and rounded to the whole number that decides. */
  private against(op: Compare, { n, lo, hi, p, d }: Figure, { n: top, d: bottom }: Rational): Reg {
    const { builder } = this
    if (p === 0n) return builder.mask(op === 'lt' ? 0n < top : op === 'le' ? 0n <= top : top === 0n)
    if (p < 0n) {
      const mirrored: Figure = { n, lo, hi, p: -p, d }
      return op === 'eq' ? this.against('eq', mirrored, { n: -top, d: bottom }) : builder.not(this.against(op === 'lt' ? 'le' : 'lt', mirrored, { n: -top, d: bottom }))
    }
    const [up, down] = [top * d, bottom * p]
    const threshold = op === 'lt' ? ceilDivide(up, down) : floorDivide(up, down)
    if (op === 'eq' && up % down !== 0n) return builder.no
    if (threshold > hi) return builder.mask(op !== 'eq')
    if (threshold < lo) return builder.no
    return builder.compare(op, n, builder.number(Number(threshold)))
  }

  /** The greatest whole number that is not above the figure. */
  floor(a: Figure): Figure {
    const { n, lo, hi, p, d, m } = reduced(a)
    if (m === undefined && d === 1n) return { n, lo, hi, p, d }
    const { builder } = this
    const [from, to] = p < 0n ? [hi * p, lo * p] : [lo * p, hi * p]
    if (m !== undefined) {
      const top = this.times({ reg: n, lo, hi }, this.one(p))
      const bottom = this.times({ reg: m.reg, lo: 0n, hi: m.hi }, this.one(d))
      return this.wholly(this.inside(builder.floor(builder.figures('div', top.reg, bottom.reg)), least(top.lo, 0n), most(top.hi, 0n)))
    }
    const bounds = [floorDivide(from, d), floorDivide(to, d)] as const
    if (size(from) <= INSIDE && size(to) <= INSIDE) {
      const top = this.times({ reg: n, lo, hi }, this.one(p))
      return this.wholly({ reg: builder.floor(builder.figures('div', top.reg, builder.number(Number(d)))), lo: bounds[0], hi: bounds[1] })
    }
    // n × p may pass 2^53: divide first, then multiply what was divided and what was left of it, each below 2^53.
    const divisor = builder.number(Number(d))
    const parts = builder.floor(builder.figures('div', n, divisor))
    const rest = builder.figures('sub', n, builder.figures('mul', parts, divisor))
    const large = this.times({ reg: parts, lo: floorDivide(lo, d), hi: floorDivide(hi, d) }, this.one(p))
    const small = this.times({ reg: rest, lo: 0n, hi: d - 1n }, this.one(p))
    const tail = builder.floor(builder.figures('div', small.reg, divisor))
    return this.wholly(this.inside(builder.figures('add', large.reg, tail), ...bounds))
  }
  private wholly({ reg, lo, hi }: Whole): Figure { return { n: reg, lo, hi, p: 1n, d: 1n } }

  /** The register that holds `figure × scale`, which must be whole. */
  held(figure: Figure, scale: bigint): Whole | undefined {
    const { n, lo, hi, p, d, m } = reduced(figure)
    if (m !== undefined || (p * scale) % d !== 0n) return undefined
    return this.times({ reg: n, lo, hi }, this.one((p * scale) / d))
  }

  private one(value = 1n): Whole { return { reg: this.builder.number(Number(value)), lo: value, hi: value } }

  private times(a: Whole, b: Whole): Whole {
    const corners = [a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi]
    return this.inside(this.builder.figures('mul', a.reg, b.reg), least(...corners), most(...corners))
  }
  private bothBelow(a: Figure['m'], b: Figure['m']): Figure['m'] {
    if (a === undefined || b === undefined) return a ?? b
    const { reg, hi } = this.times({ reg: a.reg, lo: 0n, hi: a.hi }, { reg: b.reg, lo: 0n, hi: b.hi })
    return { reg, hi }
  }
  /** A float at or above 2^53 means that the exact result is; below it the result is exact. */
  private inside(reg: Reg, lo: bigint, hi: bigint): Whole {
    if (size(lo) <= INSIDE && size(hi) <= INSIDE) return { reg, lo, hi }
    const { builder } = this
    this.guards.push(builder.compare('le', builder.number(Number(EXACT)), builder.abs(reg)))
    return { reg, lo: most(lo, -INSIDE), hi: least(hi, INSIDE) }
  }

  /** Two figures over one denominator: `x × p / (d × m)` and `y × p / (d × m)`. */
  private together(a: Figure, b: Figure): { x: Whole; y: Whole; p: bigint; d: bigint; m: Figure['m'] } {
    const same = a.m?.reg === b.m?.reg
    const below = gcd(a.d, b.d)
    const [fa, fb] = [a.p * (b.d / below), b.p * (a.d / below)]
    const g = gcd(fa, fb)
    const p = g === 0n ? 1n : g
    const side = (of: Figure, factor: bigint, other: Figure['m']): Whole => {
      const scaled = this.times({ reg: of.n, lo: of.lo, hi: of.hi }, this.one(factor / p))
      return same || other === undefined ? scaled : this.times(scaled, { reg: other.reg, lo: 0n, hi: other.hi })
    }
    return { x: side(a, fa, b.m), y: side(b, fb, a.m), p, d: (a.d / below) * b.d, m: same ? a.m : this.bothBelow(a.m, b.m) }
  }
}

function reduced(figure: Figure): Figure {
  const g = gcd(figure.p, figure.d)
  return g <= 1n ? figure : { ...figure, p: figure.p / g, d: figure.d / g }
}
