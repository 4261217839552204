import { createServer, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
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

export interface ListenOptions {
  /** 0 asks for any free one. */
  readonly port: number
  /** Undefined: loopback only. */
  readonly host?: string | undefined
  /** PEM. */
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer } | undefined
}

/**
 * Loopback means both of its addresses: `localhost` is 127.0.0.1 for one program and ::1 for another, and a stranger on
 * the second one would be taken for us.
 */
export async function listen(app: Hono, { port, host, tls }: ListenOptions): Promise<Running> {
  const handler = getRequestListener(app.fetch)
  const server = (): Server => tls === undefined ? createServer((request, response) => void handler(request, response)) : createSecureServer(tls, (request, response) => void handler(request, response))
  const first = server()
  const actual = await bind(first, host ?? '127.0.0.1', port)
  const servers = [first, ...host === undefined ? [await besides(server(), actual, first)] : []]
  return {
    port: actual,
    address: `${tls === undefined ? 'http' : 'https'}://${host ?? 'localhost'}:${actual}`,
    close: async () => { await Promise.all(servers.map(shut)) },
  }
}

async function besides(six: Server, port: number, four: Server): Promise<Server> {
  try {
    await bind(six, '::1', port)
  } catch (error) {
    // A machine without IPv6 has no ::1 to be reached by.
    if (!isCode(error, 'EADDRNOTAVAIL', 'EAFNOSUPPORT')) {
      await shut(four)
      throw error
    }
  }
  return six
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
