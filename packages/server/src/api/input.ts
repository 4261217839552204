import type { Context } from 'hono'
import { Refused } from './problem.ts'

/** Bytes of a JSON body at most; sheets and evidence come as files. */
const LIMIT = 1 << 20

/** The body as JSON, without what no text of the database can hold. */
export async function readBody(c: Context, limit = LIMIT): Promise<unknown> {
  if (!/^application\/json\b/i.test(c.req.header('Content-Type') ?? '')) throw new Refused(415, 'wrong-type', { params: { want: 'application/json' } })
  const text = await bounded(c, limit)
  try {
    const value: unknown = JSON.parse(text)
    refuseUnstorable(value, '')
    return value
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refused(400, 'body-not-json')
    throw error
  }
}

async function bounded(c: Context, limit: number): Promise<string> {
  const tooLarge = () => new Refused(413, 'body-too-large', { params: { limit: `${limit >> 20} MB` } })
  if (Number(c.req.header('Content-Length') ?? 0) > limit) throw tooLarge()
  const chunks: Uint8Array[] = []
  let length = 0
  const body: AsyncIterable<Uint8Array> | undefined = c.req.raw.body ?? undefined
  for await (const chunk of body ?? []) {
    length += chunk.length
    if (length > limit) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const UNSTORABLE = { zh: '含有无法保存的字符（空字符或不完整的字符），请删去', en: 'it holds a character that cannot be stored (U+0000 or half a character); take it out' }

/** PostgreSQL stores neither U+0000 nor half a surrogate pair. */
function refuseUnstorable(value: unknown, at: string): void {
  if (typeof value === 'string' && !isStorable(value)) throw new Refused(422, 'invalid', { params: UNSTORABLE, field: at })
  if (typeof value !== 'object' || value === null) return
  for (const [key, item] of Object.entries(value)) {
    refuseUnstorable(key, at)
    refuseUnstorable(item, `${at}/${key}`)
  }
}
const isStorable = (text: string): boolean => !text.includes('\0') && !/[\ud800-\udfff]/u.test(text)

/** Parameters of a path or a query, storable. */
export function storable(values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  for (const [name, value] of Object.entries(values)) if (!isStorable(value)) throw new Refused(422, 'invalid', { params: UNSTORABLE, field: `query.${name}` })
  return values
}

export function readKey(c: Context): string {
  const key = c.req.header('Idempotency-Key') ?? ''
  if (!/^[\x21-\x7e]{8,100}$/.test(key)) throw new Refused(428, 'key-needed', { field: 'header.Idempotency-Key' })
  return key
}

export function readVersion(c: Context): number {
  const match = /^"(\d{1,9})"$/.exec(c.req.header('If-Match') ?? '')
  if (match === null) throw new Refused(428, 'match-needed', { field: 'header.If-Match' })
  return Number(match[1])
}
