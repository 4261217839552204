import { sql } from 'kysely'
import type { Db } from '../database/pool.ts'

/** An award that stands. amount: fen, less what was given up; what is taken back gives no room anew, as under a ceiling of the ledger. date: of its approval, ISO, in China. */
export interface GrantedAward { readonly id: string; readonly matter: string; readonly instrument: string; readonly amount: bigint; readonly date: string }

/** What was granted to a party and stands, in the order in which it was approved. */
export async function granted(db: Db, party: string): Promise<readonly GrantedAward[]> {
  return db.selectFrom('award as a').innerJoin('transfer as t', join => join.onRef('t.tenant', '=', 'a.tenant').onRef('t.award', '=', 'a.id').on('t.kind', '=', 'approve'))
    .where('a.party', '=', party).where('a.state', 'in', ['approved', 'closed'])
    .select(['a.id', 'a.matter', 'a.instrument', sql<bigint>`a.amount - a.rescinded`.as('amount'), sql<string>`((t.at at time zone 'Asia/Shanghai')::date)::text`.as('date')])
    .orderBy('t.number').execute()
}
