import { operation } from '../api/operation.ts'
import { calendarSchema, readYears } from './schemas.ts'

export const readCalendar = operation({
  name: 'readCalendar', method: 'get', path: '/calendar', tag: 'calendar',
  summary: { zh: '节假日和调休上班日，按年；没有列出的年份尚未公布，期限是暂定的', en: 'Holidays and make-up days by year; deadlines in a year that is not listed are provisional' },
  answer: calendarSchema,
  run: async ({ db, actor }) => ({ body: await readYears(db, actor.tenant) }),
})
