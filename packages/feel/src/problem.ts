/** A place in a source text: offsets of UTF-16 units, end exclusive. */
export interface Span { readonly from: number; readonly to: number }

/** An error as data: a code with parameters and a place; messages are made from it in either language. */
export interface Problem {
  readonly code: string
  readonly params: Readonly<Record<string, string>>
  readonly span: Span
  readonly severity: 'error' | 'warning'
  /** When the fault lies in a definition that the text at `span` uses: which one, and where in its text. */
  readonly within?: { readonly definition: string; readonly span: Span }
}
