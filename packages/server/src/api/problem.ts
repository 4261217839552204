import { z } from '@hono/zod-openapi'
import { PROBLEMS, type ProblemCode } from './messages.ts'

export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 412 | 413 | 415 | 422 | 428 | 429 | 500 | 503

export interface RefusedOptions {
  readonly params?: Readonly<Record<string, string>>
  /** Which of the input: a JSON pointer into the body, or `query.name`, `header.Name`. */
  readonly field?: string
}

/** An operation that is not carried out: thrown inside it, answered as application/problem+json (RFC 9457). */
export class Refused extends Error {
  readonly status: RefusalStatus
  readonly code: ProblemCode
  readonly params: Readonly<Record<string, string>>
  readonly field: string | undefined
  constructor(status: RefusalStatus, code: ProblemCode, { params = {}, field }: RefusedOptions = {}) {
    super(code)
    this.status = status
    this.code = code
    this.params = params
    this.field = field
  }
}

export const problemSchema = z.strictObject({
  type: z.string(), title: z.string(), status: z.int(), code: z.string(),
  detail: z.strictObject({ zh: z.string(), en: z.string() }),
  field: z.string().optional(), request: z.string().optional(),
}).openapi('Problem')

export type Problem = z.infer<typeof problemSchema>

/** What the refusal says, in both languages. */
export function problemOf({ status, code, params, field }: Refused, request: string): Problem {
  const words = PROBLEMS[code]
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '')
  return { type: `urn:lizhu:problem:${code}`, title: fill(words.en), status, code, detail: { zh: fill(words.zh), en: fill(words.en) }, ...(field === undefined ? {} : { field }), request }
}
