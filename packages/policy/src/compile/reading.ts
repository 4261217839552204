import type { z } from 'zod'
import type { Read } from '../program.ts'
import type { reading } from '../grammar/leaf.ts'
import { Scalar } from '../source/yaml.ts'
import type { Context } from './context.ts'

type RawReading = z.infer<typeof reading>

/** A bare `null`: under `read as` nothing has been read; as a key of an alternative, the key falls away. */
function isNull(value: unknown): boolean { return value instanceof Scalar && value.text === 'null' && !value.quoted }

/**
 * Compiles a node and every alternative its reading names: a row of `or` holds the keys that would differ, merged over
 * the node, so that each reading can be computed. `read as: null` leaves the node undecided.
 */
export function readable<Raw extends { reading?: RawReading | undefined }, Node extends object>(
  raw: Raw, schema: z.ZodType<Raw>, id: string, context: Context, compile: (raw: Raw) => Node,
): Read<Node> {
  const node = compile(raw)
  const given = raw.reading
  if (given === undefined) return node
  const readAs = given['read as']
  const or = (given.or ?? []).flatMap(row => {
    const { 'read as': name, ...keys } = row
    const merged = schema.safeParse({ ...raw, ...Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, isNull(value) ? undefined : value])), reading: undefined })
    if (!merged.success) { context.report('reading-keys', name.span, { keys: Object.keys(keys).join(' · ') }); return [] }
    return [{ readAs: name.text, node: compile(merged.data) }]
  })
  return {
    ...node,
    reading: { id: `${context.id}/${id}`, question: given.question.text, readAs: isNull(readAs) ? null : readAs.text, ...(given['decided by'] ? { decidedBy: given['decided by'].text } : {}) },
    or,
  }
}
