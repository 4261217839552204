import type { Tree } from '../tree.ts'
import { heldAs } from '../tree.ts'
import type { Figure } from './figures.ts'
import type { Context, Lowered } from './lowered.ts'
import { strictly } from './lower.ts'
import { refuse } from './refusal.ts'

type Arithmetic = Extract<Tree, { op: 'arithmetic' }>

export function arithmetic({ operator, left, right }: Arithmetic, a: Lowered, b: Lowered, context: Context): Lowered {
  const { figures, builder } = context
  if (isOpen(a, context) || isOpen(b, context)) return strictly({ kind: 'figure', figure: figures.constant({ n: 0n, d: 1n }) }, [a, b], context)
  if (a.kind !== 'figure' || b.kind !== 'figure') return refuse('joined-texts')
  const months = (of: Tree): boolean => of.type.kind === 'duration' && of.type.unit === 'months'
  if (left.type.kind === 'date' && months(right)) return strictly(moved(a.figure, operator === '-' ? figures.negate(b.figure) : b.figure, context), [a, b], context)
  if (right.type.kind === 'date' && months(left)) return strictly(moved(b.figure, a.figure, context), [a, b], context)
  // A duration times a number is a duration where it comes out whole; whole numbers always do.
  const timed = (heldAs(left.type) === 'number' || heldAs(right.type) === 'number') && left.type.kind !== right.type.kind
  if (timed && (operator === '/' || (operator === '*' && (figures.held(a.figure, 1n) === undefined || figures.held(b.figure, 1n) === undefined)))) return refuse('duration-times')
  switch (operator) {
    case '+': return strictly({ kind: 'figure', figure: figures.add(a.figure, b.figure) }, [a, b], context)
    case '-': return strictly({ kind: 'figure', figure: figures.add(a.figure, b.figure, -1n) }, [a, b], context)
    case '*': return strictly({ kind: 'figure', figure: figures.multiply(a.figure, b.figure) }, [a, b], context)
    case '/': {
      const { figure, zero } = figures.divide(a.figure, b.figure)
      return strictly({ kind: 'figure', figure }, [a, b], context, builder.without(zero, builder.or(a.none, b.none)))
    }
    case '**': return refuse('power')
  }
}

/** An operand that no row has a value of, such as a setting that nobody has decided: whatever it enters is unknown (or none). */
export const isOpen = (of: Lowered, { builder }: Context): boolean => builder.or(of.unknown, of.none) === builder.yes

/** The calendar's end is out of reach: columns hold years 1 to 9999 and less than 10,000 years of months. */
function moved(date: Figure, months: Figure, { builder, figures }: Context): { kind: 'figure'; figure: Figure } {
  const [day, count] = [figures.held(date, 1n), figures.held(months, 1n)]
  if (day === undefined || count === undefined) return refuse('broken-date')
  return { kind: 'figure', figure: figures.cells(builder.date('add months', day.reg, count.reg), -10_000_000n, 10_000_000n, 1n) }
}
