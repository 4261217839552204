import { trace } from '@opentelemetry/api'
import { Hono, type Context } from 'hono'
import { v7 as uuid } from 'uuid'
import type { OperationName } from '../access/permissions.ts'
import { outside, reading, within, type Actor } from '../access/within.ts'
import type { Db } from '../database/pool.ts'
import type { FileStore, Received } from '../files/store.ts'
import { readBody, readKey, readVersion, storable } from './input.ts'
import { once } from './idempotency.ts'
import { limiter, type Limiter, type Limits } from './limits.ts'
import type { Lookup, Notebook } from '../lookups/notebook.ts'
import type { Answered, FileAnswer, Operation, Visitor } from './operation.ts'
import { problemOf, Refused } from './problem.ts'
import { refusalOf } from './faults.ts'
import { visitorOf } from './visitor.ts'

export interface ServeOptions {
  readonly db: Db
  /** Told of each request when it was answered: operation, status, milliseconds; and of a fault what it was. */
  readonly log: (line: { readonly request: string; readonly operation: string; readonly status: number; readonly ms: number; readonly fault?: unknown }) => void
  readonly notebook: Notebook
  /** Where uploaded files go. */
  readonly files?: FileStore
  /** Absent: as many requests as come. */
  readonly limits?: Limits
  /** Proxies of one's own before this server: so many addresses at the end of X-Forwarded-For are believed. */
  readonly proxies?: number
}

/** Spans go wherever the process was told to send them (docs/operate.md); else nowhere. */
const tracer = trace.getTracer('lizhu')

/** The API: each operation under its path; refusals as application/problem+json. */
export function serveOperations(operations: readonly Operation[], options: ServeOptions): Hono {
  const app = new Hono()
  const counted = options.limits === undefined ? undefined : limiter(options.limits)
  for (const operation of operations) app.on(operation.method.toUpperCase(), operation.path.replace(/\{(\w+)\}/g, ':$1'), c => answer(c, operation, options, counted))
  app.all('*', c => problem(c, new Refused(404, 'no-route'), uuid()))
  return app
}

async function answer(c: Context, operation: Operation, options: ServeOptions, counted: Limiter | undefined): Promise<Response> {
  const request = uuid()
  const since = performance.now()
  const said = (status: number, fault?: unknown) => options.log({ request, operation: operation.name, status, ms: performance.now() - since, ...(fault === undefined ? {} : { fault }) })
  try {
    const visitor = visitorOf(c, options.proxies ?? 0)
    await counted?.count(visitor, operation.method !== 'get')
    const response = await tracer.startActiveSpan(operation.name, { attributes: { 'lizhu.request': request } }, async span => {
      try {
        const answered = await carryOut(c, operation, options, request, visitor)
        // What was carried out for a session has found one.
        if (!('visit' in operation)) counted?.known(visitor)
        return responseOf(c, operation, answered)
      } finally {
        span.end()
      }
    })
    said(response.status)
    return response
  } catch (error) {
    const { refused, fault } = refusalOf(error, request)
    said(refused.status, fault)
    return problem(c, refused, request)
  }
}

async function carryOut(c: Context, operation: Operation, { db, notebook, files }: ServeOptions, request: string, visitor: Visitor): Promise<Answered<unknown>> {
  if ('visit' in operation) {
    const body = operation.body === undefined ? undefined : await readBody(c, operation.limit)
    return operation.visit({ params: storable(c.req.param()), query: storable(c.req.query()), body, request, visitor, transact: run => outside(db, operation.name, request, run) })
  }
  const { token } = visitor
  if (token === undefined) throw new Refused(401, 'not-signed-in')
  const note = (actor: Actor, party: string): void => { notebook.note(lookupOf(actor, operation.name, request, party)) }
  if ('read' in operation) {
    const parties: string[] = []
    return reading(db, operation.name, { token }, request, async (inside, actor) => {
      const answered = await operation.read({ params: storable(c.req.param()), query: storable(c.req.query()), request, visitor, db: inside, actor, looked: party => { parties.push(party) } })
      for (const party of parties) note(await actor(), party)
      return answered
    })
  }
  const key = operation.creates === true ? readKey(c) : undefined
  const version = operation.edits === true ? readVersion(c) : 0
  const body = operation.body === undefined ? undefined : await readBody(c, operation.limit)
  const sent = { params: storable(c.req.param()), query: storable(c.req.query()), body, version, request, visitor }
  const upload = operation.uploads === undefined ? undefined : await received(c, operation.name, operation.uploads, db, files, token, request)
  const work = within(db, operation.name, { token }, request, operation.method === 'get' ? 'read' : 'write', async (inside, actor) => {
    const run = () => operation.run({ ...sent, upload, db: inside, actor, looked: party => { note(actor, party) } })
    if (key === undefined) return run()
    return { body: await once(inside, actor, { key, operation: operation.name, input: JSON.stringify([sent.params, sent.query, body, upload?.hash]) }, async () => (await run()).body) }
  })
  return upload === undefined ? work : work.finally(() => upload.drop())
}

/** The file comes before the transaction begins, which would else last as long as the slowest line; but not from whoever may not send one. */
async function received(c: Context, name: OperationName, most: number, db: Db, files: FileStore | undefined, token: Buffer, request: string): Promise<Received> {
  if (files === undefined) throw new Error('no place for files')
  if (Number(c.req.header('Content-Length') ?? 0) > most) throw new Refused(413, 'body-too-large', { params: { limit: `${most >> 20} MB` } })
  await within(db, name, { token }, request, 'read', () => Promise.resolve())
  const { body } = c.req.raw
  if (body === null) throw new Refused(422, 'invalid', { params: { zh: '没有文件', en: 'there is no file' } })
  return files.receive(body, most)
}

function lookupOf({ tenant, person, memberships }: Actor, operation: string, request: string, party: string): Lookup {
  return { tenant, party, person, organisation: memberships[0]?.organisation ?? memberships[0]?.area ?? null, operation, request, at: new Date().toISOString() }
}

function responseOf(c: Context, { creates, answer }: Operation, { body, version, headers, cookies = [], redirect }: Answered<unknown>): Response {
  c.header('Cache-Control', 'no-store')
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
  if (redirect !== undefined) return c.redirect(redirect, 303)
  if (version !== undefined) c.header('ETag', `"${version}"`)
  for (const [name, value] of Object.entries(headers ?? {})) c.header(name, value)
  const parsed = answer.parse(body)
  if (isFile(parsed)) {
    c.header('Content-Type', parsed.type)
    c.header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(parsed.name)}`)
    return c.body(parsed.content)
  }
  return parsed === null ? c.body(null, 204) : c.json(parsed, creates === true ? 201 : 200)
}
const isFile = (body: unknown): body is FileAnswer => typeof body === 'object' && body !== null && 'content' in body && 'type' in body && 'name' in body

function problem(c: Context, refused: Refused, request: string): Response {
  c.header('Cache-Control', 'no-store')
  if (refused.status === 429) c.header('Retry-After', refused.params['seconds'] ?? '1')
  return c.body(JSON.stringify(problemOf(refused, request)), refused.status, { 'Content-Type': 'application/problem+json' })
}
