import { v7 as uuid } from 'uuid'
import type { Db } from '../database/pool.ts'
import { dropAward, proposeAward, setLimit } from '../ledger/index.ts'
import type { Outcome } from './assessing.ts'
import { changeMatter, type MatterRow } from './matter.ts'

/**
 * Lets the award of a matter follow its assessment: nothing to grant drops it; another bound, or other ceilings, is another
 * award, whose amount is decided anew.
 */
export async function settleAward(db: Db, matter: MatterRow, { status, most, how, limits, instalments }: Outcome): Promise<void> {
  const before = matter.award === null ? undefined : await db.selectFrom('award').select(['id', 'bound', 'amount', 'decided_by', 'state']).where('id', '=', matter.award).executeTakeFirst()
  const bound = status === 'eligible' ? most ?? 0n : 0n
  if (before?.state === 'approved' || before?.state === 'closed') return
  const keys = before === undefined ? [] : await db.selectFrom('award_limit').select('key').where('award', '=', before.id).execute()
  // What somebody decided of a ceiling is no exact amount, nor the other way.
  const same = before?.bound === bound && (how === 'exact' ? before.amount === bound && before.decided_by === null : before.amount === null || before.decided_by !== null) && before.state !== 'dropped' && keys.map(one => one.key).sort().join('\n') === limits.map(one => one.key).sort().join('\n')
  if (same) return
  if (before !== undefined && before.state !== 'dropped') await dropAward(db, before.id)
  if (bound === 0n) { await changeMatter(db, matter, { award: null }); return }
  const award = uuid()
  const known = await db.selectFrom('spending_limit').select(['key', 'max']).where('key', 'in', [...limits.map(one => one.key), '']).execute()
  for (const { key, max } of limits) if (known.some(one => one.key === key && one.max !== BigInt(max))) await setLimit(db, { key, max: BigInt(max) })
  await proposeAward(db, {
    id: award, matter: matter.id, party: matter.party, instrument: matter.instrument, bound, limits: limits.map(({ key, max }) => ({ key, max: BigInt(max) })),
    ...(how === 'exact' ? { amount: bound, ...(instalments.length > 0 ? { instalments: instalments.map(({ amount, condition }) => ({ amount: BigInt(amount), ...(condition === undefined ? {} : { condition }) })) } : {}) } : {}),
  })
  await changeMatter(db, matter, { award })
}
