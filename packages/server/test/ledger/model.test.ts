import pg from 'pg'
import { expect, test } from 'vitest'
import { freshDatabase } from '../database.ts'
import { LOOK } from './proof/look.ts'
import { prove } from './proof/run.ts'

// The ledger against a model of it: after every command the same answer, the same state, and every invariant.
const COMMANDS = Number(process.env['LEDGER_COMMANDS'] ?? 20_000)

test(`${COMMANDS} commands and the model agree after each`, { timeout: 600_000 }, async () => {
  const database = await freshDatabase()
  const own = new pg.Client({ connectionString: database.owner, options: '-c search_path=lizhu,pg_temp -c synchronous_commit=off -c jit=off -c plan_cache_mode=force_generic_plan' })
  const app = new pg.Client({ connectionString: database.app, options: '-c synchronous_commit=off -c jit=off -c plan_cache_mode=force_generic_plan' })
  await Promise.all([own.connect(), app.connect()])
  try {
    await own.query(LOOK)
    const { outcomes, commands } = await prove({ own, app }, COMMANDS)
    expect(commands).toBeGreaterThanOrEqual(COMMANDS)
    console.log([...outcomes].sort().map(([name, times]) => `${name} ${times}`).join(' · '))
  } finally {
    await Promise.all([own.end(), app.end()])
    await database.close()
  }
})
