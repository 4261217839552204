import type { Column } from './column.ts'

/**
 * What a kernel does to every row, as plain data: a list of nodes, each reading nodes before it. Figures are 64-bit floats
 * that hold whole numbers; a mask is a byte of all ones or none. Three-valued logic is spelled out in masks already.
 */
export type Reg = number
export type Figures2 = 'add' | 'sub' | 'mul' | 'div' | 'min' | 'max'
export type Compare = 'lt' | 'le' | 'eq'
/** Calendar arithmetic, done row by row. */
export type DateCall = 'add months' | 'months between' | 'year' | 'month' | 'day' | 'weekday' | 'month of'

export type Node =
  | { readonly op: 'number'; readonly value: number }
  | { readonly op: 'mask'; readonly value: boolean }
  /** The cells of a column, as figures. */
  | { readonly op: 'load'; readonly column: number }
  /** The cells of a column of truths: where they are true. */
  | { readonly op: 'truth'; readonly column: number }
  /** Where the state of a cell is the one given. */
  | { readonly op: 'state'; readonly column: number; readonly state: number }
  /** Where a text passes a test. */
  | { readonly op: 'text'; readonly column: number; readonly test: number }
  /** Where two texts are the same. */
  | { readonly op: 'same'; readonly column: number; readonly other: number }
  | { readonly op: Figures2; readonly a: Reg; readonly b: Reg }
  | { readonly op: 'floor' | 'neg' | 'abs'; readonly a: Reg }
  | { readonly op: Compare; readonly a: Reg; readonly b: Reg }
  | { readonly op: 'and' | 'or' | 'without'; readonly a: Reg; readonly b: Reg }
  | { readonly op: 'not'; readonly a: Reg }
  /** `a` where the mask holds, else `b`. */
  | { readonly op: 'select'; readonly when: Reg; readonly a: Reg; readonly b: Reg }
  | { readonly op: 'date'; readonly call: DateCall; readonly a: Reg; readonly b: Reg }

/** What is asked of a text. */
export interface TextTest { readonly column: number; readonly how: 'among' | 'starts with' | 'ends with' | 'contains'; readonly texts: readonly string[] }

/** What a kernel hands back, a row at a time: a figure, or a byte put together from masks and the bits they set. */
export type Output =
  | { readonly name: string; readonly kind: 'figure'; readonly from: Reg }
  | { readonly name: string; readonly kind: 'byte'; readonly parts: readonly { readonly mask: Reg; readonly bits: number }[] }

export interface Plan {
  readonly columns: readonly Column[]
  readonly tests: readonly TextTest[]
  readonly nodes: readonly Node[]
  readonly outputs: readonly Output[]
}

const MASKS: ReadonlySet<Node['op']> = new Set<Node['op']>(['mask', 'truth', 'state', 'text', 'same', 'lt', 'le', 'eq', 'and', 'or', 'without', 'not'])
export const isMask = ({ op }: Node): boolean => MASKS.has(op)

/** The nodes that a node reads. */
export function inputsOf(node: Node): readonly Reg[] {
  switch (node.op) {
    case 'number': case 'mask': case 'load': case 'truth': case 'state': case 'text': case 'same': return []
    case 'floor': case 'neg': case 'abs': case 'not': return [node.a]
    case 'select': return [node.when, node.a, node.b]
    default: return [node.a, node.b]
  }
}
export const readBy = (output: Output): readonly Reg[] => (output.kind === 'figure' ? [output.from] : output.parts.map(part => part.mask))
