import { appendFileSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { startSealer } from '@lizhu/server/audit'
import { openInstallation, readSettings } from '@lizhu/server/operate'
import pg from 'pg'
import { findPostgres, startPostgres } from '../../../scripts/lib/postgres.mjs'
import { here } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'lizhu-audit-'))
const checkpoints = join(folder, 'checkpoints.jsonl')
let server: { readonly url: string; readonly stop: () => Promise<void> }
let owner: pg.Client

/** An installation on a server of its own, with some rows of the trail sealed. */
beforeAll(async () => {
  server = await startPostgres(findPostgres() ?? '')
  vi.stubEnv('LIZHU_DATA', folder)
  vi.stubEnv('DATABASE_URL', server.url)
  const installation = await openInstallation(readSettings(process.env))
  await installation.stop()
  owner = new pg.Client({ connectionString: server.url })
  await owner.connect()
  await owner.query("insert into lizhu.tenant (tenant, name) select 't-' || i, '市' from generate_series(1, 9) i")
  const sealer = startSealer({ owner: server.url })
  await vi.waitFor(async () => { expect((await owner.query('select from lizhu.audit_seal')).rowCount).toBeGreaterThan(0) }, { timeout: 20_000 })
  await sealer.stop()
})
afterAll(async () => {
  await owner.end()
  await server.stop()
  vi.unstubAllEnvs()
})
/** `here` takes the stubs away when it is done. */
const lizhu = (...args: string[]): ReturnType<typeof here> => {
  vi.stubEnv('LIZHU_DATA', folder)
  vi.stubEnv('DATABASE_URL', server.url)
  return here(args)
}

it('signs a checkpoint into a file, and verifies against it', async () => {
  expect((await lizhu('audit', 'checkpoint', '--to', checkpoints)).stdout).toContain('已签发检查点：第 1 号封存')
  const { status, stdout } = await lizhu('audit', 'verify', '--checkpoints', checkpoints)
  expect(stdout).toMatch(/1\/1 个检查点相符\n完好/)
  expect(status).toBe(0)
})

it('prints the key that an auditor keeps, and takes it', async () => {
  const pem = join(folder, 'audit.pem')
  writeFileSync(pem, (await lizhu('audit', 'key')).stdout)
  expect((await lizhu('audit', 'verify', '--checkpoints', checkpoints, '--key', pem)).status).toBe(0)
  expect(readFileSync(pem, 'utf8')).not.toContain('PRIVATE')
})

it('says in words and in JSON what was changed, and exits with 1', async () => {
  await owner.query("begin; set local session_replication_role = replica; update lizhu.audit set after = '{}' where id = 3; commit")
  const { status, stdout } = await lizhu('audit', 'verify', '--checkpoints', checkpoints)
  expect(stdout).toMatch(/^✗ 第 3 条内容被改（第 1 号封存）\n/)
  expect(stdout).toMatch(/被改动过\n$/)
  expect(status).toBe(1)
  const json: unknown = JSON.parse((await lizhu('audit', 'verify', '--json', '--database', server.url)).stdout)
  expect(json).toMatchObject({ version: 1, intact: false, bad: 1, findings: [{ of: 'row', id: 3, what: 'changed', seal: 1 }] })
})

it('refuses what it cannot read', async () => {
  appendFileSync(checkpoints, '{"version": 1}\n')
  expect(await lizhu('audit', 'verify', '--checkpoints', checkpoints)).toMatchObject({ status: 3, stderr: expect.stringMatching(/checkpoints\.jsonl 第 2 行不是检查点/) as unknown })
  expect(await lizhu('audit', 'verify', '--checkpoints', join(folder, 'none'))).toMatchObject({ status: 3 })
  expect(await lizhu('audit', 'verify', '--key', checkpoints)).toMatchObject({ status: 3 })
  expect(statSync(join(folder, 'keys.json')).mode & 0o077).toBe(0)
})
