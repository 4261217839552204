import pg from 'pg'
import { LOOK } from '../../packages/server/test/ledger/proof/look.ts'
import { prove } from '../../packages/server/test/ledger/proof/run.ts'
import { openPlace } from './place.ts'

/** The ledger against its model: COMMANDS commands, after each the same answer, the same state and every invariant. */
const COMMANDS = Number(process.env['COMMANDS'] ?? 1_000_000)

const place = await openPlace()
const own = new pg.Client({ connectionString: place.owner, options: '-c search_path=lizhu,pg_temp -c synchronous_commit=off -c jit=off -c plan_cache_mode=force_generic_plan' })
const app = new pg.Client({ connectionString: place.app, options: '-c synchronous_commit=off -c jit=off -c plan_cache_mode=force_generic_plan' })
try {
  await Promise.all([own.connect(), app.connect()])
  await own.query(LOOK)
  const since = performance.now()
  const perSecond = (commands: number): string => Math.round(commands / (performance.now() - since) * 1000).toLocaleString('en-US')
  const { commands, runs, outcomes } = await prove({ own, app }, COMMANDS, {
    seed: Number(process.env['SEED'] ?? 1), onProgress: ({ commands: so, runs: of }) => { if (of % 1000 < 20) console.log(`${so.toLocaleString('en-US')} commands, ${perSecond(so)} a second`) },
  })
  console.log([...outcomes].sort().map(([name, times]) => `${name} ${times}`).join(' · '))
  console.log(`${commands.toLocaleString('en-US')} commands in ${runs.toLocaleString('en-US')} runs, ${perSecond(commands)} a second: 0 divergences`)
} finally {
  await Promise.all([own.end(), app.end()])
  await place.stop()
}
