import { Hono } from 'hono'
import { cityRoutes, type City } from './city/index.ts'
import { headers } from './headers.ts'
import { pages } from './pages.ts'

export interface AppOptions {
  /** The folder of the built web application. */
  readonly web: string
  /** That the sandbox is offered. */
  readonly city?: City | undefined
}

export function createApp({ web, city }: AppOptions): Hono {
  const app = new Hono()
  app.use(headers)
  app.get('/healthz', c => c.json({ status: 'ok' }, 200, { 'Cache-Control': 'no-store' }))
  app.route('/api', cityRoutes(city))
  app.route('/', pages(web))
  return app
}
