declare module 'lizhu:packs' {
  /** Packs served beside the pages; the first is the one shown. `program`, `trial` and `more` are addresses. */
  export const packs: readonly {
    readonly id: string
    readonly title: string
    readonly number?: string
    /** Day number. */
    readonly inForce: number
    readonly preamble: string
    readonly coverage: { readonly articles: number; readonly numbers: number; readonly numbersBound: number }
    /** Facts whose value is a code of the published list at `codes`. */
    readonly coded: readonly string[]
    readonly codes: string
    /** Where the values of a fact lie to one another; columns and rows from 1. */
    readonly tiles?: { readonly fact: string; readonly places: Readonly<Record<string, readonly [column: number, row: number]>> }
    readonly program: string
    readonly trial?: string
    readonly more: string
    /** The places it holds in. */
    readonly places: string
    /** What the policy is written in, and the packs it is read with. */
    readonly sources: string
  }[]
}
