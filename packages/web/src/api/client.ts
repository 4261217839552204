import { SIGNED_OUT } from '../session/me.ts'
import { Failed, problemIn, UNREACHABLE } from './problem.ts'
import { ROUTES, type Api } from './types.ts'

export type Name = keyof Api
export type Answer<N extends Name> = Api[N]['answer']
type Asks<N extends Name> = (typeof ROUTES)[N][2]
type Part<K extends string, T> = Partial<T> extends T ? { readonly [P in K]?: T } : { readonly [P in K]: T }

/** What an operation is given, its idempotency key aside. */
export type Input<N extends Name> = Part<'params', Api[N]['params']> & Part<'query', Api[N]['query']>
  & (Api[N] extends { body: infer Body } ? { readonly body: Body } : unknown)
  & (Asks<N> extends 'If-Match' ? { readonly version: number } : unknown)

/** The same, whatever the operation; `key` makes one intent out of several attempts. */
interface Sent {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: object
  readonly body?: unknown
  readonly version?: number
  readonly key?: string
  readonly signal?: AbortSignal
}

/** Carries out an operation of the API. Throws `Failed` with what the server refused, in both languages. */
export async function call<N extends Name>(name: N, input: Input<N> & Sent): Promise<Answer<N>> {
  const response = await send(name, input)
  if (!response.ok) {
    const problem = await problemIn(response)
    if (problem.code === 'not-signed-in') dispatchEvent(new Event(SIGNED_OUT))
    throw new Failed(problem)
  }
  const body: unknown = response.status === 204 ? null : await response.json()
  if (!isAnswer(name, body)) throw new Error(`${name}: no answer of this API`)
  return body
}


/** Carries out an operation that answers with a file, and hands the file to the reader under the name it has. */
export async function save<N extends Name>(name: N, input: Input<N> & Sent): Promise<void> {
  const response = await send(name, input)
  if (!response.ok) throw new Failed(await problemIn(response))
  const named = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('Content-Disposition') ?? '')?.[1]
  const url = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = url
  link.download = decodeURIComponent(named ?? name)
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 1000)
}

/** Where a file comes from, for a link to it. */
export function addressOf(name: Name, { params = {}, query = {} }: Pick<Sent, 'params' | 'query'>): string {
  const path = ROUTES[name][1].replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(params[key] ?? ''))
  const search = new URLSearchParams(Object.entries(query).flatMap(([key, value]) => value === undefined || value === '' ? [] : [[key, String(value)]]))
  return `/api${path}${search.size === 0 ? '' : `?${search.toString()}`}`
}

async function send(name: Name, { params, query, body, version, key, signal }: Sent): Promise<Response> {
  const [method, , asks] = ROUTES[name]
  const headers: Record<string, string> = {}
  if (body !== undefined) headers['Content-Type'] = body instanceof Blob ? 'application/octet-stream' : 'application/json'
  if (asks.includes('Idempotency-Key')) headers['Idempotency-Key'] = key ?? crypto.randomUUID()
  if (version !== undefined) headers['If-Match'] = `"${version}"`
  try {
    return await fetch(addressOf(name, { ...(params === undefined ? {} : { params }), ...(query === undefined ? {} : { query }) }), {
      method: method.toUpperCase(), headers, credentials: 'same-origin', ...(signal === undefined ? {} : { signal }),
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
    })
  } catch (error) {
    if (signal?.aborted === true) throw error
    throw new Failed(UNREACHABLE)
  }
}

/** The server holds each answer against the schema that its type is made from before it sends it; what is looked at here is that it was this server. */
function isAnswer<N extends Name>(name: N, body: unknown): body is Answer<N> {
  return name in ROUTES && typeof body === 'object'
}
