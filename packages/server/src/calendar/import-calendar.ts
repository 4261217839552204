import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import { holdAll, recount } from './clock.ts'
import { readYear, type Entry } from './list.ts'
import { documentText } from './schemas.ts'

/**
 * Puts a year's list in, whole, and counts the clocks that are not ended anew in the same transaction. A year that is there
 * already is replaced only by whoever says so: a list is published once, and amended rarely (2020).
 */
export const importCalendar = operation({
  name: 'importCalendar', method: 'post', path: '/calendar/years', tag: 'calendar', creates: true, refuses: [409],
  summary: { zh: '导入一年的节假日和调休上班日', en: 'Import the holidays and make-up days of a year' },
  body: z.strictObject({
    year: z.int().min(1949).max(2200), source: documentText.openapi({ description: '文号，如 国办发明电〔2026〕8号 The document it was published by' }),
    file: z.string().regex(/^[^/\\]{1,100}\.(?:yaml|yml|json|csv)$/i), text: z.string().max(100_000).openapi({ description: '文件内容：holidays、workdays 两张“日期: 名称”表，或 CSV 日期,放假|上班,名称。What the file says' }),
    replace: z.boolean().default(false).openapi({ description: '这一年已有时，整年换掉 Replaces the year where it is there already' }),
  }),
  answer: z.strictObject({ year: z.int(), days: z.int(), settled: z.int().openapi({ description: '由暂定转为确定的期限 Clocks that are no longer provisional' }), moved: z.int().openapi({ description: '末日有变的期限 Clocks that got another last day' }) }),
  run: async ({ db, actor: { tenant }, body: { year, source, file, text, replace } }) => {
    const entries = readYear(file, text, year)
    await holdAll(db, tenant)
    await refuseKnown(db, tenant, year, entries, replace)
    await sql`select put_calendar(${year}, ${source}, ${JSON.stringify(entries)}::jsonb)`.execute(db)
    return { body: { year, days: entries.length, ...await recount(db, tenant) } }
  },
})

async function refuseKnown(db: Db, tenant: string, year: number, entries: readonly Entry[], replace: boolean): Promise<void> {
  const known = await db.selectFrom('calendar_year').select('year').where('tenant', '=', tenant).where('year', '=', year).executeTakeFirst()
  if (known === undefined || replace) return
  const days = await db.selectFrom('calendar_day').select(['day', 'working']).where('tenant', '=', tenant).where('year', '=', year).execute()
  const key = (one: Pick<Entry, 'day' | 'working'>): string => `${one.day} ${one.working ? '上班' : '放假'}`
  const [were, are] = [days.map(key), entries.map(key)]
  const differ = [...were.filter(one => !are.includes(one)).map(one => `−${one}`), ...are.filter(one => !were.includes(one)).map(one => `+${one}`)].sort()
  throw new Refused(409, 'calendar-known', { params: { year: String(year), zh: differ.length === 0 ? '，内容相同' : `，与文件不同：${differ.join('、')}`, en: differ.length === 0 ? ', and says the same' : `, and differs: ${differ.join(', ')}` }, field: '/year' })
}
