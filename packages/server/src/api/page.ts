import { z } from '@hono/zod-openapi'
import { Refused } from './problem.ts'

/** Of a list: where to go on, and how many at a time. */
export const pageQuery = {
  cursor: z.string().max(1000).optional().openapi({ description: '上一页的 next。The next of the page before.' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}

export const pageOf = <T extends z.ZodType>(item: T) => z.strictObject({ items: z.array(item), next: z.string().nullable() })

/** A cursor is the key of the last row of a page, in no form that others should rely on. */
export const writeCursor = (key: readonly string[]): string => Buffer.from(JSON.stringify(key)).toString('base64url')

export function readCursor(cursor: string | undefined, length: number): readonly string[] | undefined {
  if (cursor === undefined) return undefined
  try {
    return z.array(z.string().refine(text => !text.includes('\0'))).length(length).parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    throw new Refused(422, 'invalid', { params: { zh: '翻页位置 cursor 不对，请从第一页重新开始', en: 'the cursor is none of ours; begin at the first page' }, field: 'query.cursor' })
  }
}

/** Of `limit + 1` rows the page, and the cursor where there is more. */
export function page<T, R>(rows: readonly T[], limit: number, key: (row: T) => readonly string[], item: (row: T) => R): { items: R[]; next: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(item), next: rows.length > limit && last !== undefined ? writeCursor(key(last)) : null }
}
