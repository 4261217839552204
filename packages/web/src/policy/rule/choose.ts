import type { Read, Reading } from '@lizhu/policy'

/** Which alternative of a reading the reader looks at; absent: as it is read. */
export type Chosen = Readonly<Record<string, string>>

/** A reading with everything it could be. */
export interface Choice { readonly reading: Reading; readonly options: readonly string[] }

/** The node as the chosen reading has it. */
export function chosenNode<T extends object>(node: Read<T>, chosen: Chosen): T {
  const wanted = node.reading === undefined ? undefined : chosen[node.reading.id]
  return node.or?.find(one => one.readAs === wanted)?.node ?? node
}

/** Every reading in a block with its alternatives, in the order in which they stand. */
export function choicesOf(block: object): readonly Choice[] {
  const found = new Map<string, Choice>()
  visit(block, found)
  return [...found.values()]
}

function visit(node: object, found: Map<string, Choice>) {
  if ('reading' in node && isReading(node.reading)) {
    const { reading } = node
    const others = 'or' in node && Array.isArray(node.or) ? node.or.flatMap((one: unknown) => (isObject(one) && 'readAs' in one && typeof one.readAs === 'string' ? [one.readAs] : [])) : []
    found.set(reading.id, { reading, options: [...reading.readAs === null ? [] : [reading.readAs], ...others] })
  }
  for (const [key, value] of Object.entries(node)) {
    if (key !== 'or' && key !== 'test' && key !== 'words' && key !== 'reading' && isObject(value)) visit(value, found)
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
const isReading = (value: unknown): value is Reading => isObject(value) && 'question' in value && 'readAs' in value && 'id' in value
