import type { ProblemCode } from './problem.ts'

/** A file that cannot be read: the others go on. */
export class SayError extends Error {
  readonly code: ProblemCode
  readonly params: Readonly<Record<string, string>>
  constructor(code: ProblemCode, params: Readonly<Record<string, string>>) {
    super(code)
    this.code = code
    this.params = params
  }
}
