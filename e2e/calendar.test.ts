import { expect, test } from 'vitest'
import { axe, screenshot, takeProblems } from './harness.ts'
import { overflow, signedIn } from './record-session.ts'

test('the calendar: a year is imported from a file, and what is wrong in it is said where it stands', async () => {
  const head = await signedIn('head')
  await head.goto('/calendar')
  await head.locator('.list [data-row]').first().waitFor()
  await axe(head)
  const year = 2100 + Math.floor(Math.random() * 90)
  await head.getByRole('textbox', { name: '年份' }).fill(String(year))
  await head.getByRole('textbox', { name: '依据' }).fill('国办发明电〔2099〕1号')
  const file = (text: string) => ({ name: `${year}.csv`, mimeType: 'text/csv', buffer: Buffer.from(text) })
  const holidays = ['01-01', '05-01', '10-01', '10-02'].map(one => `${year}-${one},放假,节日`)
  await head.locator('input[type=file]').setInputFiles(file(['日期,类别,名称', ...holidays].join('\n')))
  await head.getByRole('button', { name: '导入', exact: true }).click()
  await head.getByText(new RegExp(`缺少放假的日子 ${year}-10-03`)).waitFor()
  // The browser's own console says that the server refused it, as it should.
  expect(takeProblems().every(one => one.includes('422'))).toBe(true)
  await screenshot(head, 'ways-calendar-wrong')
  await head.locator('input[type=file]').setInputFiles(file(['日期,类别,名称', ...holidays, `${year}-10-03,放假,国庆节`].join('\n')))
  await head.getByRole('button', { name: '导入', exact: true }).click()
  await head.getByText(new RegExp(`${year} 年已导入，5 天`)).waitFor()
  await head.locator('.list tr', { hasText: String(year) }).locator('[data-row]').click()
  await axe(head)
  await screenshot(head, 'ways-calendar')
  const english = await signedIn('head', { width: 360, height: 780, locale: 'en-GB' })
  await english.goto('/calendar')
  await english.locator('.list [data-row]').first().waitFor()
  expect(await overflow(english)).toBe(0)
  await screenshot(english, 'ways-calendar-phone-en')
}, 300_000)
