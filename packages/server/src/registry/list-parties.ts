import { z } from '@hono/zod-openapi'
import { sql, type RawBuilder } from 'kysely'
import { operation } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'
import { partyOf } from './party.ts'
import { partySchema } from './schemas.ts'

export const listParties = operation({
  name: 'listParties', method: 'get', path: '/parties', tag: 'registry',
  summary: { zh: '按名称、拼音首字母或代码查找主体', en: 'Find parties by name, initials of its pinyin, or code' },
  query: z.object({ kind: z.string().max(50), q: z.string().trim().max(100).optional(), area: z.string().max(20).optional(), ...pageQuery }),
  answer: pageOf(partySchema),
  read: async ({ db, query: { kind, q, area, cursor, limit } }) => {
    const after = readCursor(cursor, 3)
    const rows = await db.selectFrom('party').selectAll().where('tenant', '=', sql<string>`(select tenant())`).where('kind', '=', kind).where('withdrawn_at', 'is', null)
      .$if(q !== undefined && q !== '', query => query.where(matchingParties(q ?? '')))
      .$if(area !== undefined, query => query.where('area', '=', sql<string>`any (below((select tenant()), ${[area]}::text[]))`))
      .$if(after !== undefined, query => query.where(sql<boolean>`(initials, name, id) > (${after?.[0]}, ${after?.[1]}, ${after?.[2]}::uuid)`))
      .orderBy('initials').orderBy('name').orderBy('id').limit(limit + 1).execute()
    return { body: page(rows, limit, row => [row.initials, row.name, row.id], partyOf) }
  },
})

/** Letters and figures may be of a code, of a name or of its initials; anything else is of a name. */
export function matchingParties(q: string): RawBuilder<boolean> {
  const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const letters = /^[0-9A-Za-z]+$/.test(q)
  const code = letters ? `${q.toUpperCase()}%` : null
  const pieces = gramsOf(q)
  // One character is in most names: the first page is found sooner by going through them in their order.
  const among = pieces.length === 0 ? sql<boolean>`true` : sql<boolean>`id in (select parties_like(${pieces}::text[], ${code}))`
  return letters ? sql<boolean>`(${among} and (name ilike ${like} or initials like ${like.toLowerCase()} or code like ${code}))` : sql<boolean>`(${among} and name ilike ${like})`
}

/** The pieces of a text that the index holds. */
function gramsOf(q: string): string[] {
  const characters = [...q.toLowerCase()]
  return characters.slice(1).map((one, i) => `${characters[i] ?? ''}${one}`)
}
