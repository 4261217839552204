import { z } from '@hono/zod-openapi'

const bound = z.strictObject({ bound: z.int(), total: z.int() })

/** What a check says of a version: as `lizhu check` counts. `errors`: worked examples that fail among them. */
export const reportSchema = z.strictObject({
  errors: z.int(), warnings: z.int(), articles: bound, sentences: bound, numbers: bound,
  instruments: z.int(), targets: z.int(), duties: z.int(), cases: z.strictObject({ passed: z.int(), total: z.int() }),
  /** The packs that it was read with. */
  with: z.array(z.strictObject({ pack: z.string(), hash: z.string() })),
  coverage: z.array(z.strictObject({ article: z.int(), title: z.string(), letters: z.int(), bound: z.int(), sentences: z.int(), sentencesBound: z.int(), numbers: z.int(), numbersBound: z.int() })),
  messages: z.array(z.strictObject({ file: z.string(), line: z.int(), column: z.int(), severity: z.enum(['error', 'warning']), code: z.string(), zh: z.string(), en: z.string() })),
  /** Messages beyond the first that are kept. */
  more: z.int(),
}).openapi('PackReport')

export type Report = z.infer<typeof reportSchema>
export type Message = Report['messages'][number]

/** A question that a version leaves to somebody, and the organisations entitled to answer it; a reading is the leader's too. */
export interface Left { readonly kind: 'setting' | 'reading'; readonly id: string; readonly entitled: readonly string[] }
