import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { InstallationProblem, openInstallation, openKeys, readSettings } from '../../src/operate/index.ts'
import { freshDatabase } from '../database.ts'

const place = mkdtempSync(join(tmpdir(), 'lizhu-settings-'))
afterAll(() => rmSync(place, { recursive: true }))

const refusal = (env: Record<string, string>): string => { try { readSettings(env); return '' } catch (error) { return error instanceof InstallationProblem ? error.words.en : String(error) } }

test('what is not set has its default; what is set empty is not set', () => {
  expect(readSettings({ LIZHU_DATA: '', PORT: '' })).toEqual({ folder: resolve('data'), port: 8020, proxies: [], webhookNetworks: [], notices: {} })
  expect(readSettings({ LIZHU_DATA: '/srv/lizhu', DATABASE_URL: 'postgres://o:p@db/lizhu', DATABASE_APP_URL: 'postgres://a:p@db/lizhu', PORT: '443', LIZHU_HOST: '0.0.0.0', LIZHU_ORIGIN: 'https://lizhu.example', LIZHU_TLS_CERT: '/c.pem', LIZHU_TLS_KEY: '/k.pem', LIZHU_PROXY: '10.0.0.1, ::1', LIZHU_WEBHOOK_NETWORKS: '10.20.0.0/16, fd00::/8', LIZHU_CHECKPOINTS: 'https://audit.example/lizhu' })).toEqual({
    folder: '/srv/lizhu', database: { owner: 'postgres://o:p@db/lizhu', app: 'postgres://a:p@db/lizhu' }, port: 443, host: '0.0.0.0', origin: 'https://lizhu.example',
    tls: { certificate: '/c.pem', key: '/k.pem' }, proxies: ['10.0.0.1', '::1'], webhookNetworks: ['10.20.0.0/16', 'fd00::/8'], checkpoints: 'https://audit.example/lizhu', notices: {},
  })
})

test('every wrong setting is named with what it must be, and no password is shown', () => {
  const said = refusal({ PORT: '70000', LIZHU_ORIGIN: 'https://lizhu.example/path', LIZHU_PROXY: 'proxy', LIZHU_WEBHOOK_NETWORKS: '10.20.0.0/33', LIZHU_HOST: 'here', DATABASE_URL: 'mysql://u:secret@db/x', LIZHU_TLS_KEY: 'key.pem' })
  expect(said.split('\n').map(line => line.split(' ')[0])).toEqual(['DATABASE_URL', 'PORT', 'LIZHU_HOST', 'LIZHU_ORIGIN', 'LIZHU_TLS_KEY', 'LIZHU_WEBHOOK_NETWORKS', 'LIZHU_PROXY'])
  expect(said).not.toMatch('secret')
  expect(refusal({ DATABASE_APP_URL: 'postgres://a@db/x' })).toMatch('DATABASE_URL is needed besides')
  expect(refusal({ LIZHU_TLS_CERT: '/c.pem' })).toMatch('LIZHU_TLS_KEY is needed besides')
})

test('how notices go out is said whole, encrypted unless it stays on this machine, and without its passwords in a message', () => {
  expect(readSettings({ LIZHU_SMTP: 'smtps://u:p@mail.example', LIZHU_MAIL_FROM: 'a@example.org', LIZHU_SMS: 'http://127.0.0.1:9000/sms', LIZHU_SMS_TOKEN: 't' }).notices).toEqual({ mail: { server: 'smtps://u:p@mail.example', from: 'a@example.org' }, sms: { url: 'http://127.0.0.1:9000/sms', token: 't' } })
  expect(refusal({ LIZHU_SMTP: 'smtps://u:secret@mail.example' })).toMatch('LIZHU_MAIL_FROM is needed besides')
  const said = refusal({ LIZHU_SMTP: 'https://u:secret@mail.example', LIZHU_MAIL_FROM: 'lizhu', LIZHU_SMS: 'http://sms.example', LIZHU_SMS_TOKEN: 'se cret' })
  expect(said.split('\n').map(line => line.split(' ')[0])).toEqual(['LIZHU_SMTP', 'LIZHU_MAIL_FROM', 'LIZHU_SMS', 'LIZHU_SMS_TOKEN'])
  expect(said).not.toMatch(/se ?cret/)
})

test('nothing is offered to a network in the clear', () => {
  expect(refusal({ LIZHU_HOST: '0.0.0.0' })).toMatch('in the clear')
  for (const more of [{ LIZHU_HOST: '127.0.0.1' }, { LIZHU_HOST: '::1' }, { LIZHU_HOST: '10.0.0.2', LIZHU_PROXY: '10.0.0.1' }, { LIZHU_HOST: '0.0.0.0', LIZHU_TLS_CERT: '/c', LIZHU_TLS_KEY: '/k' }]) expect(refusal(more)).toBe('')
})

test('keys are made once, for their owner alone', () => {
  const made = openKeys(place)
  expect(statSync(join(place, 'keys.json')).mode & 0o777).toBe(0o600)
  expect(made.secret.length).toBe(32)
  expect([openKeys(place).fingerprint, openKeys(place).secret.equals(made.secret)]).toEqual([made.fingerprint, true])
})

test('an installation on a server of one’s own: its app logs in as itself and owns nothing; keys that are lost are not made anew', async () => {
  const database = await freshDatabase()
  const folder = join(place, 'own')
  const settings = readSettings({ LIZHU_DATA: folder, DATABASE_URL: database.owner, DATABASE_APP_URL: database.app })
  const opened = await openInstallation(settings)
  expect([opened.app, opened.folder]).toEqual([database.app, folder])
  await opened.stop()
  await database.own.query(`insert into tenant (tenant, name) values ('alpha', '甲市')`)
  const kept = readFileSync(join(folder, 'keys.json'))
  rmSync(join(folder, 'keys.json'))
  await expect(openInstallation(settings)).rejects.toThrow('Put it back')
  expect(kept.length).toBeGreaterThan(100)
  await database.close()
})
