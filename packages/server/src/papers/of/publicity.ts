import type { Actor } from '../../access/within.ts'
import { Refused } from '../../api/problem.ts'
import type { Db } from '../../database/pool.ts'
import { programFor } from '../../matters/index.ts'
import { dayOf, today } from '../../today.ts'
import type { PublicityList } from '../kinds/index.ts'
import { cite, type Made } from './law.ts'

/** 公示名单, of what was published and stays; of one instrument, as its title says. */
export async function publicityListOf(db: Db, actor: Actor, id: string, { objections }: { readonly objections: string }): Promise<Made<PublicityList>> {
  const publicity = await db.selectFrom('publicity').select(['opened_at']).where('id', '=', id).executeTakeFirst()
  if (publicity === undefined) throw new Refused(404, 'not-found')
  const items = await db.selectFrom('publicity_item as i').innerJoin('clock as c', join => join.onRef('c.tenant', '=', 'i.tenant').onRef('c.id', '=', 'i.clock')).innerJoin('matter as m', join => join.onRef('m.tenant', '=', 'i.tenant').onRef('m.id', '=', 'i.matter'))
    .leftJoin('jurisdiction as j', join => join.onRef('j.tenant', '=', 'm.tenant').onRef('j.code', '=', 'm.area'))
    .select(['i.snapshot', 'c.due_on', 'c.days', 'j.name as county', 'm.submitted_at']).where('i.publicity', '=', id).orderBy('i.number').execute()
  const [first] = items
  const until = items.map(one => one.due_on).sort().at(-1)
  if (first === undefined || typeof until !== 'string') throw new Refused(409, 'paper-too-soon')
  if (items.some(one => one.snapshot.instrument !== first.snapshot.instrument)) throw new Refused(409, 'paper-one-instrument')
  const { pack } = await programFor(db, actor.tenant, first, today())
  return {
    input: {
      instrument: first.snapshot.instrumentName, law: cite(pack, first.snapshot.article, first.snapshot.words), from: dayOf(publicity.opened_at), until, workingDays: first.days, objections,
      // As the snapshot has them: a person's name is masked there, and no project of theirs is named.
      rows: items.map(({ snapshot, county }) => ({ name: snapshot.name, area: county ?? '', project: snapshot.subject ?? '', amount: BigInt(snapshot.amount) })),
    },
    belonging: {},
  }
}
