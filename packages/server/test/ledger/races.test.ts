import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../database.ts'
import { openCrowd, type Crowd } from './proof/clients.ts'
import { LOOK } from './proof/look.ts'
import { playOverlaps } from './proof/overlaps.ts'
import { copies, crossing, lastYuan, roomForFewer } from './proof/storms.ts'
import { tryWalls } from './proof/walls.ts'

// Real connections at once. `npm run soak -- ledger-races` plays the long form.
const ROUNDS = Number(process.env['LEDGER_ROUNDS'] ?? 20)
const REQUESTS = Number(process.env['LEDGER_REQUESTS'] ?? 8)

let database: TestDatabase
let crowd: Crowd
beforeAll(async () => {
  database = await freshDatabase()
  await database.own.query(LOOK)
  crowd = await openCrowd(database, 64)
})
afterAll(async () => {
  await crowd.close()
  await database.close()
})

test('what is written past the functions is refused', async () => {
  expect(await tryWalls(crowd)).toBeGreaterThan(30)
})
test('of two acts at once the second waits, and is answered by what the first left', { timeout: 300_000 }, async () => {
  expect(await playOverlaps(crowd)).toBeGreaterThan(60)
})
test('two approvers and money for one', { timeout: 600_000 }, () => lastYuan(crowd, ROUNDS))
test('64 approvals at once and room for 50', { timeout: 300_000 }, () => roomForFewer(crowd, 50))
test('lists that cross one another', { timeout: 300_000 }, () => crossing(crowd, 40))
test('64 copies of each request', { timeout: 600_000 }, () => copies(crowd, REQUESTS))
