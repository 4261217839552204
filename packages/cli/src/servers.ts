import { openPostgres, openTrino, type Database } from '@lizhu/data'
import { EXIT, Refusal } from './open.ts'

/** `postgres://user@host/database?schema=lizhu` · `trino://user@host:8080/catalog/schema` */
export type Server = 'postgres' | 'trino'
export function serverOf(source: string): Server | undefined {
  const [, protocol] = /^([a-z]+):\/\//.exec(source) ?? []
  if (protocol === 'postgres' || protocol === 'postgresql') return 'postgres'
  if (protocol === 'trino' || protocol === 'trinos') return 'trino'
  if (protocol === undefined) return undefined
  throw new Refusal(`不认识 ${protocol}://；可用 postgres:// 和 trino://。\n${protocol}:// is not known; use postgres:// or trino://.`, EXIT.usage)
}

export interface Place { readonly url: string; readonly schema: string }
/** A PostgreSQL address with the schema apart. */
export function placeOf(source: string): Place {
  const url = parsed(source)
  const schema = url.searchParams.get('schema') ?? 'lizhu'
  url.searchParams.delete('schema')
  return { url: url.href, schema }
}

/** Opens a database, or says that it cannot be reached. Nothing is made in it where it is only read. */
export async function openServer(source: string, options: { readonly schema?: string; readonly readOnly?: boolean; readonly signal?: AbortSignal }): Promise<Database> {
  const shown = withoutPassword(source)
  try {
    if (serverOf(source) === 'trino') return await openTrino(source, options)
    const { url, schema } = placeOf(source)
    return await openPostgres(url, { schema, ...options })
  } catch (error) {
    options.signal?.throwIfAborted()
    const why = reasonOf(error)
    throw new Refusal(`连不上数据库 ${shown}：${why}\nThe database ${shown} cannot be reached: ${why}`, EXIT.missing)
  }
}

export function withoutPassword(source: string): string {
  const url = parsed(source)
  url.password = ''
  return decodeURI(url.href)
}

function parsed(source: string): URL {
  try { return new URL(source) } catch { throw new Refusal(`数据库地址写错了，应像 postgres://用户@主机:5432/库?schema=lizhu。\nThe address of the database is not one; write it like postgres://user@host:5432/database?schema=lizhu.`, EXIT.usage) }
}

/** Node says of some failures only inside that each address was tried. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ')
  return error instanceof Error ? error.message.split('\n')[0] ?? '' : String(error)
}
