import { EmbeddedProblem } from '../../database/embedded/index.ts'
import { openPool } from '../../database/pool.ts'
import { appAddress, openDatabase } from '../installation.ts'
import { readKeys } from '../keys.ts'
import { InstallationProblem } from '../problem.ts'
import type { Settings } from '../settings.ts'
import { error, type Check, type Looked, type Trouble, type Words } from './check.ts'
import { DATABASE } from './database.ts'
import { MACHINE } from './machine.ts'

export interface Examined extends Words { readonly name: string; readonly troubles: readonly Trouble[] }

/** Looks at everything an installation rests on; changes nothing. @param all every evidence file, not a sample */
export async function examine(settings: Settings, { all = false }: { readonly all?: boolean } = {}): Promise<readonly Examined[]> {
  const looked: Looked = { settings, all }
  const found: Examined[] = []
  for (const check of MACHINE) found.push(await seen(check, () => (check.of === 'machine' ? check.look(looked) : [])))
  return [...found, ...await inside(looked)]
}

async function inside(looked: Looked): Promise<Examined[]> {
  const { settings } = looked
  const reach = { name: 'database', zh: '数据库', en: 'database' }
  try {
    const database = await openDatabase(settings, { make: false })
    const pool = openPool(database.owner, { max: 1 })
    try {
      await pool.query('select 1')
      const found: Examined[] = [{ ...reach, troubles: [] }]
      const app = database.app ?? appOf(settings, database.owner)
      for (const check of DATABASE) found.push(await seen(check, () => (check.of === 'database' ? check.look({ ...looked, pool, app }) : [])))
      return found
    } finally {
      await pool.end()
      await database.stop()
    }
  } catch (problem) { return [{ ...reach, troubles: [unreached(problem)] }] }
}

/** Worked out as the service does; broken keys are told by their own check. */
function appOf({ folder }: Settings, owner: string): string | undefined {
  try {
    const keys = readKeys(folder)
    return keys === undefined ? undefined : appAddress(owner, keys)
  } catch { return undefined }
}

function unreached(problem: unknown): Trouble {
  if (problem instanceof EmbeddedProblem || problem instanceof InstallationProblem) return { level: 'error', ...problem.words }
  const why = problem instanceof Error && problem.message !== '' ? problem.message : String(problem)
  return error(`连不上数据库：${why}。请检查 DATABASE_URL 和数据库服务器。`, `The database cannot be reached: ${why}. Look at DATABASE_URL and the database server.`)
}

/** A check that fails tells so, and keeps no other from being made. */
async function seen({ name, zh, en }: Check, look: () => Promise<readonly Trouble[]> | readonly Trouble[]): Promise<Examined> {
  try { return { name, zh, en, troubles: await look() } } catch (problem) {
    const why = problem instanceof Error ? problem.message : String(problem)
    return { name, zh, en, troubles: [error(`没能检查：${why}`, `It could not be checked: ${why}`)] }
  }
}
