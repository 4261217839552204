/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

const DEEPEST = 2000

/** Reads JSON of unknown origin piece by piece; whatever is not as it should be is a `TypeError` that names the place. */
export class Reader {
  readonly json: unknown
  readonly path: string
  readonly depth: number
  constructor(json: unknown, path: string, depth = 0) {
    this.json = json
    this.path = path
    this.depth = depth
    if (depth > DEEPEST) this.fail('something less deep')
  }

  fail(wanted: string): never {
    throw new TypeError(`${this.path === '' ? 'the root' : this.path}: ${wanted} expected`)
  }

  optional(name: string): Reader | undefined {
    if (typeof this.json !== 'object' || this.json === null || Array.isArray(this.json)) return this.fail('an object')
    const found: unknown = Object.entries(this.json).find(([key]) => key === name)?.[1]
    return found === undefined ? undefined : new Reader(found, `${this.path}/${name}`, this.depth + 1)
  }

  key(name: string): Reader {
    return this.optional(name) ?? this.fail(`a key “${name}”`)
  }

  items(): readonly Reader[] {
    if (!Array.isArray(this.json)) return this.fail('a list')
    const all: readonly unknown[] = this.json
    return all.map((item, i) => new Reader(item, `${this.path}/${i}`, this.depth + 1))
  }

  string(): string {
    return typeof this.json === 'string' ? this.json : this.fail('a text')
  }

  boolean(): boolean {
    return typeof this.json === 'boolean' ? this.json : this.fail('true or false')
  }

  integer(): number {
    return typeof this.json === 'number' && Number.isSafeInteger(this.json) ? this.json : this.fail('a whole number')
  }

  bigint(): bigint {
    const text = this.string()
    return /^-?\d{1,20000}$/.test(text) ? BigInt(text) : this.fail('digits')
  }

  oneOf<const T extends string>(choices: readonly T[]): T {
    return choices.find(choice => choice === this.json) ?? this.fail(`one of ${choices.join(', ')}`)
  }
}
