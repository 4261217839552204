import type { Face } from '../form.ts'
import { PaperProblem } from '../paper.ts'
import type { Faces, Loaded } from './faces.ts'

/** Which font has a character of a face; every character of the paper was looked up before the first is set. */
export type Glyphs = (face: Face, character: string) => Loaded

/** @param texts what is set in each face @throws PaperProblem that names the characters which no font has */
export async function findGlyphs(faces: Faces, texts: ReadonlyMap<Face, string>): Promise<Glyphs> {
  const found = new Map<Face, Map<string, Loaded>>()
  const missing = new Set<string>()
  for (const [face, text] of texts) {
    const wanted = new Set(text)
    // Fonts name them and draw nothing for them.
    for (const one of text) if (/\p{Cc}/u.test(one)) { missing.add(one); wanted.delete(one) }
    const of = new Map<string, Loaded>()
    for (const source of faces[face]) {
      if (wanted.size === 0) break
      for (const [one, loaded] of await source(wanted)) { of.set(one, loaded); wanted.delete(one) }
    }
    for (const one of wanted) missing.add(one)
    found.set(face, of)
  }
  if (missing.size > 0) throw refused([...missing])
  return (face, character) => {
    const loaded = found.get(face)?.get(character)
    if (loaded === undefined) throw refused([character])
    return loaded
  }
}

function refused(characters: readonly string[]): PaperProblem {
  const named = characters.map(one => `${/\p{C}/u.test(one) ? '' : `${one} `}U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
  return new PaperProblem(`公文里有字体没有的字：${named.join('、')}。请核对写法，或为本系统添置含有它的字体。`, `No font has these characters of the paper: ${named.join(', ')}. Look at them again, or give the installation a font that has them.`)
}
