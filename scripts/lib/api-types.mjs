import { compile } from 'json-schema-to-typescript'

/**
 * What of an OpenAPI document is read here.
 * @typedef {import('json-schema').JSONSchema4} Json
 * @typedef {{ name: string, in: string, required?: boolean, schema?: Json }} Parameter
 * @typedef {{ content?: Record<string, { schema: Json }> }} Content
 * @typedef {{ operationId: string, parameters?: Parameter[], requestBody?: Content, responses: Record<string, Content> }} Operation
 * @typedef {{ paths: Record<string, Record<string, Operation>>, components: { schemas: Record<string, Json> } }} Document
 */

/**
 * The types by which the pages call the API, out of its OpenAPI document: of each operation what it takes and answers, and
 * where it is found.
 * @param {object} openApi @returns {Promise<string>}
 */
export async function apiTypes(openApi) {
  /** @type {unknown} */
  const document = JSON.parse(JSON.stringify(openApi).replaceAll('#/components/schemas/', '#/definitions/'))
  if (!isDocument(document)) throw new Error('not an OpenAPI document')
  const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })))
  if (operations.length === 0) throw new Error('the API has no operation')
  const schema = { title: 'Api', ...object(Object.fromEntries(operations.map(({ operation }) => [operation.operationId, shapeOf(operation)]))), definitions: document.components.schemas }
  const types = await compile(schema, 'Api', {
    bannerComment: '// Made by npm run api-types from the operations of packages/server; a test fails where it is not the same.', additionalProperties: false,
    style: { semi: false, singleQuote: true, printWidth: 160, trailingComma: 'all' },
  })
  const routes = operations.map(({ path, method, operation }) => `  ${operation.operationId}: ['${method}', '${path}', '${asksFor(operation)}'],`)
  return `${types}\n/** Of each operation its method, its path and the header that it asks for. */\nexport const ROUTES = {\n${routes.join('\n')}\n} as const satisfies Record<keyof Api, readonly [method: string, path: string, asks: string]>\n`
}

/** @param {unknown} document @returns {document is Document} */
function isDocument(document) {
  return typeof document === 'object' && document !== null && 'paths' in document && 'components' in document
}

/** @param {Operation} operation */
function asksFor({ parameters = [] }) {
  return parameters.find(one => one.in === 'header' && ['Idempotency-Key', 'If-Match'].includes(one.name))?.name ?? ''
}

/** @param {Operation} operation */
function shapeOf({ parameters = [], requestBody, responses }) {
  /** @param {string} place */
  const from = place => {
    const here = parameters.filter(one => one.in === place)
    return object(Object.fromEntries(here.map(one => [one.name, one.schema ?? {}])), here.filter(one => one.required === true).map(one => one.name))
  }
  const json = 'application/json'
  const body = requestBody?.content?.[json]?.schema ?? (requestBody === undefined ? undefined : { tsType: 'Blob' })
  const success = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1]
  return object({ params: from('path'), query: from('query'), ...(body === undefined ? {} : { body }), answer: success?.content?.[json]?.schema ?? { tsType: 'Blob' } })
}

/** @param {Record<string, Json>} properties @param {readonly string[]} [required] @returns {Json} */
function object(properties, required = Object.keys(properties)) {
  return { type: 'object', properties, required: [...required], additionalProperties: false }
}
