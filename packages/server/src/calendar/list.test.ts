import { expect, test } from 'vitest'
import { Refused } from '../api/problem.ts'
import { readYear } from './list.ts'

const HOLIDAYS = ['2027-01-01', '2027-05-01', '2027-10-01', '2027-10-02', '2027-10-03']
const yaml = `title: 2027\nholidays:\n${HOLIDAYS.map(day => `  ${day}: 节`).join('\n')}\nworkdays:\n  2027-02-20: 调休\n`

test('a year is read from YAML, JSON and CSV alike', () => {
  const expected = [...HOLIDAYS.map(day => ({ day, working: false, name: '节' })), { day: '2027-02-20', working: true, name: '调休' }]
  expect(readYear('a.yaml', yaml, 2027)).toEqual(expected)
  expect(readYear('a.json', JSON.stringify({ holidays: Object.fromEntries(HOLIDAYS.map(day => [day, '节'])), workdays: { '2027-02-20': '调休' } }), 2027)).toEqual(expected)
  expect(readYear('a.csv', `\uFEFF日期,类型,名称\r\n${HOLIDAYS.map(day => `${day},放假,节`).join('\r\n')}\r\n2027-02-20,workday,调休\r\n`, 2027)).toEqual(expected)
})

const wrong: readonly [what: string, file: string, text: string, says: string][] = [
  ['a weekday as a make-up day', 'a.yaml', yaml.replace('02-20', '02-19'), 'a.yaml:9 2027-02-19 不是周末'],
  ['a day of another year', 'a.yaml', yaml.replace('2027-02-20', '2026-02-28'), '2026-02-28 不在 2027 年'],
  ['a day that is none', 'a.yaml', yaml.replace('02-20', '02-30'), 'a.yaml:9 “2027-02-30”不是日期'],
  ['a day that is both', 'a.yaml', yaml.replace('02-20', '05-01'), 'a.yaml:9 2027-05-01 在第 4 行已经有了'],
  ['a list cut off', 'a.yaml', yaml.replace('  2027-10-03: 节\n', ''), '缺少放假的日子 2027-10-03'],
  ['no list of make-up days', 'a.yaml', yaml.replace('workdays', 'workday'), '缺少 workdays'],
  ['the same day twice', 'a.yaml', yaml.replace('2027-05-01', '2027-01-01'), 'a.yaml:4 写法不对'],
  ['something else', 'a.json', '[]', '缺少 holidays'],
  ['a table with another column', 'a.csv', '日期,类型\n2027-01-01,休息,元旦\n', 'a.csv:2 应为 日期'],
]
test.each(wrong)('%s is refused with its place', (_, file, text, says) => {
  expect(said(() => readYear(file, text, 2027))).toContain(says)
})

function said(run: () => unknown): string {
  try { run() } catch (error) {
    if (error instanceof Refused) return error.params['zh'] ?? ''
    throw error
  }
  return 'nothing'
}
