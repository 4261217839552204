import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'

export interface Running {
  readonly port: number
  readonly address: string
  /** Closes both sockets and whatever still hangs on them. */
  close(): Promise<void>
}

/** Somebody else listens on this port. */
export class PortTaken extends Error {
  readonly port: number
  constructor(port: number) {
    super(`port ${port} is taken`)
    this.port = port
  }
}

/**
 * Loopback only, both of its addresses: `localhost` is 127.0.0.1 for one program and ::1 for another, and a stranger on
 * the second one would be taken for us. Port 0 asks for any free one.
 */
export async function listen(app: Hono, port: number): Promise<Running> {
  const handler = getRequestListener(app.fetch)
  const four = createServer((request, response) => void handler(request, response))
  const actual = await bind(four, '127.0.0.1', port)
  const six = createServer((request, response) => void handler(request, response))
  try {
    await bind(six, '::1', actual)
  } catch (error) {
    // A machine without IPv6 has no ::1 to be reached by.
    if (!isCode(error, 'EADDRNOTAVAIL', 'EAFNOSUPPORT')) {
      await shut(four)
      throw error
    }
  }
  return {
    port: actual,
    address: `http://localhost:${actual}`,
    close: async () => { await Promise.all([shut(four), shut(six)]) },
  }
}

function bind(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', error => reject(isCode(error, 'EADDRINUSE') ? new PortTaken(port) : error))
    server.listen({ host, port }, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

function shut(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

function isCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code)
}
