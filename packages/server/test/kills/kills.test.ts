import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freePort } from '../../../../scripts/lib/port.mjs'
import { underKills } from './kills.ts'

/** The whole of it is `npm run soak -- kills`. */
const KILLS = Number(process.env['KILLS'] ?? 10)

test(`${KILLS} kills each of the API and of PostgreSQL under load: nothing acknowledged is lost, nothing is done twice`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lizhu-kills-'))
  chmodSync(folder, 0o755)
  try {
    const { acknowledged, lost, doubled, back } = await underKills({ folder, port: await freePort(), kills: KILLS, writers: 4, seed: 1, say: console.log })
    const times = (all: readonly number[]) => { const sorted = [...all].sort((a, b) => a - b); return `median ${Math.round(sorted[sorted.length >> 1] ?? 0)} ms, slowest ${Math.round(sorted.at(-1) ?? 0)} ms` }
    console.log(`${acknowledged} writes acknowledged; back after a kill of the API: ${times(back.api)}; of PostgreSQL: ${times(back.postgres)}`)
    expect({ lost, doubled }).toEqual({ lost: [], doubled: [] })
    expect(acknowledged).toBeGreaterThan(KILLS)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 60_000 * KILLS + 300_000)
