import type { Font } from 'fontkit'
import type { Face } from '../form.ts'
import type { Loaded } from './faces.ts'
import type { Glyphs } from './glyphs.ts'

/** A stretch of one font. */
export interface Run { readonly loaded: Loaded; readonly text: string; readonly width: number; readonly characters: number }
export interface Line { readonly runs: readonly Run[]; readonly width: number; readonly characters: number; /** The paragraph ends with it: it is not stretched. */ readonly ends: boolean }
export interface Setting { readonly glyphs: Glyphs; readonly face: Face; readonly size: number; /** Added to each character's width, in points. */ readonly tracking: number }

/** GB/T 15834: what begins no line, and what ends none. */
const NOT_FIRST = /^[，。、；：？！）》〉」』】〕”’%％‰℃…—·]/u
const NOT_LAST = /[（《〈「『【〔“‘￥¥]$/u
/** Latin words and figures stay whole. */
const PIECES = /[\u0021-\u02af]+|[\s]+|./gu

interface Piece { readonly runs: readonly Run[]; readonly width: number; readonly characters: number; readonly blank: boolean }

/** Sets a paragraph in lines of a width, the first one shorter by its indent. */
export function breakLines(text: string, setting: Setting, width: number, indent = 0): Line[] {
  const lines: Line[] = []
  let current: Piece[] = []
  let room = width - indent
  const close = (ends: boolean): void => { lines.push(lineOf(current, ends)); current = []; room = width }
  for (const piece of piecesOf(text, setting, width)) {
    if (piece.width > room + 0.01 && current.length > 0) {
      close(false)
      if (piece.blank) continue
    }
    current.push(piece)
    room -= piece.width
  }
  close(true)
  return lines
}

/** One line, whatever its width. */
export const oneLine = (text: string, setting: Setting): Line => lineOf([pieceOf(text, setting)], true)

function lineOf(pieces: readonly Piece[], ends: boolean): Line {
  const last = pieces.at(-1)
  const kept = last?.blank === true ? pieces.slice(0, -1) : pieces
  return { runs: merged(kept.flatMap(({ runs }) => runs)), width: sum(kept.map(one => one.width)), characters: sum(kept.map(one => one.characters)), ends }
}
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)

function merged(runs: readonly Run[]): Run[] {
  const out: Run[] = []
  for (const run of runs) {
    const last = out.at(-1)
    if (last?.loaded !== run.loaded) out.push(run)
    else out[out.length - 1] = { loaded: run.loaded, text: last.text + run.text, width: last.width + run.width, characters: last.characters + run.characters }
  }
  return out
}

/** What is never torn: a character with the punctuation that clings to it, or a word. */
function piecesOf(text: string, setting: Setting, width: number): Piece[] {
  const pieces: string[] = []
  for (const [piece] of text.matchAll(PIECES)) {
    const last = pieces.at(-1)
    const clings = last !== undefined && !/^\s/.test(piece) && !/\s$/.test(last) && (NOT_FIRST.test(piece) || NOT_LAST.test(last))
    if (clings) pieces[pieces.length - 1] = last + piece
    else pieces.push(piece)
  }
  return pieces.flatMap(one => { const piece = pieceOf(one, setting); return piece.width <= width ? [piece] : [...one].map(part => pieceOf(part, setting)) })
}

function pieceOf(text: string, { glyphs, face, size, tracking }: Setting): Piece {
  const stretches: { loaded: Loaded; text: string }[] = []
  for (const character of text) {
    const loaded = glyphs(face, character)
    const last = stretches.at(-1)
    if (last?.loaded === loaded) last.text += character
    else stretches.push({ loaded, text: character })
  }
  const runs = stretches.map(run => { const characters = [...run.text].length; return { ...run, characters, width: widthOf(run.loaded.font, run.text) * size + tracking * characters } })
  return { runs, width: sum(runs.map(one => one.width)), characters: sum(runs.map(one => one.characters)), blank: /^\s+$/.test(text) }
}

/** In ems. */
const widthOf = (font: Font, text: string): number => sum([...text].map(one => font.glyphForCodePoint(one.codePointAt(0) ?? 0).advanceWidth)) / font.unitsPerEm
