/** What this page reads of an OpenAPI document; whatever it does not know it leaves out. */
export interface Parameter { readonly name: string; readonly in: string; readonly required: boolean; readonly schema: unknown }
export interface Operation {
  readonly name: string
  readonly method: string
  readonly path: string
  readonly tag: string
  readonly zh: string
  readonly en: string
  /** `public`, `signed in`, or `role: scope` of each role. */
  readonly may: string
  readonly parameters: readonly Parameter[]
  readonly body?: unknown
  readonly answer?: unknown
}
export interface Document { readonly version: string; readonly operations: readonly Operation[]; readonly schemas: Readonly<Record<string, unknown>> }

type Plain = Readonly<Record<string, unknown>>
export const plain = (value: unknown): Plain => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {})
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

export function documentOf(data: unknown): Document {
  const { openapi, paths, components } = plain(data)
  const operations = Object.entries(plain(paths)).flatMap(([path, methods]) => Object.entries(plain(methods)).map(([method, one]) => operationOf(path, method, plain(one))))
  return { version: text(openapi), operations, schemas: plain(plain(components)['schemas']) }
}

function operationOf(path: string, method: string, one: Plain): Operation {
  // The description is the Chinese summary, a blank line, and who may.
  const [zh = '', may = ''] = text(one['description']).split('\n\n')
  const [, done] = Object.entries(plain(one['responses'])).find(([status]) => status.startsWith('2') || status === '303') ?? []
  const body = schemaIn(one['requestBody'])
  const answer = schemaIn(done)
  return {
    name: text(one['operationId']), method, path, tag: text(list(one['tags'])[0]), zh, en: text(one['summary']), may,
    parameters: list(one['parameters']).map(plain).map(parameter => ({ name: text(parameter['name']), in: text(parameter['in']), required: parameter['required'] === true, schema: parameter['schema'] })),
    ...(body === undefined ? {} : { body }), ...(answer === undefined ? {} : { answer }),
  }
}

const schemaIn = (holder: unknown): unknown => plain(Object.values(plain(plain(holder)['content']))[0])['schema']
export const namesIn = (value: unknown): readonly string[] => list(value).filter(one => typeof one === 'string')
