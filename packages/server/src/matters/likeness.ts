import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { operation } from '../api/operation.ts'
import type { Db } from '../database/pool.ts'
import { noteEvent, requireMatter, type MatterRow } from './matter.ts'
import { id, text } from './schemas.ts'

/** What a matter rests on: its subject and whatever hangs under it, by the numbers they were registered under, with their amounts. */
export async function noteSupports(db: Db, { tenant, id: matter, claim }: MatterRow): Promise<void> {
  if (claim === null) return
  await sql`
    insert into support (tenant, matter, claim, kind, key, name, amount)
    with recursive under as (select c.* from claim c where c.tenant = ${tenant} and c.id = ${claim}::uuid union all select c.* from claim c join under u on c.tenant = u.tenant and c.parent = u.id)
    select u.tenant, ${matter}::uuid, u.id, u.kind, u.key, u.name,
      (select max(f.number) from fact f where f.tenant = u.tenant and f.party = u.party and f.claim = u.id and f.number is not null and not exists (select from fact s where s.tenant = f.tenant and s.supersedes = f.id))
    from under u where u.withdrawn_at is null on conflict do nothing`.execute(db)
}

export interface Likeness { readonly claim: string; readonly kind: string; readonly key: string; readonly other: string; readonly otherNumber: string | null; readonly otherParty: string; readonly otherInstrument: string; readonly otherKey: string; readonly how: 'number' | 'amount' | 'name'; readonly reason: string | null }

/**
 * Other live matters that rest on the same thing: the same claim or the same kind and number, the same amount under another
 * number, or a name more than half of whose pieces are the same. The number weighs most.
 */
export async function likenessesOf(db: Db, matter: string): Promise<readonly Likeness[]> {
  const { rows } = await sql<Likeness>`
    with found as (
      select s.claim, s.kind, s.key, o.matter as other, o.key as other_key,
        case when o.claim = s.claim or o.key = s.key then 'number' when o.amount = s.amount then 'amount' else 'name' end as how
      from support s join support o on o.tenant = s.tenant and o.kind = s.kind and o.matter <> s.matter
        and (o.claim = s.claim or o.key = s.key or o.amount = s.amount or length(s.name) > 3 and o.name is not null
          and 2 * (select count(*) from unnest(grams(s.name)) g where g = any (grams(o.name))) > cardinality(grams(s.name)) * 1.6)
      where s.matter = ${matter}::uuid)
    select f.claim, f.kind, f.key, f.other, m.number as "otherNumber", p.name as "otherParty", m.instrument as "otherInstrument", f.other_key as "otherKey", f.how, a.reason
    from found f join matter m on m.id = f.other join party p on p.id = m.party left join likeness_answer a on a.matter = ${matter}::uuid and a.other = f.other and a.claim = f.claim
    where m.state in ('in review', 'supplement', 'approved')
    order by f.how = 'number' desc, f.how = 'amount' desc, f.key, f.other limit 100`.execute(db)
  return rows
}

export const answerLikeness = operation({
  name: 'answerLikeness', method: 'post', path: '/matters/{matter}/likenesses', tag: 'matters', creates: true, refuses: [404, 409],
  summary: { zh: '说明为何不是一票两用', en: 'Say why a likeness is no double use' },
  params: z.object({ matter: id }), body: z.strictObject({ other: id, claim: id, reason: text(1000) }), answer: z.strictObject({ matter: id }),
  run: async ({ db, actor, params, body }) => {
    const matter = await requireMatter(db, params.matter)
    await requireMatter(db, body.other)
    await db.insertInto('likeness_answer').values({ tenant: actor.tenant, matter: matter.id, ...body, answered_by: actor.person }).execute()
    await noteEvent(db, actor, matter.id, 'likeness answered', { reason: body.reason })
    return { body: { matter: matter.id } }
  },
})
