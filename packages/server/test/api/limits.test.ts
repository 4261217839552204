import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SESSION_COOKIE } from '../../src/access/cookie.ts'
import { operation } from '../../src/api/operation.ts'
import { serveOperations } from '../../src/api/serve.ts'
import { openNotebook, type Notebook } from '../../src/lookups/notebook.ts'
import { world, type Acting, type World } from '../world.ts'

// So many requests a minute: of a session that there is, else of the address that they come from.

let w: World
let notebook: Notebook
let one: Acting, two: Acting

beforeAll(async () => {
  w = await world()
  notebook = openNotebook(w.database.db, console.error)
  one = await w.person(w.places[0])
  two = await w.person(w.places[0])
})
afterAll(async () => {
  await notebook.close()
  await w.database.close()
})

/** Four reads a minute. @returns the statuses of requests with these tokens, from these addresses */
function asking(proxies: number) {
  const me = operation({ name: 'me', method: 'get', path: '/me', tag: 'account', summary: { zh: '我', en: 'me' }, answer: z.null(), run: () => Promise.resolve({ body: null }) })
  const app = serveOperations([me], { db: w.database.db, notebook, limits: { reads: 4, writes: 4 }, proxies, log: () => undefined })
  return async (tokens: readonly string[], from = '198.51.100.7'): Promise<number[]> => {
    const statuses: number[] = []
    for (const token of tokens) statuses.push((await app.request('/me', { headers: { Cookie: `${SESSION_COOKIE}=${token}`, 'X-Forwarded-For': from } })).status)
    return statuses
  }
}
const madeUp = (count: number): string[] => Array.from({ length: count }, () => randomBytes(32).toString('base64url'))

test('tokens that are made up do not escape: they count for their address', async () => {
  const ask = asking(1)
  expect(await ask(madeUp(6))).toEqual([401, 401, 401, 401, 429, 429])
  expect(await ask(madeUp(1), '198.51.100.8')).toEqual([401])
})

test('a session is counted by itself, whatever others at its address do', async () => {
  const ask = asking(1)
  expect(await ask([one.token, two.token])).toEqual([204, 204])
  expect(await ask(madeUp(4))).toEqual([401, 401, 429, 429])
  expect(await ask(Array<string>(5).fill(one.token))).toEqual([204, 204, 204, 204, 429])
  expect(await ask([two.token])).toEqual([204])
})

test('an address is believed of a proxy only, where the installation says that there is one', async () => {
  const ask = asking(0)
  const statuses: number[] = []
  for (let i = 0; i < 6; i++) statuses.push(...await ask(madeUp(1), `198.51.100.${i}`))
  expect(statuses).toEqual([401, 401, 401, 401, 429, 429])
})
