import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { operation } from '../api/operation.ts'
import { DAY_COUNTS } from './reckon.ts'
import { calendarSchema, documentText, readYears } from './schemas.ts'

export const setDayCount = operation({
  name: 'setDayCount', method: 'post', path: '/calendar/day-count', tag: 'calendar', creates: true,
  summary: { zh: '设定期限的起算日是否计入；只及于此后开始的期限', en: 'Set whether the day of the event counts; for clocks that start from now on' },
  body: z.strictObject({ dayCount: z.enum(DAY_COUNTS), document: documentText }), answer: calendarSchema,
  run: async ({ db, actor, body: { dayCount, document } }) => {
    await sql`select put_day_count(${dayCount}, ${document})`.execute(db)
    return { body: await readYears(db, actor.tenant) }
  },
})
