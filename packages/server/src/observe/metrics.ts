import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type pg from 'pg'
import type { Line } from './log.ts'

export interface Metrics {
  readonly request: (line: Line) => void
  readonly text: () => Promise<string>
  readonly type: string
}

/** For Prometheus: requests by operation and status, connections of the pool, the process. */
export function openMetrics(pool: pg.Pool): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'lizhu_' })
  const seconds = new Histogram({ name: 'lizhu_request_seconds', help: 'Time to answer', labelNames: ['operation'], buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5], registers: [registry] })
  const answers = new Counter({ name: 'lizhu_requests_total', help: 'Requests answered', labelNames: ['operation', 'status'], registers: [registry] })
  const connections = new Gauge({ name: 'lizhu_database_connections', help: 'Connections of this process', labelNames: ['state'], registers: [registry], collect() {
    connections.set({ state: 'idle' }, pool.idleCount)
    connections.set({ state: 'busy' }, pool.totalCount - pool.idleCount)
    connections.set({ state: 'waiting' }, pool.waitingCount)
  } })
  return {
    request: ({ operation, status, ms }) => {
      seconds.observe({ operation }, ms / 1000)
      answers.inc({ operation, status })
    },
    text: () => registry.metrics(), type: registry.contentType,
  }
}
