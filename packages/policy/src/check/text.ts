import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { reporter, type Diagnostic } from '../diagnostic.ts'
import { numeral } from './figures.ts'
import { packBlock, type PackSource } from '../source/pack.ts'

/** SHA-256 of the official words with white space taken out: what `hash` of the pack block registers. */
export function textHash(source: PackSource): string { return `sha256:${bytesToHex(sha256(utf8ToBytes(source.official)))}` }

/** The official text is the registered one, to the character; article titles are those of the text. */
export function checkText(source: PackSource, diagnostics: Diagnostic[]): void {
  const report = reporter(source.file, diagnostics)
  const registered = packBlock(source)?.data.hash
  if (registered && registered.text !== textHash(source)) report('text-changed', registered.span, { registered: registered.text, found: textHash(source) })
  const pack = packBlock(source)
  if (pack?.data.number && !registered) report('no-hash', pack.span, { hash: textHash(source) }, 'warning')
  let last = 0
  for (const section of source.sections.slice(1)) {
    if (section.number <= last) report('article-order', section.span, { article: String(section.number) })
    last = section.number
    const law = source.laws.get(section.number)
    const said = /^[（(]([一二三四五六七八九十百]+)[）)]/.exec(law?.squeezed ?? '')?.[1]
    if (registered && said !== undefined && numeral(said) !== section.number) report('article-number', section.span, { article: String(section.number), said })
    if (law && law.squeezed === '') report('article-empty', section.span, { article: String(section.number) })
  }
}
