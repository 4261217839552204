import fc from 'fast-check'

/** What of JSON Schema the API's document uses. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
}

/** Values that are there, to be asked for by their name: `party` for a parameter called party. */
export type Known = (name: string) => readonly string[]
export interface Making { readonly schemas: Readonly<Record<string, Schema>>; readonly known: Known }

/** What people and attackers type where a text is asked for. */
const NASTY = ['', ' ', '无', '未知', '12500万元', '-1元', '５％', "' or 1=1 --", '%', '_', '\\', '\u0000', '\ud800', '𠮷', 'e\u0301', '<script>', '=1+1', '../../etc/passwd', 'null', '9'.repeat(40), '1e400', '2024', '2024-13', '0000-00-00', 'İ', '\u202e', 'a'.repeat(3000)]

/** Values that a schema takes, more or less: some of them wrong, as callers are. */
export function arbitraryOf(schema: Schema, making: Making, name = ''): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: rightOf(schema, making, name) }, { weight: 1, arbitrary: anything })
}
const anything: fc.Arbitrary<unknown> = fc.oneof(fc.constantFrom<unknown>(...NASTY, null, true, 0, -1, 1.5, 2 ** 53, -0, {}, []), fc.jsonValue({ maxDepth: 2 }))

function rightOf(schema: Schema, making: Making, name: string): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) return rightOf(making.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, making, name)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  const options = schema.anyOf ?? schema.oneOf
  if (options !== undefined) return fc.oneof(...options.map(one => rightOf(one, making, name)))
  if (schema.allOf !== undefined) return fc.tuple(...schema.allOf.map(one => rightOf(one, making, name))).map(parts => Object.fromEntries(parts.flatMap(part => typeof part === 'object' && part !== null ? Object.entries(part) : [])))
  const types = typeof schema.type === 'string' ? [schema.type] : schema.type ?? []
  return types.length === 0 ? anything : fc.oneof(...types.map(type => ofType(type, schema, making, name)))
}

function ofType(type: string, schema: Schema, making: Making, name: string): fc.Arbitrary<unknown> {
  switch (type) {
    case 'null': return fc.constant(null)
    case 'boolean': return fc.boolean()
    case 'integer': return fc.integer({ min: Math.max(schema.minimum ?? -10, -(2 ** 31)), max: Math.min(schema.maximum ?? 100, 2 ** 31 - 1) })
    case 'number': return fc.double({ min: schema.minimum ?? -1e9, max: schema.maximum ?? 1e9, noNaN: true })
    case 'array': return fc.array(arbitraryOf(schema.items ?? {}, making, name), { minLength: Math.min(schema.minItems ?? 0, 3), maxLength: Math.min(schema.maxItems ?? 3, 4) })
    case 'object': return objectOf(schema, making)
    default: return textOf(schema, making, name)
  }
}

function objectOf({ properties = {}, required = [], additionalProperties }: Schema, making: Making): fc.Arbitrary<unknown> {
  const own = Object.entries(properties).map(([name, one]) => [name, arbitraryOf(one, making, name)] as const)
  const more = typeof additionalProperties === 'object' ? fc.dictionary(fc.constantFrom('a.md', 'policy.md', 'x', ...making.known('name').slice(0, 5)), arbitraryOf(additionalProperties, making), { maxKeys: 3 }) : fc.constant({})
  return fc.tuple(fc.record(Object.fromEntries(own), { requiredKeys: [...required].filter(name => Object.hasOwn(properties, name)) }), more).map(([one, other]) => ({ ...other, ...one }))
}

function textOf({ format, pattern, minLength = 0, maxLength = 40 }: Schema, { known }: Making, name: string): fc.Arbitrary<string> {
  const there = known(name)
  const fresh = format === 'uuid' ? fc.uuid() : format === 'date' ? dates : format === 'date-time' ? dates.map(day => `${day}T00:00:00Z`) : pattern !== undefined ? fc.stringMatching(new RegExp(pattern, 'u')).filter(text => text.length < 200)
    : fc.string({ minLength: Math.min(minLength, 20), maxLength: Math.max(minLength, Math.min(maxLength, 40)), unit: 'grapheme' })
  return fc.oneof({ weight: there.length > 0 ? 8 : 0, arbitrary: fc.constantFrom(...there.length > 0 ? there : ['']) }, { weight: 2, arbitrary: fresh }, { weight: 1, arbitrary: fc.constantFrom(...NASTY) })
}
const dates = fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }).map(date => date.toISOString().slice(0, 10))
