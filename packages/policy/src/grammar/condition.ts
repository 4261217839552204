import { z } from 'zod'
import { node, optionalWords, value } from './leaf.ts'

export const test = z.strictObject({ ...optionalWords, test: value, ...node })
export type RawTest = z.infer<typeof test>
export type RawCondition = RawTest | { any: RawCondition[] } | { all: RawCondition[] }

/** All of a list must hold; `any:` 或者, `all:` 且 inside it. */
export const condition: z.ZodType<RawCondition> = z.lazy(() => z.union([
  z.strictObject({ any: z.array(condition).min(1) }),
  z.strictObject({ all: z.array(condition).min(1) }),
  test,
]))
export const conditions = z.array(condition).min(1)
