import pg from 'pg'
import { migrate } from '../../../src/database/migrate.ts'
import { MIGRATIONS } from '../../../src/database/migrations.ts'
import { ledgerMigrations } from '../../../src/ledger/index.ts'
import { openCrowd } from './clients.ts'
import { LOOK } from './look.ts'
import { playOverlaps } from './overlaps.ts'
import { Divergence, prove } from './run.ts'
import { crossing, lastYuan, roomForFewer } from './storms.ts'
import { tryWalls } from './walls.ts'

/** What is found in the migration, and what stands there instead. */
export interface Mutant { readonly name: string; readonly find: string; readonly put: string }
export interface Kill { readonly mutant: string; readonly by: string; readonly how: string }

const NUMBER = 12
const [LEDGER] = ledgerMigrations

export function mutated({ name, find, put }: Mutant): string {
  const sql = LEDGER?.sql ?? ''
  if (!sql.includes(find)) throw new Error(`${name}: there is no ${find}`)
  return sql.replace(find, () => put)
}

/** A database up to the ledger, copied for each mutant. @param admin address of a superuser, on any database of the server */
export async function prepareMutants(admin: string, owner: (database: string) => string): Promise<void> {
  await asAdmin(admin, 'drop database if exists ledger_base', 'create database ledger_base owner lizhu_owner')
  await migrate(owner('ledger_base'), MIGRATIONS.filter(one => one.number < NUMBER))
}

/** Walls, model, overlaps and storms, until one of them is broken. undefined: it lived. */
export async function killMutant(mutant: Mutant, admin: string, at: (user: 'lizhu_owner' | 'lizhu_app', database: string) => string, commands: number): Promise<Kill | undefined> {
  await asAdmin(admin, 'drop database if exists ledger_mutant with (force)', 'create database ledger_mutant template ledger_base owner lizhu_owner')
  const [owner, app] = [at('lizhu_owner', 'ledger_mutant'), at('lizhu_app', 'ledger_mutant')]
  await migrate(owner, [...MIGRATIONS.filter(one => one.number < NUMBER), { number: NUMBER, name: 'ledger', sql: mutated(mutant) }])
  const crowd = await openCrowd({ owner, app }, 16)
  try {
    await crowd.own.query(LOOK)
    const [client = crowd.own] = crowd.clients
    const trials: readonly (readonly [string, () => Promise<unknown>])[] = [
      ['walls', () => tryWalls(crowd)], ['commands', () => prove({ own: crowd.own, app: client }, commands, { shrink: false })], ['two at once', () => playOverlaps(crowd)],
      ['storm', async () => { await lastYuan(crowd, 5); await roomForFewer(crowd, 12); await crossing(crowd, 12) }],
    ]
    for (const [how, trial] of trials) {
      try {
        await trial()
      } catch (error) {
        // Not a Divergence: what the test itself needs is refused.
        return { mutant: mutant.name, by: error instanceof Divergence ? error.broken : error instanceof Error ? error.message.slice(0, 120) : 'an error', how }
      }
    }
    return undefined
  } finally {
    await crowd.close()
  }
}

async function asAdmin(admin: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: admin })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
