/** Why something cannot be worked out in columns; the closure does it then. */
export class Refusal extends Error {
  readonly code: string
  readonly params: Readonly<Record<string, string>>
  constructor(code: string, params: Readonly<Record<string, string>> = {}) {
    super(code)
    this.code = code
    this.params = params
  }
}

export function refuse(code: string, params: Readonly<Record<string, string>> = {}): never {
  throw new Refusal(code, params)
}
