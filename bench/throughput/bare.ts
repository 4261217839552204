import { Hono } from 'hono'
import pg from 'pg'

/** The floor: the same query, and nothing else. */
export function bare(url: string): Hono {
  const pool = new pg.Pool({ connectionString: url, max: 20, options: '-c search_path=lizhu -c lizhu.tenant=bench -c lizhu.reach={tenant}' })
  const app = new Hono()
  app.get('/parties/:party', async c => {
    const { rows } = await pool.query<Record<string, unknown>>('select id, kind, code, code_override, name, area, version from party where id = $1', [c.req.param('party')])
    return c.json(rows[0])
  })
  return app
}
