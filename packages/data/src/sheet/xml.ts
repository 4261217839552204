import { SaxesParser } from 'saxes'
import { SheetProblem } from './problem.ts'
import type { Parts } from './zip.ts'

export type Attributes = Readonly<Record<string, string>>
/** Names come without their prefix. */
export interface Heard {
  readonly opened: (name: string, attributes: Attributes) => void
  readonly text?: (text: string) => void
  readonly closed?: (name: string) => void
}

/** A cell of 32,767 characters is six times that when every one is escaped; a tag, text or comment beyond this is none of Excel's. */
const LONGEST = 1 << 20
const DEEPEST = 100

/** Reads a part as it streams past, yielding after each piece of it. What could declare an entity is refused. `most`: characters. */
export async function* walk(parts: Parts, part: string, { opened, text = () => undefined, closed = () => undefined }: Heard, most: number): AsyncGenerator<undefined> {
  const parser = new SaxesParser({ xmlns: false, position: false } as const)
  let [length, quiet, depth] = [0, 0, 0]
  parser.on('doctype', () => { throw new SheetProblem('doctype', { part }) })
  parser.on('xmldecl', ({ encoding = 'utf-8' }) => { if (encoding.toLowerCase() !== 'utf-8') throw new SheetProblem('broken-xml', { part, why: encoding }) })
  parser.on('opentag', ({ name, attributes }) => {
    quiet = 0
    if (++depth > DEEPEST) throw new SheetProblem('broken-xml', { part, why: `> ${DEEPEST} 层 deep` })
    opened(local(name), attributes)
  })
  parser.on('text', text)
  parser.on('cdata', text)
  parser.on('closetag', ({ name }) => { quiet = 0; depth--; closed(local(name)) })
  parser.on('error', error => { throw new SheetProblem('broken-xml', { part, why: error.message }) })
  for await (const chunk of parts.text(part)) {
    length += chunk.length
    if (length > most) throw new SheetProblem('unpacks-too-large', { part, most })
    quiet += chunk.length
    if (quiet > LONGEST) throw new SheetProblem('broken-xml', { part, why: `> ${LONGEST} 字符 characters` })
    parser.write(chunk)
    yield
  }
  parser.close()
}

/** Reads a part to its end; one that only describes others is small. */
export async function hear(parts: Parts, part: string, heard: Heard, most = 32_000_000): Promise<void> {
  const pieces = walk(parts, part, heard, most)
  while ((await pieces.next()).done !== true);
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)
