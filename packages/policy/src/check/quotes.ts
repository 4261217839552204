import { reporter, type Diagnostic } from '../diagnostic.ts'
import type { Block, PackSource } from '../source/pack.ts'
import { find, hull, squeeze, type Law, type Stretch } from '../source/law.ts'
import { Mapping, Scalar, Sequence, type Tree } from '../source/yaml.ts'

/** A mapping that quotes the law, with where its words stand and what stands beside them. */
export interface Quoted {
  readonly block: Block
  readonly words: Scalar
  /** The mapping the words stand in; its other keys are what they are bound to. */
  readonly mapping: Mapping
  /** Keys and indices from the block to the mapping: `['amount', 'at most', 1]`. */
  readonly path: readonly (string | number)[]
  readonly stretches: readonly Stretch[]
}

/** Every quotation of a block, outermost first. `measure` quotes too: it is the words of what is done. */
export function quotations(block: Block, law: Law | undefined): Quoted[] {
  const all: Quoted[] = []
  const head = block.tree instanceof Mapping ? scalarAt(block.tree, 'words') : undefined
  const found = head && law && find(head.text, law)
  const within = found && hull(found)
  const visit = (tree: Tree, path: readonly (string | number)[]) => {
    if (tree instanceof Sequence) tree.items.forEach((item, index) => { visit(item, [...path, index]) })
    if (!(tree instanceof Mapping)) return
    for (const key of ['words', 'measure']) {
      const words = scalarAt(tree, key)
      if (words?.quoted) all.push({ block, words, mapping: tree, path, stretches: (law && ((within && find(words.text, law, within)) ?? find(words.text, law))) ?? [] })
    }
    for (const [key, { value }] of tree.entries) visit(value, [...path, key])
  }
  visit(block.tree, [])
  return all
}
export function scalarAt(tree: Mapping, key: string): Scalar | undefined {
  const value = tree.entries.get(key)?.value
  return value instanceof Scalar && value.text !== '' ? value : undefined
}

/** Every quotation stands in its own article; one that does not says where else it stands, or what is nearest. */
export function checkQuotes(source: PackSource, diagnostics: Diagnostic[]): void {
  const report = reporter(source.file, diagnostics)
  for (const block of source.blocks) {
    const law = source.laws.get(block.article)
    for (const { words, stretches } of quotations(block, law)) {
      if (stretches.length > 0) continue
      const elsewhere = [...source.laws.values()].find(other => other.article !== block.article && find(words.text, other))
      if (elsewhere) report('quote-other-article', words.span, { quote: words.text, article: String(block.article), other: String(elsewhere.article) })
      else if (law && sameButWidth(words.text, law)) report('quote-width', words.span, { quote: words.text, printed: sameButWidth(words.text, law) ?? '' })
      else report('quote-not-found', words.span, { quote: words.text, article: String(block.article), ...nearestRun(words.text, law) })
    }
  }
}

/** The words as printed when a quotation differs in the width of punctuation only. */
function sameButWidth(quote: string, law: Law): string | undefined {
  const pieces = squeeze(quote).split('……').filter(piece => piece !== '')
  const folded = foldWidth(law.squeezed)
  const printed: string[] = []
  let from = 0
  for (const piece of pieces) {
    const at = folded.indexOf(foldWidth(piece), from)
    if (at < 0) return undefined
    printed.push(law.squeezed.slice(at, at + piece.length))
    from = at + piece.length
  }
  return printed.join('……')
}
const WIDTHS: Readonly<Record<string, string>> = { '，': ',', '（': '(', '）': ')', '；': ';', '：': ':', '！': '!', '？': '?', '％': '%', '－': '-', '＋': '+', '／': '/', '〔': '(', '〕': ')', '～': '~', '．': '.' }
/** One character for one, so that offsets keep. */
function foldWidth(text: string): string { return [...text].map(char => WIDTHS[char] ?? char).join('') }

/** What `--fix` may do: the width of punctuation in quotations, and nothing else. */
export function fixes(source: PackSource): { readonly from: number; readonly to: number; readonly text: string }[] {
  return source.blocks.flatMap(block => {
    const law = source.laws.get(block.article)
    return quotations(block, law).flatMap(({ words, stretches }) => {
      const printed = stretches.length === 0 && law ? sameButWidth(words.text, law) : undefined
      return printed === undefined || printed.includes('"') ? [] : [{ from: words.span.from, to: words.span.to, text: `"${printed}"` }]
    })
  })
}

/** How far a quotation agrees with the article, and the characters where it stops agreeing. */
function nearestRun(quote: string, law: Law | undefined): { agrees: string; has: string; wants: string } {
  const piece = squeeze(quote).split('……').find(part => law && !law.squeezed.includes(part)) ?? squeeze(quote)
  let length = piece.length
  while (length > 0 && law && !law.squeezed.includes(piece.slice(0, length))) length--
  const at = law ? law.squeezed.indexOf(piece.slice(0, length)) + length : 0
  return { agrees: piece.slice(0, length), has: length > 0 ? law?.squeezed.slice(at, at + 8) ?? '' : '', wants: piece.slice(length, length + 8) }
}
