import { Hono } from 'hono'
import { cityRoutes, type City } from './city/index.ts'
import { headers } from './headers.ts'
import { onThisMachine } from './on-this-machine.ts'
import { pages } from './pages.ts'
import type { System } from './system.ts'

export interface AppOptions {
  /** The folder of the built web application. */
  readonly web: string
  /** That the sandbox is offered. */
  readonly city?: City | undefined
  /** The system of record; without it there are the pages that need none. */
  readonly system?: Pick<System, 'api' | 'healthy' | 'metrics'> | undefined
}

const NO_STORE = { 'Cache-Control': 'no-store' }

export function createApp({ web, city, system }: AppOptions): Hono {
  const app = new Hono()
  app.use(headers)
  app.get('/healthz', async c => await system?.healthy() === false ? c.json({ status: 'database away' }, 503, NO_STORE) : c.json({ status: 'ok' }, 200, NO_STORE))
  app.route('/api', cityRoutes(city))
  if (system !== undefined) {
    app.get('/metrics', onThisMachine, async c => {
      const { text, type } = await system.metrics()
      return c.body(text, 200, { ...NO_STORE, 'Content-Type': type })
    })
    app.route('/api', system.api)
  }
  app.route('/', pages(web))
  return app
}
