import type { Actor } from '../../access/within.ts'
import { Refused } from '../../api/problem.ts'
import type { Db } from '../../database/pool.ts'
import { holdMatter, programFor, type MatterRow } from '../../matters/index.ts'
import { dayOf, today } from '../../today.ts'
import type { ApprovalForm, AwardNotice, RejectionNotice, Subject } from '../kinds/index.ts'
import { isPerson } from '../mask.ts'
import { lawOf, type Made } from './law.ts'

/** 奖补通知, of what was approved. */
export async function awardNoticeOf(db: Db, actor: Actor, id: string, { requirements }: { readonly requirements: readonly string[] }): Promise<Made<AwardNotice>> {
  const { matter, belonging, ...about } = await aboutMatter(db, actor, id, 'award notice', 'approved')
  const { amount } = await awardOf(db, matter)
  const parts = await db.selectFrom('instalment').select(['number', 'amount', 'due', 'condition']).where('award', '=', matter.award ?? '').where('state', '<>', 'cancelled').orderBy('number').execute()
  const instalments = parts.length < 2 ? [] : parts.map(one => ({ name: `第${one.number}期`, amount: one.amount, condition: [one.condition, one.due].filter(said => said !== null).join('，') }))
  return { input: { ...about, amount, instalments, requirements }, belonging }
}

/** 不予通过通知, in the words with which it was rejected. */
export async function rejectionNoticeOf(db: Db, actor: Actor, id: string, { remedy }: { readonly remedy: string }): Promise<Made<RejectionNotice>> {
  const { matter, belonging, ...about } = await aboutMatter(db, actor, id, 'rejection notice', 'rejected')
  const said = await db.selectFrom('matter_event').select('note').where('matter', '=', matter.id).where('kind', '=', 'rejected').orderBy('at', 'desc').executeTakeFirstOrThrow()
  return { input: { ...about, reasons: [{ words: said.note['phrase'] ?? about.law.words, finding: said.note['reason'] ?? '' }], remedy }, belonging }
}

/** 审批表, with what each unit said last. */
export async function approvalFormOf(db: Db, actor: Actor, id: string): Promise<Made<ApprovalForm>> {
  const { matter, belonging, ...about } = await aboutMatter(db, actor, id, 'approval form', 'approved')
  const { code } = await db.selectFrom('party').select('code').where('id', '=', matter.party).executeTakeFirstOrThrow()
  const assessed = matter.assessed === null ? undefined : await db.selectFrom('assessment').select('most').where('id', '=', matter.assessed).executeTakeFirst()
  const opinions = await db.selectFrom('opinion as o').innerJoin('opinion_given as g', join => join.onRef('g.tenant', '=', 'o.tenant').onRef('g.opinion', '=', 'o.id').onRef('g.round', '=', 'o.round'))
    .leftJoin('person as p', join => join.onRef('p.tenant', '=', 'g.tenant').onRef('p.id', '=', 'g.given_by')).leftJoin('organisation as u', join => join.onRef('u.tenant', '=', 'o.tenant').onRef('u.id', '=', 'o.organisation'))
    .leftJoin('jurisdiction as j', join => join.onRef('j.tenant', '=', 'o.tenant').onRef('j.code', '=', 'o.area'))
    .select(['o.organisation', 'u.name as unit', 'j.name as county', 'g.verdict', 'g.reason', 'g.given_at', 'p.name']).where('o.matter', '=', matter.id).orderBy('o.step').orderBy('g.given_at').execute()
  return {
    input: {
      ...about, to: { ...about.to, code: code ?? '' }, matter: matter.number ?? '', amount: (await awardOf(db, matter)).amount, ...(assessed?.most === null || assessed === undefined ? {} : { assessed: assessed.most }),
      opinions: opinions.map(one => ({ organisation: one.unit ?? one.county ?? one.organisation ?? '', opinion: [one.verdict === 'agreed' ? '同意。' : '不同意。', one.reason].filter(said => said !== null).join(''), by: one.name ?? '', on: dayOf(one.given_at) })),
    },
    belonging,
  }
}

interface About { readonly matter: MatterRow; readonly to: Subject; readonly instrument: string; readonly law: AwardNotice['law']; readonly belonging: { readonly matter: string; readonly party: string; readonly area?: string } }
/** What each of them needs; one of a kind stands for a matter at a time. */
async function aboutMatter(db: Db, actor: Actor, id: string, kind: 'award notice' | 'rejection notice' | 'approval form', state: 'approved' | 'rejected'): Promise<About> {
  const matter = await holdMatter(db, id)
  if (matter.state !== state) throw new Refused(409, 'paper-too-soon')
  const before = await db.selectFrom('paper as p').leftJoin('paper_withdrawal as w', join => join.onRef('w.tenant', '=', 'p.tenant').onRef('w.paper', '=', 'p.id'))
    .select(['p.code', 'p.year', 'p.number']).where('p.matter', '=', id).where('p.kind', '=', kind).where('w.at', 'is', null).executeTakeFirst()
  if (before !== undefined) throw new Refused(409, 'paper-issued', { params: { number: `${before.code}〔${before.year}〕${before.number}号` } })
  const program = await programFor(db, actor.tenant, matter, today())
  const party = await db.selectFrom('party').select(['name', 'kind']).where('id', '=', matter.party).executeTakeFirstOrThrow()
  return {
    matter, to: { name: party.name, person: isPerson(party.kind) }, instrument: program.instruments.find(one => one.id === matter.instrument)?.name ?? matter.instrument, law: lawOf(program, matter.instrument),
    belonging: { matter: matter.id, party: matter.party, ...(matter.area === null ? {} : { area: matter.area }) },
  }
}

async function awardOf(db: Db, matter: MatterRow): Promise<{ readonly amount: bigint }> {
  const { amount } = await db.selectFrom('award').select('amount').where('id', '=', matter.award ?? '').executeTakeFirstOrThrow()
  if (amount === null) throw new Refused(409, 'amount-undecided')
  return { amount }
}
