/** White space is ignored when words are compared; punctuation is not. */
export function squeeze(text: string): string { return text.replace(/\s+/g, '') }

/** An article's words, squeezed, with the way back to the words as printed. */
export interface Law { readonly article: number; readonly text: string; readonly squeezed: string; /** squeezed index → printed index */ readonly printed: readonly number[] }
/** From, to (exclusive), in squeezed offsets. */
export type Stretch = readonly [number, number]

export function law(article: number, text: string): Law {
  const printed: number[] = []
  for (let i = 0; i < text.length; i++) if (!/\s/.test(text.charAt(i))) printed.push(i)
  return { article, text, squeezed: squeeze(text), printed }
}

/**
 * Where a quotation stands: each piece between `……` in order, inside `within` when given. Undefined when it is not there.
 */
export function find(quote: string, { squeezed }: Law, within: Stretch = [0, squeezed.length]): Stretch[] | undefined {
  const pieces = squeeze(quote).split('……').filter(piece => piece !== '')
  const found: Stretch[] = []
  let from = within[0]
  for (const piece of pieces) {
    const at = squeezed.indexOf(piece, from)
    if (at < 0 || at + piece.length > within[1]) return undefined
    found.push([at, at + piece.length])
    from = at + piece.length
  }
  return found.length > 0 ? found : undefined
}

/** The whole stretch of a head quotation: `……` stands for everything between. */
export function hull(stretches: readonly Stretch[]): Stretch { return [stretches[0]?.[0] ?? 0, stretches[stretches.length - 1]?.[1] ?? 0] }

/** Squeezed stretches as offsets into the words as printed. */
export function printed(stretches: readonly Stretch[], { printed: back }: Law): [number, number][] {
  return stretches.map(([from, to]) => [back[from] ?? 0, (back[to - 1] ?? 0) + 1])
}
