import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { InWords } from '@lizhu/policy/simulate'
import { isLoopback } from './loopback.ts'

/**
 * For this machine alone. By its name: one of somebody else's that resolves to this machine would make their page one of
 * ours. And by where it comes from: whoever is elsewhere writes any name, and a proxy here brings others in.
 */
export const onThisMachine = createMiddleware(async (c, next) => {
  const named = /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(c.req.url).hostname)
  if (named && isHere(c) && c.req.header('X-Forwarded-For') === undefined) return next()
  return c.json({ problem: { zh: '只在本机可用。', en: 'This is for this machine alone.' } satisfies InWords }, 421, { 'Cache-Control': 'no-store' })
})

/** An app that is called without a socket is called from here. */
function isHere(c: Context): boolean {
  const bindings: unknown = c.env
  if (typeof bindings !== 'object' || bindings === null || !('incoming' in bindings)) return true
  const { address } = getConnInfo(c).remote
  return address !== undefined && isLoopback(address)
}
