import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freePort } from '../../../../scripts/lib/port.mjs'
import { count, signIn, start } from './kills.ts'

test('two services on one database: a session holds at both, and a creation sent to both at once is done once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lizhu-two-'))
  chmodSync(folder, 0o755)
  const ports = [await freePort(), await freePort()]
  const services = []
  try {
    for (const port of ports) services.push(await start(folder, port))
    const [one = '', two = ''] = ports.map(port => `http://127.0.0.1:${port}`)
    const cookie = await signIn(one, 'officer')
    for (let n = 0; n < 40; n++) {
      const key = randomUUID()
      const answers = await Promise.all([one, two].map(async address => {
        const response = await fetch(`${address}/api/parties`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key, Cookie: cookie }, body: JSON.stringify({ kind: '企业', name: `kill-two-${n}` }) })
        return [response.status, await response.text()]
      }))
      expect(answers[1]).toEqual(answers[0])
      expect(answers[0]?.[0]).toBe(201)
    }
    const there = await count(two, cookie)
    expect([there.size, [...there.values()].every(times => times === 1)]).toEqual([40, true])
  } finally {
    for (const service of services) {
      service.removeAllListeners('exit')
      service.kill('SIGTERM')
      await new Promise(resolve => { service.once('exit', resolve) })
    }
    rmSync(folder, { recursive: true, force: true })
  }
}, 300_000)
