import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { here, shaoguan, type Ended } from './run.ts'

// An installation from its making to its restore elsewhere, on a PostgreSQL of its own.

const place = mkdtempSync(join(tmpdir(), 'lizhu-operate-'))
const [data, elsewhere, backup] = [join(place, 'data'), join(place, 'elsewhere'), join(place, 'one.backup')]
const before = { ...process.env }

beforeAll(() => {
  // PostgreSQL does not run as root, and whoever it runs as must come here.
  chmodSync(place, 0o755)
  Object.assign(process.env, { LIZHU_DATA: data, PORT: '1' })
  for (const name of ['DATABASE_URL', 'DATABASE_APP_URL', 'LIZHU_ORIGIN', 'LIZHU_HOST', 'LIZHU_PROXY']) Reflect.deleteProperty(process.env, name)
})
afterAll(() => {
  process.env = before
  rmSync(place, { recursive: true, force: true })
})

const lizhu = (...args: string[]): Promise<Ended> => here(['--lang', 'en', ...args])
const at = async (folder: string, ...args: string[]): Promise<Ended> => {
  process.env['LIZHU_DATA'] = folder
  try { return await lizhu(...args) } finally { process.env['LIZHU_DATA'] = data }
}
const CITY = ['--tenant', 'shaoguan', '--name', '韶关市', '--pack', shaoguan, '--admin', 'Wang.An', '--admin-name', '王安']

/** It ended with a status and said, on standard error, what is wrong. */
function refused({ status, stderr }: Ended, exit: number, words: RegExp): void {
  expect(stderr).toMatch(words)
  expect(status).toBe(exit)
}
const Checks = z.object({ checks: z.array(z.object({ name: z.string(), troubles: z.array(z.object({ level: z.string() })) })) })

test('what is needed for a city is said, and nothing is made of less', async () => {
  refused(await lizhu('init', '--tenant', 'shaoguan'), 2, /--name --pack --admin --admin-name are needed/)
  writeFileSync(join(place, 'places.csv'), 'code,name,parent,kind\n440200,韶关市,,市\n440203,武江区,440299,县区\n')
  refused(await lizhu('init', ...CITY, '--jurisdictions', join(place, 'places.csv')), 3, /440299, which 武江区 lies in, is not in the file/)
  writeFileSync(join(place, 'places.csv'), 'code,name,parent,kind\n440200,韶关市,,town\n')
  refused(await lizhu('init', ...CITY, '--jurisdictions', join(place, 'places.csv')), 3, /places\.csv:2 must be code,name,parent,kind/)
  refused(await lizhu('backup', backup), 3, /lizhu init/)
  const { status, stdout } = await lizhu('doctor')
  expect([status, stdout]).toEqual([1, expect.stringMatching('There is no data folder')])
  expect(existsSync(data)).toBe(false)
})

test('a city is made once; its backup is restored elsewhere, with its keys and not without', async () => {
  const made = await lizhu('init', ...CITY)
  expect([made.status, made.stderr.replace(/^Making the database.*\n/, '')]).toEqual([0, ''])
  expect(made.stdout).toMatch(/13 jurisdictions, \d+ organisations, 2 packs \(drafts/)
  expect(made.stdout).toMatch(/\n {4}[a-z2-9]{5}(-[a-z2-9]{5}){3}\n/)
  refused(await lizhu('init', ...CITY), 3, /there already/)
  refused(await at(elsewhere, 'init', ...CITY.with(1, 'demo')), 3, /demo is not one/)

  const taken = await lizhu('backup', backup)
  expect([taken.status, taken.stdout, taken.stderr]).toEqual([0, expect.stringMatching(/rows, 0 evidence files[^]*SHA-256 [0-9a-f]{64}/), expect.stringMatching('keep a copy')])
  expect(statSync(backup).mode & 0o777).toBe(0o600)
  refused(await lizhu('backup', backup), 3, /not overwritten/)
  refused(await lizhu('restore', backup), 3, /The database holds data/)
  rmSync(join(elsewhere, 'keys.json'), { force: true })
  refused(await at(elsewhere, 'restore', backup), 3, /--without-keys/)
  writeFileSync(join(elsewhere, 'keys.json'), readFileSync(join(data, 'keys.json')), { mode: 0o600 })
  const restored = await at(elsewhere, 'restore', backup)
  expect([restored.status, restored.stdout]).toEqual([0, expect.stringMatching('Everybody signs in anew')])
  const { checks } = Checks.parse(JSON.parse((await at(elsewhere, 'doctor', '--json')).stdout))
  // No service runs here, so that nothing is sealed.
  expect(checks.filter(one => !['space', 'sealer'].includes(one.name) && one.troubles.some(({ level }) => level === 'error'))).toEqual([])
})

test('a passphrase that is too short protects nothing', async () => {
  writeFileSync(join(place, 'passphrase'), 'short\n')
  refused(await lizhu('backup', join(place, 'two.backup'), '--passphrase-file', join(place, 'passphrase')), 2, /too short/)
})
