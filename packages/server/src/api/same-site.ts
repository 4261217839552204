import { createMiddleware } from 'hono/factory'
import { v7 as uuid } from 'uuid'
import { problemOf, Refused } from './problem.ts'

/**
 * Refuses what another site's page makes a browser send. Browsers say where a request comes from by Sec-Fetch-Site, older
 * ones by Origin; a caller that says neither is no browser and carries nobody's cookie unawares.
 * @param origin the address people reach this server by, where a proxy changes Host
 */
export const sameSite = (origin?: string) => createMiddleware(async (c, next) => {
  if (['GET', 'HEAD', 'OPTIONS'].includes(c.req.method) || isOwn(c.req.header('Sec-Fetch-Site'), c.req.header('Origin'), [origin, new URL(c.req.url).origin, `https://${c.req.header('Host') ?? ''}`])) return next()
  return c.body(JSON.stringify(problemOf(new Refused(403, 'not-allowed-here'), uuid())), 403, { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' })
})

function isOwn(site: string | undefined, from: string | undefined, own: readonly (string | undefined)[]): boolean {
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  return from === undefined || own.includes(from)
}
