import type { Undecided } from '../assessment.ts'
import type { Read, Reading } from '../program.ts'
import type { Run, Scene } from './scene.ts'

/** A node as it is read in this run; `unread` when nobody has read it yet. */
export interface Chosen<T> { readonly node: T; readonly unread: Reading | undefined; readonly reading: Reading | undefined }

/** The node itself, or the alternative that the run chose. */
export function choose<T extends object>(run: Run, node: Read<T>): Chosen<T> {
  const { reading } = node
  if (reading === undefined) return { node, unread: undefined, reading: undefined }
  const choice = run.readings[reading.id]
  if (choice === 'as read') return { node, unread: undefined, reading }
  const alternative = choice === undefined ? undefined : node.or?.[choice]
  if (alternative !== undefined) return { node: alternative.node, unread: undefined, reading }
  return { node, unread: reading.readAs === null ? reading : undefined, reading }
}

/** Chooses, and notes a reading of ours as what the row rests on. */
export function read<T extends object>({ run, notes }: Scene, node: Read<T>): Chosen<T> {
  const chosen = choose(run, node)
  const { reading, unread } = chosen
  if (unread === undefined && reading !== undefined && reading.decidedBy === undefined) notes.rests.push(reading)
  return chosen
}

/** A node nobody has read: what each way of reading it would give is filled in when the row is settled. */
export function undecidedBy<T extends object>(reading: Reading, { or = [] }: Read<T>): Undecided {
  return { reading, figures: or.map(({ readAs }) => ({ readAs })) }
}

/** Chooses a node of an amount; one that nobody has read leaves the amount undecided. */
export function readNode<T extends object>(scene: Scene, node: Read<T>): { readonly node: T; readonly unread: boolean } {
  if (node.reading === undefined) return { node, unread: false }
  const { node: chosen, unread } = read(scene, node)
  if (unread !== undefined) scene.notes.undecided.push(undecidedBy(unread, node))
  return { node: chosen, unread: unread !== undefined }
}
