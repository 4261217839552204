import { walk, type Tree, type Value } from '@lizhu/feel'
import { refuse, type Figure, type Reg } from '@lizhu/feel/kernel'
import { lowered, type Making, type Waits } from './outside.ts'

/**
 * A part of an amount in every row. Where it is not known, the assessor keeps bounds of it; columns do not, and need only one thing of them:
 * whether nothing can be left to give whatever is told. `open`: never, its upper bound is absent wherever it is unknown. Else
 * `vanish` holds the rows in which that may be, and those are left to the closure.
 */
export interface Reckoned { readonly figure: Figure; readonly known: Reg; readonly open: boolean; readonly vanish: Reg }

const ZERO = { n: 0n, d: 1n }

export class Parts {
  readonly making: Making
  /** What the amount waits for. */
  readonly notes: Waits
  /** The least that is not nothing: a fen, the rounding's unit, or anything above 0 where it is not money. */
  readonly unit: bigint | undefined

  constructor(making: Making, notes: Waits, unit: bigint | undefined) { this.making = making; this.notes = notes; this.unit = unit }

  get zero(): Figure { return this.making.figures.constant(ZERO) }
  certainly(figure: Figure): Reckoned { const { yes, no } = this.making.builder; return { figure, known: yes, open: true, vanish: no } }

  /** Known none is 0 of it. In the rows of `path` it is asked for. */
  of(tree: Tree, path: Reg): Reckoned {
    const { making, making: { builder, figures } } = this
    const value = lowered(tree, making)
    value.waits(path, this.notes)
    const open = isOpen(tree, making)
    const figure = value.kind === 'figure' ? figures.select(value.none, this.zero, value.figure) : value.unknown === builder.yes ? this.zero : refuse('not-a-figure')
    return { figure, known: builder.not(value.unknown), open, vanish: open ? builder.no : value.unknown }
  }

  small({ figure }: Pick<Reckoned, 'figure'>): Reg {
    const { figures } = this.making
    return this.unit === undefined ? figures.compare('le', figure, this.zero) : figures.compare('lt', figure, figures.constant({ n: this.unit, d: 1n }))
  }
  private unknown({ known }: Reckoned): Reg { return this.making.builder.not(known) }
  private made(figure: Figure, known: Reg, open: boolean): Reckoned {
    const { builder } = this.making
    return { figure, known, open, vanish: open ? builder.no : builder.not(known) }
  }

  times(a: Reckoned, b: Reckoned): Reckoned { return this.made(this.making.figures.multiply(a.figure, b.figure), this.making.builder.and(a.known, b.known), a.open && b.open) }
  plus(a: Reckoned, b: Reckoned): Reckoned { return this.made(this.making.figures.add(a.figure, b.figure), this.making.builder.and(a.known, b.known), a.open && b.open) }
  /** Of parts that are never below 0: nothing only where each may be. */
  total(a: Reckoned, b: Reckoned): Reckoned {
    const { builder, figures } = this.making
    const known = builder.and(a.known, b.known)
    const vanish = builder.without(builder.and(this.mayVanish(a), this.mayVanish(b)), known)
    return { figure: figures.add(a.figure, b.figure), known, open: vanish === builder.no, vanish }
  }
  minus(a: Reckoned, b: Reckoned): Reckoned {
    const { builder, figures } = this.making
    const known = builder.and(a.known, b.known)
    const figure = figures.add(a.figure, b.figure, -1n)
    if (!a.open) return this.made(figure, known, false)
    const vanish = builder.and(this.unknown(b), a.known, this.small(a))
    return { figure, known, open: vanish === builder.no, vanish }
  }
  /** 不超过. */
  least(a: Reckoned, b: Reckoned): Reckoned {
    const { builder, figures } = this.making
    const known = builder.and(a.known, b.known)
    const either = (one: Reckoned, other: Reckoned): Reg => builder.and(this.unknown(other), one.known, this.small(one))
    const vanish = builder.or(a.vanish, b.vanish, either(a, b), either(b, a))
    return { figure: figures.extreme('min', a.figure, b.figure), known, open: vanish === builder.no, vanish }
  }
  /** 不低于. */
  greatest(a: Reckoned, b: Reckoned): Reckoned { return this.made(this.making.figures.extreme('max', a.figure, b.figure), this.making.builder.and(a.known, b.known), a.open && b.open) }
  notBelowZero(a: Reckoned): Reckoned { return a.figure.lo >= 0n && a.figure.p >= 0n ? a : { ...a, figure: this.making.figures.extreme('max', a.figure, this.zero) } }

  /** `b` where `yes` holds, `a` where neither, one of the two, not known which, where `perhaps` does. */
  either(yes: Reg, perhaps: Reg, a: Reckoned, b: Reckoned): Reckoned {
    const { builder, figures } = this.making
    const known = builder.without(builder.or(builder.and(yes, b.known), builder.without(a.known, yes)), perhaps)
    const open = perhaps === builder.no && a.open && b.open
    const vanish = builder.or(builder.and(perhaps, this.mayVanish(a), this.mayVanish(b)), builder.without(builder.or(builder.and(yes, b.vanish), builder.without(a.vanish, yes)), perhaps))
    return { figure: figures.select(yes, b.figure, a.figure), known, open, vanish: open ? builder.no : vanish }
  }
  /** Rows in which it is nothing, or may be. */
  mayVanish(a: Reckoned): Reg { const { builder } = this.making; return builder.or(a.vanish, builder.and(a.known, this.small(a))) }
}

const above = (value: Value | undefined): boolean => value === undefined || (typeof value === 'object' && 'n' in value && value.n > 0n) || (typeof value === 'number' && value > 0)

/** Wherever it is unknown, nothing bounds it from above. */
function isOpen(tree: Tree, making: Making): boolean {
  switch (tree.op) {
    case 'literal': case 'today': return true
    case 'fact': return tree.ref.most === undefined
    case 'define': return isOpen(tree.of, making)
    case 'setting': { const here = making.outside.setting(tree.name); return here === 'open' || 'value' in here || ('tree' in here && isOpen(here.tree, making)) }
    case 'arithmetic': {
      const constant = ![...walk(tree.right)].some(node => node.op === 'fact' || node.op === 'setting')
      if (tree.operator === '+') return isOpen(tree.left, making) && isOpen(tree.right, making)
      if (tree.operator === '-') return constant && isOpen(tree.left, making)
      return tree.operator === '*' && tree.right.op === 'literal' && above(tree.right.value) && isOpen(tree.left, making)
    }
    default: return false
  }
}
