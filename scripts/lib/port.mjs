import { createServer } from 'node:net'
import { Problem } from './say.mjs'

/** @param {string | undefined} text of PORT */
export function readPort(text) {
  if (text === undefined || text === '') return 8020
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65535) return port
  throw new Problem(
    `PORT 应为 0 到 65535 之间的整数，现在是 “${text}”。`,
    `PORT must be a whole number from 0 to 65535; it is "${text}".`,
  )
}

/** @param {number} port */
export function taken(port) {
  const other = port === 65535 ? 8021 : port + 1
  return new Problem(
    `端口 ${port} 已被占用。请先停掉占用它的程序，或换一个端口：PORT=${other} npm start`,
    `Port ${port} is taken. Stop the program that uses it, or choose another port: PORT=${other} npm start`,
  )
}

/** Asked before the minute of installing rather than after it. @param {number} port */
export async function requireFree(port) {
  if (port === 0) return
  for (const host of ['127.0.0.1', '::1']) {
    const code = await new Promise((/** @type {(code: unknown) => void} */ resolve) => {
      const server = createServer()
      server.once('error', error => resolve('code' in error ? error.code : undefined))
      server.listen({ port, host }, () => server.close(() => resolve(undefined)))
    })
    if (code === 'EADDRINUSE') throw taken(port)
    if (code === 'EACCES') {
      throw new Problem(
        `没有权限使用端口 ${port}。请换一个 1024 以上的端口：PORT=8021 npm start`,
        `Port ${port} may not be used. Choose one above 1024: PORT=8021 npm start`,
      )
    }
  }
}

/** A port of this machine that nobody listens on. @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
