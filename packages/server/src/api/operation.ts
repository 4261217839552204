import { z } from '@hono/zod-openapi'
import type { OperationName } from '../access/permissions.ts'
import type { Actor } from '../access/within.ts'
import type { Db } from '../database/pool.ts'
import type { Received } from '../files/store.ts'
import { Refused } from './problem.ts'

/** What an operation is given, once its input has passed its schemas. */
export interface Given<P, Q, B> {
  /** Sees and may change what the caller may; one transaction where something is changed. */
  readonly db: Db
  readonly actor: Actor
  readonly params: P
  readonly query: Q
  readonly body: B
  /** The version that an edit starts from, out of If-Match. */
  readonly version: number
  /** An uploaded file, come whole; let go of when the operation is over, unless it is kept. */
  readonly upload: Received | undefined
  /** The request's own number: in the log, in the audit trail and in what a refusal says. */
  readonly request: string
  readonly visitor: Visitor
  /** Notes that this party's record was looked at, for the party to see. */
  readonly looked: (party: string) => void
}

/** What an operation is given that only reads, and need not know who acts before its first statement: one round trip less. */
export interface GivenReading<P, Q> extends Omit<Given<P, Q, undefined>, 'actor' | 'body' | 'version' | 'upload'> {
  readonly actor: () => Promise<Actor>
}

/** What a request shows of who sends it. */
export interface Visitor {
  /** The hash of the token in the session's cookie, whether or not a session is known by it. */
  readonly token: Buffer | undefined
  readonly cookies: Readonly<Record<string, string>>
  readonly address: string
  /** The browser, as it calls itself. */
  readonly agent: string
  /** As it was asked for, with the query: what a sign-in elsewhere comes back with. */
  readonly url: string
}

/** What a public operation is given: nobody stands behind it yet, and the database shows it no row. */
export interface GivenOutside<P, Q, B> {
  /** One transaction, undone when `run` throws. Several may follow one another: none is held while a password is hashed. */
  readonly transact: <T>(run: (db: Db) => Promise<T>) => Promise<T>
  readonly params: P
  readonly query: Q
  readonly body: B
  readonly request: string
  readonly visitor: Visitor
}

export interface Answered<A> {
  readonly body: A
  /** The version of what is answered, as its ETag. */
  readonly version?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Cookies to set, as their header writes them. */
  readonly cookies?: readonly string[]
  /** Where the browser is sent on to, instead of an answer. */
  readonly redirect?: string
}

/** A file to be saved, sent as it is made. */
export interface FileAnswer { readonly content: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>; readonly type: string; readonly name: string }
/** The answer schema of an operation that answers with a file. */
export const fileAnswer = z.custom<FileAnswer>().openapi({ type: 'string', format: 'binary' })

interface Head {
  /** Its permission stands in the permission table under this name. */
  readonly name: OperationName
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** As OpenAPI writes it: `/enterprises/{party}`. */
  readonly path: string
  readonly tag: string
  readonly summary: { readonly zh: string; readonly en: string }
  /** Something new: answered with 201, done once for one Idempotency-Key. */
  readonly creates?: boolean
  /** Asks for If-Match. */
  readonly edits?: boolean
  /** Sends the browser on to another address (303). */
  readonly redirects?: boolean
  /** Takes a file as its body, up to so many bytes. */
  readonly uploads?: number
  /** Bytes of its JSON body at most, where that is not 1 MB. */
  readonly limit?: number
  /** Refusals of its own, beside those that any operation gives. */
  readonly refuses?: readonly (404 | 409)[]
}

interface Schemas<P, Q, B, A> {
  readonly params?: z.ZodType<P>
  readonly query?: z.ZodType<Q>
  readonly body?: z.ZodType<B>
  readonly answer: z.ZodType<unknown, A>
}
type Spec<P, Q, B, A> = Head & Schemas<P, Q, B, A> & (
  | { readonly run: (given: Given<P, Q, B>) => Promise<Answered<A>> }
  | { readonly method: 'get'; readonly read: (given: GivenReading<P, Q>) => Promise<Answered<A>> })
interface PublicSpec<P, Q, B, A> extends Omit<Head, 'creates' | 'edits' | 'uploads'>, Schemas<P, Q, B, A> {
  readonly visit: (given: GivenOutside<P, Q, B>) => Promise<Answered<A>>
}

interface Described extends Head {
  readonly params: z.ZodType | undefined
  readonly query: z.ZodType | undefined
  readonly body: z.ZodType | undefined
  readonly answer: z.ZodType
}
/** An operation of the API as the server and the OpenAPI document see it: refuses what its schemas do not take, or runs. */
export type Operation = Described & (
  | { readonly run: (given: Given<unknown, unknown, unknown>) => Promise<Answered<unknown>> }
  | { readonly read: (given: GivenReading<unknown, unknown>) => Promise<Answered<unknown>> }
  | { readonly visit: (given: GivenOutside<unknown, unknown, unknown>) => Promise<Answered<unknown>> })

/** Declares an operation; its types hold between its schemas and what it does. */
export function operation<P = unknown, Q = unknown, B = unknown, A = unknown>(spec: Spec<P, Q, B, A>): Operation {
  const { params, query, body } = spec
  if ('read' in spec) return { ...spec, params, query, body, read: given => spec.read({ ...given, ...inputOf(spec, given) }) }
  return { ...spec, params, query, body, run: given => spec.run({ ...given, ...inputOf(spec, given) }) }
}

/** Declares an operation that anybody may call, signed in or not: `may: 'public'` in the permission table. */
export function publicOperation<P = unknown, Q = unknown, B = unknown, A = unknown>(spec: PublicSpec<P, Q, B, A>): Operation {
  const { params, query, body, answer, visit, ...head } = spec
  return { ...head, params, query, body, answer, visit: given => visit({ ...given, ...inputOf(spec, given) }) }
}

function inputOf<P, Q, B, A>({ params, query, body }: Schemas<P, Q, B, A>, given: { readonly params: unknown; readonly query: unknown; readonly body?: unknown }) {
  return {
    params: parsed('params', params ?? z.custom<P>(), given.params),
    query: parsed('query', query ?? z.custom<Q>(), given.query),
    body: parsed('body', body ?? z.custom<B>(), given.body),
  }
}

const CHINESE = z.locales.zhCN().localeError
/** What a refinement says where it refuses: its `params`. */
const wordsSchema = z.object({ zh: z.string(), en: z.string() })

/** Refused with the first thing that is wrong and where; a parameter of the path that cannot be is simply not there. */
function parsed<T>(part: 'params' | 'query' | 'body', schema: z.ZodType<T>, value: unknown): T {
  const { success, data, error } = schema.safeParse(value)
  if (success) return data
  if (part === 'params') throw new Refused(404, 'not-found')
  const [issue] = error.issues
  const path = issue?.path.map(String) ?? []
  const own = issue?.code === 'custom' ? wordsSchema.safeParse(issue.params).data : undefined
  const words = own ?? { zh: schema.safeParse(value, { error: CHINESE }).error?.issues[0]?.message ?? '', en: issue?.message ?? '' }
  throw new Refused(422, 'invalid', { params: words, field: part === 'body' ? `/${path.join('/')}` : ['query', ...path].join('.') })
}
