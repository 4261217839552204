import { once } from 'node:events'
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, get, request } from 'node:http'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp, listen, PortTaken, type Running } from './index.ts'

const web = mkdtempSync(join(tmpdir(), 'lizhu-web-'))
const page = '<!doctype html><title>立柱</title>'
const script = 'console.log("立柱")'
let server: Running

beforeAll(async () => {
  mkdirSync(join(web, 'assets'))
  writeFileSync(join(web, 'index.html'), page)
  writeFileSync(join(web, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  const asset = join(web, 'assets', 'main-Ab12.js')
  writeFileSync(asset, script)
  writeFileSync(`${asset}.br`, brotliCompressSync(script))
  writeFileSync(`${asset}.gz`, gzipSync(script))
  writeFileSync(join(web, '..', 'lizhu-secret.txt'), 'secret')
  server = await listen(createApp({ web }), { port: 0 })
})

afterAll(async () => {
  await server.close()
  rmSync(web, { recursive: true })
  rmSync(join(web, '..', 'lizhu-secret.txt'))
})

const at = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${server.port}${path}`, init)

/** The path as written: fetch would tidy it up first. */
function raw(path: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: server.port, path }, response => {
      let body = ''
      response.on('data', chunk => { body += String(chunk) })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
    }).on('error', reject).end()
  })
}

describe('pages', () => {
  test.each(['/', '/index.html', '/policy/I13-1', '/calculator', '/%E6%94%BF%E7%AD%96'])('%s is the page', async path => {
    const answer = await at(path)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toMatch(/^text\/html; ?charset=utf-8$/i)
    expect(answer.headers.get('cache-control')).toBe('no-cache')
    expect(await answer.text()).toBe(page)
  })

  test('the page is not sent twice', async () => {
    const tag = (await at('/')).headers.get('etag')!
    const again = await at('/', { headers: { 'If-None-Match': tag } })
    expect(again.status).toBe(304)
    expect(again.headers.get('content-security-policy')).not.toBeNull()
  })

  test('HEAD', async () => {
    const answer = await at('/calculator', { method: 'HEAD' })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('')
  })

  test('a file at the root', async () => {
    const answer = await at('/icon.svg')
    expect(answer.headers.get('content-type')).toMatch(/^image\/svg\+xml/)
    expect(answer.headers.get('cache-control')).toBe('no-cache')
  })

  test.each(['/favicon.ico', '/assets/gone.js', '/assets/', '/assets/x'])('%s is missing, not the page', async path => {
    const answer = await at(path)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('cache-control') ?? '').not.toContain('immutable')
  })

  test.each([
    '/../lizhu-secret.txt', '/..%2flizhu-secret.txt', '/%2e%2e/lizhu-secret.txt', '/assets/../../lizhu-secret.txt',
    '/assets/..%5c..%5clizhu-secret.txt', '/..\\lizhu-secret.txt', '/%00', '/%', '//etc/passwd',
  ])('%s stays inside', async path => {
    const answer = await raw(path)
    expect(answer.body).not.toContain('secret')
    expect(answer.body).not.toContain('root:')
    expect(answer.status).toBeLessThan(500)
  })
})

describe('assets', () => {
  test('for ever, by name', async () => {
    const answer = await at('/assets/main-Ab12.js', { headers: { 'Accept-Encoding': 'identity' } })
    expect(answer.headers.get('content-type')).toMatch(/^text\/javascript; ?charset=utf-8$/i)
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(await answer.text()).toBe(script)
  })

  test.each([['br, gzip', 'br'], ['gzip', 'gzip'], ['gzip, deflate, br', 'br']])('%s gets %s', async (accept, encoding) => {
    const answer = await at('/assets/main-Ab12.js', { headers: { 'Accept-Encoding': accept } })
    expect(answer.headers.get('content-encoding')).toBe(encoding)
    expect(answer.headers.get('vary')).toContain('Accept-Encoding')
    expect(await answer.text()).toBe(script)
  })

  test('the bytes are the compressed file', async () => {
    const bytes = await new Promise<Buffer>((resolve, reject) => {
      get({ host: '127.0.0.1', port: server.port, path: '/assets/main-Ab12.js', headers: { 'Accept-Encoding': 'br' } }, response => {
        const chunks: Uint8Array[] = []
        response.on('data', (chunk: Uint8Array) => chunks.push(chunk))
        response.on('end', () => resolve(Buffer.concat(chunks)))
      }).on('error', reject)
    })
    expect(brotliDecompressSync(bytes).toString()).toBe(script)
  })
})

test('healthz', async () => {
  const answer = await at('/healthz')
  expect(await answer.json()).toEqual({ status: 'ok' })
  expect(answer.headers.get('cache-control')).toBe('no-store')
})

test.each(['/', '/assets/main-Ab12.js', '/assets/gone.js', '/healthz'])('%s carries the security headers', async path => {
  const { headers } = await at(path)
  const policy = headers.get('content-security-policy')!
  expect(policy).toContain("default-src 'self'")
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';")
  expect(policy).toContain("worker-src 'self';")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
})

describe('loopback', () => {
  const addresses = Object.values(networkInterfaces()).flat().flatMap(one => one ? [one] : [])
  const hasSix = addresses.some(one => one.address === '::1')
  const outside = addresses.find(one => !one.internal && one.family === 'IPv4')

  test('localhost', async () => expect((await fetch(`${server.address}/healthz`)).status).toBe(200))

  test.runIf(hasSix)('::1', async () => expect((await fetch(`http://[::1]:${server.port}/healthz`)).status).toBe(200))

  test.runIf(outside)('not from outside', async () => {
    await expect(fetch(`http://${outside!.address}:${server.port}/healthz`)).rejects.toThrow()
  })

  test.runIf(outside)('what is for this machine alone is so by where it comes from, whatever the name; and not through a proxy', async () => {
    const open = await listen(createApp({ web }), { port: 0, host: '0.0.0.0' })
    const answered = (host: string, headers: Readonly<Record<string, string>>) => new Promise(resolve => { request({ host, port: open.port, path: '/api/city', headers }, answer => { answer.resume(); resolve(answer.statusCode) }).end() })
    expect(await answered(outside!.address, { Host: 'localhost' })).toBe(421)
    expect(await answered('127.0.0.1', { Host: 'localhost', 'X-Forwarded-For': '203.0.113.9' })).toBe(421)
    expect(await answered('127.0.0.1', { Host: 'localhost' })).toBe(200)
    await open.close()
  })

  test('a taken port is named', async () => {
    await expect(listen(createApp({ web }), { port: server.port })).rejects.toThrow(new PortTaken(server.port))
  })

  test.runIf(hasSix)('a stranger on ::1 alone counts as taken', async () => {
    const stranger = createServer().listen(0, '::1')
    await once(stranger, 'listening')
    const address = stranger.address()
    const port = typeof address === 'object' ? address!.port : 0
    await expect(listen(createApp({ web }), { port })).rejects.toThrow(new PortTaken(port))
    stranger.close()
  })
})
