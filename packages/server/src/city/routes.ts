import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { stream } from 'hono/streaming'
import { z } from 'zod'
import { encodeTold, type InWords } from '@lizhu/policy/simulate'
import type { City } from './city.ts'
import { onThisMachine } from '../on-this-machine.ts'
import { today } from '../today.ts'
import { Refusal } from './refusal.ts'

/** A reform of every number and every rule that a policy has is shorter. */
const LONGEST = 64 * 1024
/** Seconds. */
const TRY_AGAIN = 10

const percent = z.number().int().min(0).max(100)
const Body = z.strictObject({ pack: z.string(), asOf: z.string().regex(/^\d{4}-\d{2}-\d{2}$/), set: z.string(), rule: z.string(), takeUp: percent, share: percent })

/** The server's own city, for the sandbox: totals, groups and the largest changes of it leave, nothing else. */
export function cityRoutes(city: City | undefined): Hono {
  const app = new Hono()
  app.use('/city', onThisMachine)
  app.use('/simulate', onThisMachine)
  app.get('/city', c => c.json({ city: city === undefined ? null : { ...city.about, asOf: city.about.asOf ?? today() } }, 200, { 'Cache-Control': 'no-store' }))
  app.post('/simulate', bodyLimit({ maxSize: LONGEST, onError: c => refuse(c, 413, '请求超过 64 kB。', 'The request is longer than 64 kB.') }), c => simulate(c, city))
  return app
}

async function simulate(c: Context, city: City | undefined): Promise<Response> {
  if (city === undefined) return refuse(c, 404, '服务器上没有城市；启动时以 LIZHU_CITY 指定。', 'The server has no city; name one with LIZHU_CITY when it is started.')
  // Another site's page may send any text unasked, but not this type.
  if (!/^application\/json\b/.test(c.req.header('Content-Type') ?? '')) return refuse(c, 415, '请求要是 application/json。', 'The request must be application/json.')
  const sent: unknown = await c.req.json().catch(() => undefined)
  const { data: asked, error } = Body.safeParse(sent)
  if (asked === undefined) {
    const where = error.issues.map(one => (one.path.length > 0 ? one.path.join('.') : one.code === 'unrecognized_keys' ? one.keys.join(', ') : 'JSON')).join(', ')
    return refuse(c, 400, `请求读不懂：${where}。`, `The request cannot be read: ${where}.`)
  }
  if (asked.pack !== city.about.pack) return refuse(c, 409, '页面上的政策与服务器的不是一版，请刷新页面。', 'The page has another version of the policy than the server; reload it.')
  const leaving = new AbortController()
  const work = city.simulate(asked, leaving.signal)
  if (work === undefined) return refuse(c, 503, '正在排队的推演太多，请稍后再试。', 'Too many simulations are waiting; try again soon.', { 'Retry-After': String(TRY_AGAIN) })
  c.header('Content-Type', 'application/x-ndjson; charset=utf-8')
  c.header('Cache-Control', 'no-store')
  return stream(c, async out => {
    out.onAbort(() => { leaving.abort() })
    await work(told => { void out.writeln(encodeTold(told)) }).catch(async (problem: unknown) => {
      if (leaving.signal.aborted) return
      if (!(problem instanceof Refusal)) console.error(problem)
      await out.writeln(encodeTold({ problem: problem instanceof Refusal ? problem.words : { zh: '推演中断了，请再试一次。', en: 'The simulation broke off; try again.' } }))
    })
  })
}

function refuse(c: Context, status: 400 | 404 | 409 | 413 | 415 | 503, zh: string, en: string, headers: Readonly<Record<string, string>> = {}): Response {
  return c.json({ problem: { zh, en } satisfies InWords }, status, { 'Cache-Control': 'no-store', ...headers })
}
