/** Words are not torn in a title (GB/T 9704 7.3.1: 词意完整); the segmenter of the platform knows them. */
const words = new Intl.Segmenter('zh', { granularity: 'word' })
const widthOf = (text: string): number => [...text].reduce((sum, character) => sum + (character < '\u2000' ? 0.5 : 1), 0)
/** What begins no line; 的 and its like end one. */
const CLOSING = /^[，。、；：？！）》」』】〕”’的了和与]/u
const OPENING = /[（《「『【〔“‘]$/u

/** A title in lines of about the same length, none wider than so many characters. */
export function titleLines(title: string, most: number): string[] {
  const pieces = piecesOf(title)
  for (let count = Math.max(1, Math.ceil(widthOf(title) / most)); count <= pieces.length; count++) {
    const lines = spread(pieces, Math.min(most, widthOf(title) / count + 2), most)
    if (lines.length <= count && lines.every(line => widthOf(line) <= most)) return lines
  }
  return spread(pieces, most, most)
}

function piecesOf(title: string): string[] {
  const pieces: string[] = []
  for (const { segment } of words.segment(title)) {
    const last = pieces.at(-1)
    if (last !== undefined && (CLOSING.test(segment) || OPENING.test(last))) pieces[pieces.length - 1] = last + segment
    else pieces.push(segment)
  }
  return pieces
}

function spread(pieces: readonly string[], target: number, most: number): string[] {
  const lines: string[] = []
  for (const piece of pieces.flatMap(one => (widthOf(one) <= most ? [one] : [...one]))) {
    const last = lines.at(-1)
    if (last === undefined || widthOf(last + piece) > target) lines.push(piece)
    else lines[lines.length - 1] = last + piece
  }
  return lines
}
