import { randomUUID } from 'node:crypto'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import type { Hono } from 'hono'
import { SESSION_COOKIE } from '../../src/access/cookie.ts'
import { arbitraryOf, type Known, type Schema } from './arbitrary.ts'

interface Parameter { readonly name: string; readonly in: 'path' | 'query' | 'header'; readonly required?: boolean; readonly schema?: Schema }
interface Described { readonly operationId: string; readonly parameters?: readonly Parameter[]; readonly requestBody?: Body; readonly responses: Readonly<Record<string, Body>> }
interface Body { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }
export interface Document { readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>; readonly components: { readonly schemas: Readonly<Record<string, Schema>> } }

export interface FuzzOptions {
  readonly app: Hono
  readonly document: Document
  /** Callers of an operation: those it permits, and anybody; nobody is one of these. */
  readonly callers: (operation: string) => { readonly permitted: readonly string[]; readonly any: readonly (string | undefined)[] }
  readonly known: Known
  readonly requests: number
  readonly seed: number
}
/** What must not be: an answer of 5xx, or one that the document does not allow. */
export interface Wrong { readonly request: string; readonly answer: string; readonly why: string }
export interface Fuzzed { readonly wrong: readonly Wrong[]; readonly byStatus: ReadonlyMap<number, number>; readonly succeeded: ReadonlySet<string>; readonly operations: number }

interface Request { readonly operation: Described; readonly method: string; readonly path: string; readonly headers: Readonly<Record<string, string>>; readonly body: string | undefined }

/** Sends requests made from the API's own document, right ones and wrong ones, and holds every answer to it. */
export async function fuzz({ app, document, callers, known, requests, seed }: FuzzOptions): Promise<Fuzzed> {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })))
  const arbitrary = fc.oneof(...operations.map(one => requestOf(one, document, callers(one.operation.operationId), known)))
  const check = checker(document)
  const wrong: Wrong[] = []
  const byStatus = new Map<number, number>()
  const succeeded = new Set<string>()
  for (const request of fc.sample(arbitrary, { numRuns: requests, seed })) {
    const response = await app.request(request.path, { method: request.method.toUpperCase(), headers: request.headers, ...(request.body === undefined ? {} : { body: request.body }) })
    byStatus.set(response.status, (byStatus.get(response.status) ?? 0) + 1)
    if (response.ok) succeeded.add(request.operation.operationId)
    const text = await response.text()
    const why = response.status >= 500 ? 'a fault' : check(request.operation, response, text)
    if (why !== undefined) wrong.push({ request: `${request.method} ${request.path} ${request.body ?? ''}`.slice(0, 600), answer: `${response.status} ${text}`.slice(0, 400), why })
  }
  return { wrong, byStatus, succeeded, operations: operations.length }
}

function requestOf({ path, method, operation }: { readonly path: string; readonly method: string; readonly operation: Described }, { components }: Document, { permitted, any }: ReturnType<FuzzOptions['callers']>, known: Known): fc.Arbitrary<Request> {
  const making = { schemas: components.schemas, known }
  const parameters = operation.parameters ?? []
  const of = (place: Parameter['in']) => fc.record(Object.fromEntries(parameters.filter(one => one.in === place).map(one => [one.name, arbitraryOf(one.schema ?? {}, making, one.name).map(asText)])), { requiredKeys: parameters.filter(one => one.in === place && (one.required === true || place === 'header')).map(one => one.name) })
  const json = operation.requestBody?.content?.['application/json']?.schema
  const body = json === undefined ? fc.constant(undefined) : fc.oneof({ weight: 30, arbitrary: arbitraryOf(json, making).map(value => JSON.stringify(value)) }, { weight: 1, arbitrary: fc.constantFrom('{', '', 'null', '[[[[', '"\\ud800"') })
  const caller: fc.Arbitrary<string | undefined> = fc.oneof({ weight: permitted.length > 0 ? 4 : 0, arbitrary: fc.constantFrom(...permitted.length > 0 ? permitted : ['']) }, { weight: 1, arbitrary: fc.constantFrom(...any) })
  return fc.tuple(of('path'), of('query'), of('header'), body, caller).map(([params, query, headers, text, token]) => ({
    operation, method, body: text,
    path: `${path.replace(/\{(\w+)\}/g, (_, name: string) => encode(params[name] ?? ''))}${queryText(query)}`,
    headers: {
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, headerText(value, name)])), ...(text === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(token === undefined ? {} : { Cookie: `${SESSION_COOKIE}=${token}` }),
    },
  }))
}

const asText = (value: unknown): string => typeof value === 'string' ? value : JSON.stringify(value)
/** A lone surrogate cannot be written in an address. */
const encode = (text: string): string => encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, '\ufffd'))
const queryText = (query: Readonly<Record<string, string | undefined>>): string => {
  const pairs = Object.entries(query).flatMap(([name, value]) => value === undefined ? [] : [`${name}=${encode(value)}`])
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}
/** Now and then a key of its own, so that creations come through. */
const headerText = (value: string | undefined, name: string): string => name === 'If-Match' ? (value ?? '').replace(/[^\x20-\x7e]/g, '') : /^[\x21-\x7e]{8,100}$/.test(value ?? '') && (value ?? '').length % 7 === 0 ? value ?? '' : randomUUID()

/** @returns what an answer says that its operation does not */
function checker({ components }: Document): (operation: Described, response: Response, text: string) => string | undefined {
  const ajv = new Ajv2020({ strict: false, allErrors: false })
  addFormats.default(ajv)
  const compiled = new Map<Schema, ValidateFunction>()
  const validator = (schema: Schema): ValidateFunction => {
    const known = compiled.get(schema) ?? ajv.compile({ ...schema, components })
    compiled.set(schema, known)
    return known
  }
  return (operation, response, text) => {
    const said = operation.responses[String(response.status)] ?? (response.ok ? undefined : operation.responses['default'])
    if (said === undefined) return `status ${response.status} is not described`
    if (response.status === 303 || response.status === 204) return text === '' ? undefined : 'a body where there is none'
    const type = (response.headers.get('Content-Type') ?? '').split(';')[0] ?? ''
    const content = said.content?.[type] ?? said.content?.['*/*']
    if (content === undefined) return `${type} is not described`
    if (type !== 'application/json' && type !== 'application/problem+json') return undefined
    const valid = validator(content.schema)
    return valid(JSON.parse(text)) ? undefined : ajv.errorsText(valid.errors)
  }
}
