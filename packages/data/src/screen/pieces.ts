import type { ScreenPlan } from '@lizhu/policy/screen'
import type { Shape } from '@lizhu/policy/tables'
import { shapeOf } from '../city/shape.ts'
import type { Database } from '../database/database.ts'
import { writeBlock } from './block.ts'
import { byClosure, type Left, type OnUnits } from './closure.ts'
import { BLOCK, type Units } from './kernel.ts'
import { writeRows, type RowFiles } from './rows.ts'

/** What one thread does of a screening at a time: units in a row, or those that columns left to the closure. Plain data. */
export type Piece = Units | { readonly left: Left }
const sizeIn = (piece: Piece): number => ('left' in piece ? piece.left.size : piece.to - piece.from)

/** Who does pieces, `count` of them at a time. */
export interface Hands {
  readonly count: number
  /** Back come the files of its rows (`writeRows`). */
  readonly work: (piece: Piece, files: Pick<RowFiles, 'folder' | 'name'>, onUnits: (done: number) => void) => Promise<readonly string[]>
}

/** This thread, over a database that it has open. */
export function ownHands(plan: ScreenPlan, database: Database, options: Pick<RowFiles, 'language' | 'signal'>): Hands {
  let shape: Shape | undefined
  return {
    count: 1,
    async work(piece, files, onUnits) {
      shape ??= await shapeOf(plan.program, database)
      const all: RowFiles = { ...options, ...files }
      return 'left' in piece ? writeRows(plan.program, byClosure(plan, piece.left, database, shape, onUnits), all) : writeBlock(plan, database, shape, piece, all, onUnits)
    },
  }
}

/** All pieces, by as many hands as there are; back when none is at work any more, also where one failed. */
export async function workOff(pieces: readonly Piece[], { count, work }: Hands, folder: string, onUnits?: OnUnits): Promise<readonly string[]> {
  const [all, done] = [pieces.reduce((sum, piece) => sum + sizeIn(piece), 0), pieces.map(() => 0)]
  const waiting = [...pieces.entries()]
  const files: string[] = []
  const hand = async (): Promise<void> => {
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const [place, piece] = next
        files.push(...await work(piece, { folder, name: `${'left' in piece ? 'left' : 'block'}-${place}` }, many => { done[place] = many; onUnits?.(done.reduce((a, b) => a + b, 0), all) }))
      }
    } catch (problem) { waiting.length = 0; throw problem }
  }
  const ended = await Promise.allSettled(Array.from({ length: Math.min(count, pieces.length) }, hand))
  for (const one of ended) if (one.status === 'rejected') throw one.reason
  return files
}

/** As many rounds as memory asks for, in which all hands have as much to do. */
function sizeOf(units: number, most: number, hands: number): number { return Math.ceil(units / (Math.ceil(units / most / hands) * hands)) }

export function blocksOf(units: number, hands: number): readonly Units[] {
  const size = sizeOf(units, BLOCK, hands)
  return Array.from({ length: units === 0 ? 0 : Math.ceil(units / size) }, (_, i) => ({ from: i * size, to: Math.min(units, (i + 1) * size) }))
}

/** So many units are read at a time: most of the work of reading a few is that of asking. */
const LEFT = 16_384
export function piecesOf(left: Left, hands: number): readonly Piece[] {
  const units = [...left.keys()].sort((a, b) => a - b)
  const size = sizeOf(units.length, LEFT, hands)
  return Array.from({ length: units.length === 0 ? 0 : Math.ceil(units.length / size) }, (_, i) => ({ left: new Map(units.slice(i * size, (i + 1) * size).map(unit => [unit, left.get(unit) ?? new Set()])) }))
}
