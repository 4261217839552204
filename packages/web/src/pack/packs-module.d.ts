declare module 'lizhu:packs' {
  /** Packs served beside the pages; the first is the one shown. `program`, `trial` and `more` are addresses. */
  export const packs: readonly {
    readonly id: string
    readonly title: string
    readonly preamble: string
    readonly coverage: { readonly articles: number; readonly numbers: number; readonly numbersBound: number }
    /** Facts whose value is a code of the published list at `codes`. */
    readonly coded: readonly string[]
    readonly codes: string
    readonly program: string
    readonly trial?: string
    readonly more: string
  }[]
}
