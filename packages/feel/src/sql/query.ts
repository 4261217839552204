import { inputsOf, isExact, product, rangesOf, readBy, type Node, type Output, type Plan, type Range, type Reg, type TextTest } from '../kernel/index.ts'
import { LIKE_ESCAPE, identifier, likePart, textLiteral, wholeLiteral, type Dialect } from './dialect.ts'

/** How a query reads one column: `value` of a told cell (whole numbers as the kernel holds them, a text, a truth), and the two states. */
export interface CellSql { readonly value: string; readonly untold: string; readonly none: string }

export interface QuerySource {
  /** What stands behind FROM. */
  readonly from: string
  readonly cell: (column: number) => CellSql
  /** Handed on as they are: name → expression over `from`. */
  readonly keep: ReadonlyMap<string, string>
  /** Said in every row beside the plan's own (rows with a cell that the column does not hold): output → bits → where. */
  readonly more?: { readonly output: string; readonly bits: number; readonly where: string }
}

/**
 * A plan as one SELECT: the kept columns, then each output by its name. Unknown and none are spelled out in truths as the kernel
 * has them, so no NULL enters an operation: LEAST, which ignores it, never meets one. Money stays a whole number of fen in BIGINT.
 */
export function query(plan: Plan, source: QuerySource, dialect: Dialect): string {
  return new Printer(plan, source, dialect).select()
}

class Printer {
  private readonly ranges: readonly Range[]
  /** Nodes that are worked out once and named, with the level at which they are. */
  private readonly level = new Map<Reg, number>()
  private readonly plan: Plan
  private readonly source: QuerySource
  private readonly dialect: Dialect

  constructor(plan: Plan, source: QuerySource, dialect: Dialect) {
    this.plan = plan
    this.source = source
    this.dialect = dialect
    this.ranges = rangesOf(plan)
    const uses = new Map<Reg, number>()
    for (const reg of [...plan.nodes.flatMap(inputsOf), ...plan.outputs.flatMap(readBy)]) uses.set(reg, (uses.get(reg) ?? 0) + 1)
    const depth: number[] = []
    plan.nodes.forEach((node, reg) => {
      const below = Math.max(0, ...inputsOf(node).map(input => depth[input] ?? 0))
      const named = (uses.get(reg) ?? 0) > 1 && !isCell(node) && node.op !== 'number' && node.op !== 'mask'
      depth.push(named ? below + 1 : below)
      if (named) this.level.set(reg, below + 1)
    })
  }

  select(): string {
    const { plan, source, dialect } = this
    const levels = Math.max(0, ...this.level.values())
    const kept = [...source.keep.keys()].map(identifier)
    let inner = `SELECT ${[...[...source.keep].map(([name, sql]) => `${sql} AS ${identifier(name)}`), ...this.cells()].join(', ')} FROM ${source.from}`
    for (let level = 1; level <= levels; level++) {
      const here = [...this.level].filter(([, at]) => at === level).map(([reg]) => `${this.node(reg, level)} AS n${reg}`)
      inner = `SELECT ${[...kept, ...this.carried(level), ...here].join(', ')} FROM (${inner}${dialect.fence}) AS l${level - 1}`
    }
    return `SELECT ${[...kept, ...plan.outputs.map(output => `${this.output(output)} AS ${identifier(output.name)}`)].join(', ')} FROM (${inner}${dialect.fence}) AS l${levels}`
  }

  /** Every cell that is read, and the rows that the source marks. */
  private cells(): string[] {
    const { plan, source } = this
    const read = (op: Node['op'], column: number, state?: number): boolean => plan.nodes.some(node => node.op === op && (('column' in node && node.column === column) || ('other' in node && node.other === column)) && (state === undefined || ('state' in node && node.state === state)))
    const columns = plan.columns.flatMap((_, i) => {
      const { value, untold, none } = source.cell(i)
      return [
        ...(['load', 'truth', 'text', 'same'] as const).some(op => read(op, i)) ? [`${value} AS v${i}`] : [],
        ...(read('state', i, 1) ? [`${untold} AS u${i}`] : []), ...(read('state', i, 2) ? [`${none} AS z${i}`] : []),
      ]
    })
    return source.more === undefined ? columns : [...columns, `${source.more.where} AS marked`]
  }

  /** What is read at this level or later, and was there before. */
  private carried(level: number): string[] {
    const later = new Set<string>()
    const note = (reg: Reg, top: boolean): void => {
      const node = this.plan.nodes[reg]
      if (node === undefined) return
      const at = this.level.get(reg)
      if (at !== undefined && !top) { if (at < level) later.add(`n${reg}`); return }
      if (isCell(node)) { for (const name of cellNames(node)) later.add(name); return }
      for (const input of inputsOf(node)) note(input, false)
    }
    for (const [reg, at] of this.level) if (at > level) note(reg, true)
    for (const output of this.plan.outputs) for (const reg of readBy(output)) note(reg, false)
    if (this.source.more !== undefined) later.add('marked')
    return [...later]
  }

  /** An expression; what is named at a lower level, by its name. */
  private expression(reg: Reg, level: number): string {
    const at = this.level.get(reg)
    return at !== undefined && at < level ? `n${reg}` : this.node(reg, level)
  }

  private node(reg: Reg, level: number): string {
    const { plan } = this
    const node = plan.nodes[reg]
    if (node === undefined) throw new RangeError(`no node ${reg}`)
    const of = (input: Reg): string => this.expression(input, level)
    switch (node.op) {
      case 'number': return wholeLiteral(node.value)
      case 'mask': return node.value ? 'TRUE' : 'FALSE'
      case 'load': case 'truth': return `v${node.column}`
      case 'state': return `${node.state === 1 ? 'u' : 'z'}${node.column}`
      case 'text': { const test = plan.tests[node.test]; return test === undefined ? 'FALSE' : textTest(test, `v${node.column}`) }
      case 'same': return `(v${node.column} = v${node.other})`
      case 'add': return `(${of(node.a)} + ${of(node.b)})`
      case 'sub': return `(${of(node.a)} - ${of(node.b)})`
      case 'mul': return this.times(node, of)
      case 'div': return this.divided(node.a, node.b, of)
      case 'floor': return this.floor(node.a, of)
      case 'neg': return `(-${of(node.a)})`
      case 'abs': return `ABS(${of(node.a)})`
      case 'min': return `LEAST(${of(node.a)}, ${of(node.b)})`
      case 'max': return `GREATEST(${of(node.a)}, ${of(node.b)})`
      case 'lt': return `(${of(node.a)} < ${of(node.b)})`
      case 'le': return `(${of(node.a)} <= ${of(node.b)})`
      case 'eq': return `(${of(node.a)} = ${of(node.b)})`
      case 'and': return `(${of(node.a)} AND ${of(node.b)})`
      case 'or': return `(${of(node.a)} OR ${of(node.b)})`
      case 'without': return `(${of(node.a)} AND NOT ${of(node.b)})`
      case 'not': return `(NOT ${of(node.a)})`
      case 'select': return `CASE WHEN ${of(node.when)} THEN ${of(node.a)} ELSE ${of(node.b)} END`
      case 'date': return this.date(node.call, of(node.a), of(node.b))
    }
  }

  /** A product that is not proved to stay below 2^53 becomes 2^53 where it does not, which is what the plan looks for. */
  private times({ a, b }: { readonly a: Reg; readonly b: Reg }, of: (reg: Reg) => string): string {
    const [x, y] = [of(a), of(b)]
    if (isExact(product(this.range(a), this.range(b)))) return `(${x} * ${y})`
    const { double } = this.dialect
    return `CASE WHEN ABS(CAST(${x} AS ${double}) * CAST(${y} AS ${double})) < 9007199254740992 THEN ${x} * ${y} ELSE ${wholeLiteral(2 ** 53)} END`
  }
  private range(reg: Reg): Range { return this.ranges[reg] ?? { lo: 0n, hi: 0n } }

  /** Every quotient is rounded down at once; the divisor is never below 1. */
  private floor(of: Reg, sql: (reg: Reg) => string): string {
    const node = this.plan.nodes[of]
    return node?.op === 'div' ? this.divided(node.a, node.b, sql) : sql(of)
  }
  private divided(a: Reg, b: Reg, of: (reg: Reg) => string): string {
    const [x, y, by] = [of(a), of(b), this.dialect.divide]
    return this.range(a).lo >= 0n ? `(${x} ${by} ${y})` : `CASE WHEN ${x} >= 0 THEN ${x} ${by} ${y} ELSE -((${y} - 1 - ${x}) ${by} ${y}) END`
  }

  private date(call: Extract<Node, { op: 'date' }>['call'], a: string, b: string): string {
    const { date, day, addMonths } = this.dialect
    const part = (name: string, of: string): string => `CAST(EXTRACT(${name} FROM ${date(of)}) AS BIGINT)`
    const month = (of: string): string => `(${part('YEAR', of)} * 12 + ${part('MONTH', of)} - 1)`
    switch (call) {
      case 'year': return part('YEAR', a)
      case 'month': return part('MONTH', a)
      case 'day': return part('DAY', a)
      case 'month of': return month(a)
      case 'weekday': return `(((${a} + 3) % 7 + 7) % 7 + 1)`
      case 'add months': return day(addMonths(date(a), b))
      case 'months between': {
        const full = (from: string, to: string): string => `(${month(to)} - ${month(from)} - CASE WHEN ${part('DAY', to)} < ${part('DAY', from)} THEN 1 ELSE 0 END)`
        return `CASE WHEN ${b} < ${a} THEN -${full(b, a)} ELSE ${full(a, b)} END`
      }
    }
  }

  private output(output: Output): string {
    const top = 1 + Math.max(0, ...this.level.values())
    if (output.kind === 'figure') return this.expression(output.from, top)
    const { more } = this.source
    // Parts that share bits (a status is written in them) never hold in one row; those with the same bits may.
    const bits = new Map<number, string[]>()
    for (const { mask, bits: value } of output.parts) bits.set(value, [...bits.get(value) ?? [], this.expression(mask, top)])
    if (more?.output === output.name) bits.set(more.bits, [...bits.get(more.bits) ?? [], 'marked'])
    return `CAST(${['0', ...[...bits].map(([value, masks]) => `CAST(${masks.length === 1 ? masks[0] ?? '' : `(${masks.join(' OR ')})`} AS INTEGER)${value === 1 ? '' : ` * ${value}`}`)].join(' + ')} AS INTEGER)`
  }
}

const isCell = ({ op }: Node): boolean => op === 'load' || op === 'truth' || op === 'state' || op === 'text' || op === 'same'
function cellNames(node: Node): string[] {
  switch (node.op) {
    case 'load': case 'truth': case 'text': return [`v${node.column}`]
    case 'state': return [`${node.state === 1 ? 'u' : 'z'}${node.column}`]
    case 'same': return [`v${node.column}`, `v${node.other}`]
    default: return []
  }
}

function textTest({ how, texts }: TextTest, value: string): string {
  if (texts.length === 0) return 'FALSE'
  if (how === 'among') return `(${value} IN (${texts.map(textLiteral).join(', ')}))`
  const pattern = (text: string): string => (how === 'starts with' ? `${likePart(text)}%` : how === 'ends with' ? `%${likePart(text)}` : `%${likePart(text)}%`)
  return `(${texts.map(text => `${value} LIKE ${textLiteral(pattern(text))}${LIKE_ESCAPE}`).join(' OR ')})`
}
