import type { Rational, Value } from './value.ts'
import type { Type } from './type.ts'
import type { Span } from './problem.ts'

/** An expression as written, before names and types mean anything. Plain data: a pack keeps definitions in this form. */
export type Syntax =
  | { readonly kind: 'number'; readonly value: Rational; readonly span: Span }
  /** A figure of the law, `1000万元`. */
  | { readonly kind: 'quantity'; readonly value: Value; readonly type: Type; readonly span: Span }
  | { readonly kind: 'text'; readonly value: string; readonly span: Span }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly span: Span }
  /** `@"2020-04-27"`, `@"P3Y"`. */
  | { readonly kind: 'at'; readonly text: string; readonly span: Span }
  /** `产值`, `企业.产值`, `完工日期.year`: which of them is a fact and which a part of one, the scope says. */
  | { readonly kind: 'name'; readonly path: readonly string[]; readonly span: Span }
  /** A part of a computed value: `(a + b).year`. */
  | { readonly kind: 'part'; readonly of: Syntax; readonly name: string; readonly span: Span }
  | { readonly kind: 'negate'; readonly of: Syntax; readonly span: Span }
  | { readonly kind: 'arithmetic'; readonly operator: ArithmeticOperator; readonly left: Syntax; readonly right: Syntax; readonly span: Span }
  | { readonly kind: 'compare'; readonly operator: Comparator; readonly left: Syntax; readonly right: Syntax; readonly span: Span }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Syntax[]; readonly span: Span }
  | { readonly kind: 'if'; readonly when: Syntax; readonly then: Syntax; readonly else: Syntax; readonly span: Span }
  | { readonly kind: 'in'; readonly of: Syntax; readonly tests: readonly SyntaxTest[]; readonly span: Span }
  | { readonly kind: 'list'; readonly of: readonly Syntax[]; readonly span: Span }
  | { readonly kind: 'call'; readonly name: string; readonly nameSpan: Span; readonly args: readonly Syntax[]; readonly names?: readonly string[]; readonly span: Span }

/** What stands after `in`: a value (or a list of them), a comparison, a range with open or closed ends. `between` is a closed range. */
export type SyntaxTest =
  | { readonly test: 'value'; readonly value: Syntax; readonly span: Span }
  | { readonly test: 'compare'; readonly operator: Comparator; readonly value: Syntax; readonly span: Span }
  | { readonly test: 'range'; readonly low: Syntax; readonly lowOpen: boolean; readonly high: Syntax; readonly highOpen: boolean; readonly span: Span }

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**'
export type Comparator = '=' | '!=' | '<' | '<=' | '>' | '>='
