/** What an expression can be. An enumeration is a text with its choices; a count carries its unit (`人`, `件`). */
export type Every = 'year' | 'quarter' | 'month'

export type Type =
  | { readonly kind: 'boolean' }
  | { readonly kind: 'text'; readonly choices?: readonly string[] }
  | { readonly kind: 'money'; readonly currency: string }
  | { readonly kind: 'number'; readonly unit?: string }
  /** A ratio such as 5% (value 1/20). Number and rate mix; a difference of rates is `points`. */
  | { readonly kind: 'rate' }
  /** Percentage points: 2个百分点 (value 1/50). */
  | { readonly kind: 'points' }
  | { readonly kind: 'date' }
  | { readonly kind: 'duration'; readonly unit: 'months' | 'days' }
  | { readonly kind: 'period'; readonly every: Every }
  | { readonly kind: 'list'; readonly of: Type }
