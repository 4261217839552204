import type { Context } from 'hono'
import { getConnInfo } from '@hono/node-server/conninfo'
import { getCookie } from 'hono/cookie'
import { hashOfToken, SESSION_COOKIE } from '../access/cookie.ts'
import type { Visitor } from './operation.ts'

/** @param proxies how many proxies of one's own stand before this server */
export function visitorOf(c: Context, proxies: number): Visitor {
  const cookies = getCookie(c)
  const token = cookies[SESSION_COOKIE]
  return {
    cookies, token: token === undefined || token.length > 100 ? undefined : hashOfToken(token),
    address: addressOf(c, proxies), agent: (c.req.header('User-Agent') ?? '').slice(0, 200), url: c.req.url,
  }
}

/** Whatever stands further left in X-Forwarded-For was written by the caller. */
function addressOf(c: Context, proxies: number): string {
  const forwarded = (c.req.header('X-Forwarded-For') ?? '').split(',').map(part => part.trim())
  const told = proxies > 0 ? forwarded.at(-proxies) : undefined
  return told !== undefined && told !== '' ? told.slice(0, 64) : peer(c)
}

/** An app that is called without a socket has no address. */
function peer(c: Context): string {
  const bindings: unknown = c.env
  return typeof bindings === 'object' && bindings !== null && 'incoming' in bindings ? getConnInfo(c).remote.address ?? 'unknown' : 'unknown'
}
