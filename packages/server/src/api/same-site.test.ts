import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { sameSite } from './same-site.ts'

const app = new Hono()
app.use(sameSite('https://lizhu.example.gov.cn'))
app.all('/api/x', c => c.text('done'))
const status = async (method: string, headers: Record<string, string>) => (await app.request('http://127.0.0.1:3000/api/x', { method, headers })).status

test('what another site’s page makes a browser send is refused', async () => {
  for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, { 'Sec-Fetch-Site': 'same-site' }, { Origin: 'https://evil.example' }, { Origin: 'null' }, { Origin: 'http://127.0.0.1:3001' }, { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://lizhu.example.gov.cn' }]) {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) expect([headers, method, await status(method, headers)]).toEqual([headers, method, 403])
  }
})

test('one’s own page, a program that is no browser, and whatever only reads are not', async () => {
  for (const headers of [{ 'Sec-Fetch-Site': 'same-origin' }, { Origin: 'https://lizhu.example.gov.cn' }, { Origin: 'http://127.0.0.1:3000' }, {}]) expect(await status('POST', headers)).toBe(200)
  expect(await status('GET', { 'Sec-Fetch-Site': 'cross-site' })).toBe(200)
})
