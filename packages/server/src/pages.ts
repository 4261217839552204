import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { etag } from 'hono/etag'

/** The built web application: hashed files for ever, everything else asked again, any other path is a page of its own. */
export function pages(dist: string): Hono {
  const app = new Hono()

  app.use('/assets/*', async (c, next) => {
    await next()
    if (c.res.ok) c.res.headers.set('Cache-Control', 'public, max-age=31536000, immutable')
  })
  app.use('/assets/*', serveStatic({ root: dist, precompressed: true }))
  // A missing asset must not be answered with the page: the browser would run HTML as a script.
  app.all('/assets/*', c => c.notFound())

  app.use(etag())
  app.use(async (c, next) => {
    await next()
    c.res.headers.set('Cache-Control', 'no-cache')
  })
  app.use(serveStatic({ root: dist, precompressed: true }))
  const index = serveStatic({ path: join(dist, 'index.html'), precompressed: true })
  app.get('*', async (c, next) => isFile(c.req.path) ? c.notFound() : index(c, next))
  return app
}

/** `/favicon.ico` is a file; `/policy/I13-1` is a page. */
function isFile(path: string): boolean {
  return /\.\w+$/.test(path)
}
