import { join } from 'node:path'
import pg from 'pg'
import { openDatabase, readSettings } from '@lizhu/server/operate'
import { root } from '../scripts/lib/run.mjs'

/** The city’s day so many days from now, `YYYY-MM-DD`. */
export const inDays = (days: number): string => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)

/** So many days pass over a matter: every clock of it that runs began and ends so much earlier, and what is published of it with it. Its days are counted by calendars that have come meanwhile. */
export async function daysPass(matter: string, days: number): Promise<void> {
  await asOwner(async own => {
    const { rowCount } = await own.query('update clock set started_on = started_on - $2::int, due_on = due_on - $2::int, provisional = false where matter = $1 and ended_on is null', [matter, days])
    if (rowCount === 0) throw new Error(`no clock of ${matter} runs`)
    await own.query(`update publicity b set opened_at = least(b.opened_at, c.started_on + interval '1 hour') from publicity_item i join clock c on c.tenant = i.tenant and c.id = i.clock
      where i.tenant = b.tenant and i.publicity = b.id and i.matter = $1 and b.ended_at is null`, [matter])
  })
}

/** The cooling period of the account of a party is over. */
export async function accountUsable(party: string): Promise<void> {
  await asOwner(async own => {
    const { rowCount } = await own.query(`update payee_account set usable_from = least(usable_from, lizhu.today() - 1) where party = $1 and state = 'confirmed'`, [party])
    if (rowCount === 0) throw new Error(`no account of ${party} is confirmed`)
  })
}

/** In the database of the server under test, as its owner. */
async function asOwner(act: (own: pg.Client) => Promise<void>): Promise<void> {
  const database = await openDatabase(readSettings({ LIZHU_DATA: join(root, 'data'), ...process.env }), { make: false })
  const own = new pg.Client({ connectionString: database.owner, options: '-c search_path=lizhu,pg_temp' })
  await own.connect()
  try { await act(own) } finally {
    await own.end()
    await database.stop()
  }
}
