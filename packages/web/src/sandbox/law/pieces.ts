import type { Article } from '@lizhu/policy'
import type { Parameter } from '@lizhu/policy/simulate'
import { partsOf } from '../../policy/segments.ts'

/** A run of the law's words, or one of its numbers; `…` where sentences without a number are left out. */
export type Piece = string | Parameter
const GAP = '……'

/** The sentences of an article in which numbers can be turned. */
export function piecesOf({ text }: Article, parameters: readonly Parameter[], wanted: (parameter: Parameter) => boolean = () => true): readonly Piece[] {
  const { lead, units } = partsOf(text)
  const numbers = parameters.filter(one => one.at !== undefined).sort((a, b) => (a.at?.[0] ?? 0) - (b.at?.[0] ?? 0))
  const pieces: Piece[] = []
  let from = lead
  for (const match of text.slice(0, units).matchAll(/[。；！？\n]|$/g)) {
    const to = match.index + match[0].length
    if (to <= from) continue
    const inside = numbers.filter(({ at }) => at !== undefined && at[0] >= from && at[1] <= to)
    if (inside.some(wanted)) pieces.push(...sentence(text, from, to, inside))
    else if (pieces.at(-1) !== GAP && text.slice(from, to).trim() !== '') pieces.push(GAP)
    from = to
  }
  return pieces
}

function sentence(text: string, from: number, to: number, inside: readonly Parameter[]): Piece[] {
  const pieces: Piece[] = []
  let here = from
  for (const one of inside) {
    const [start, end] = one.at ?? [here, here]
    pieces.push(text.slice(here, start), one)
    here = end
  }
  return [...pieces, text.slice(here, to).replace(/\n$/, '')].filter(piece => piece !== '')
}
