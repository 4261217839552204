import { Hono } from 'hono'
import { headers } from './headers.ts'
import { pages } from './pages.ts'

export interface AppOptions {
  /** The folder of the built web application. */
  readonly web: string
}

export function createApp({ web }: AppOptions): Hono {
  const app = new Hono()
  app.use(headers)
  app.get('/healthz', c => c.json({ status: 'ok' }, 200, { 'Cache-Control': 'no-store' }))
  app.route('/', pages(web))
  return app
}
