import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { root } from '../scripts/lib/run.mjs'
import { started } from '../scripts/lib/started.mjs'

/** `npm start` that is expected to give up. */
async function refused(port: string): Promise<string> {
  const child = spawn(process.execPath, ['scripts/start.mjs'], { cwd: root, env: { ...process.env, PORT: port } })
  let output = ''
  child.stderr.setEncoding('utf8').on('data', text => { output += String(text) })
  const code = await new Promise(resolve => child.on('close', resolve))
  expect(code).toBe(1)
  return output
}

test('installs and builds nothing when nothing changed, prints the address last, ends with Ctrl+C', async () => {
  const server = await started()
  expect(server.output()).not.toMatch(/Installing|Installed|Building|Built/)
  expect(server.output().trim().split('\n').at(-1)).toBe(server.address)
  expect((await fetch(`${server.address}/healthz`)).status).toBe(200)
  expect(await server.stop()).toBe(0)
})

test('a taken port is named, with what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' ? address!.port : 0
  const output = await refused(String(port))
  other.close()
  expect(output).toContain(`端口 ${port} 已被占用`)
  expect(output).toContain(`Port ${port} is taken. Stop the program that uses it, or choose another port: PORT=${port + 1} npm start`)
})

test.each(['eighty', '-1', '65536', '80.5'])('PORT=%s is no port', async text => {
  expect(await refused(text)).toContain(`PORT must be a whole number from 0 to 65535; it is "${text}".`)
})
