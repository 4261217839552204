import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { compress } from './lib/compress.mjs'
import { isSupported } from './lib/node-version.mjs'
import { readPort, requireFree } from './lib/port.mjs'
import { closing, count, none, sum } from './lib/report.mjs'
import { hash } from './lib/stamp.mjs'

const folder = mkdtempSync(join(tmpdir(), 'lizhu-scripts-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A vitest report in a file. */
function report(value: unknown): string {
  const file = join(folder, 'report.json')
  writeFileSync(file, JSON.stringify(value))
  return file
}

test.each([
  ['18.20.8', false], ['20.18.3', false], ['20.19.0', true], ['22.12.0', false], ['22.13.0', true], ['24.0.0', true],
])('Node %s: %s', (version, supported) => expect(isSupported(version)).toBe(supported))

test.each([[undefined, 8020], ['', 8020], ['8021', 8021], ['0', 0], ['65535', 65535]])('PORT=%s', (text, port) => {
  expect(readPort(text)).toBe(port)
})

test.each(['a', '-1', '65536', '1e3', ' 80'])('PORT=%s is refused', text => expect(() => readPort(text)).toThrow('PORT'))

test('a port somebody has is not free', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address!.port : 0
  await expect(requireFree(port)).rejects.toThrow(`Port ${port} is taken`)
  server.close()
})

test('counts are vitest’s', () => {
  const file = report({ numPassedTests: 5, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1, testResults: [] })
  expect(count(file, 1)).toMatchObject({ passed: 5, failed: 2, skipped: 2 })
})

test('what failed is named, with what was said of it', () => {
  const testResults = [
    { status: 'failed', assertionResults: [{ status: 'failed', fullName: 'a sum', failureMessages: ['3 is not 4'] }, { status: 'passed', fullName: 'b' }] },
    { status: 'failed', assertionResults: [], name: 'broken.test.ts', message: 'no such module' },
  ]
  const { failures } = count(report({ numPassedTests: 1, numFailedTests: 1, testResults }), 1)
  expect(failures).toEqual(['a sum: 3 is not 4', 'broken.test.ts: no such module'])
})

test('a file that does not load is a failure', () => {
  const testResults = [{ status: 'failed', assertionResults: [] }, { status: 'failed', assertionResults: [{ status: 'failed' }] }]
  expect(count(report({ numPassedTests: 5, numFailedTests: 1, testResults }), 1).failed).toBe(2)
})

test('a bad end without a failed test is a failure', () => {
  expect(count(report({ numPassedTests: 5, numFailedTests: 0 }), 1).failed).toBe(1)
  expect(count(join(folder, 'none.json'), 1)).toMatchObject({ passed: 0, failed: 1, skipped: 0 })
})

test('the closing line', () => {
  const counts = sum([{ ...none, passed: 3 }, { ...none, passed: 4, failed: 1 }])
  expect(closing(counts)).toBe('7 passed, 1 failed')
  expect(closing({ ...counts, skipped: 2 })).toBe('7 passed, 1 failed, 2 skipped')
})

test('a hash is of names and contents, not of tests', () => {
  writeFileSync(join(folder, 'a.ts'), '1')
  const before = hash([folder])
  writeFileSync(join(folder, 'a.test.ts'), '1')
  expect(hash([folder])).toBe(before)
  writeFileSync(join(folder, 'a.ts'), '2')
  expect(hash([folder])).not.toBe(before)
})

test('texts are compressed beside themselves, pictures and what would grow are not', async () => {
  const text = '立柱'.repeat(1000)
  for (const name of ['long.js', 'picture.png']) writeFileSync(join(folder, name), text)
  writeFileSync(join(folder, 'short.js'), 'x')
  await compress(folder)
  expect(brotliDecompressSync(readFileSync(join(folder, 'long.js.br'))).toString()).toBe(text)
  expect(gunzipSync(readFileSync(join(folder, 'long.js.gz'))).toString()).toBe(text)
  expect(existsSync(join(folder, 'picture.png.br'))).toBe(false)
  expect(existsSync(join(folder, 'short.js.br'))).toBe(false)
})
