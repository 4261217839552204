import type { Actor } from '../../access/within.ts'
import { Refused } from '../../api/problem.ts'
import type { Db } from '../../database/pool.ts'
import { programFor, requireMatter } from '../../matters/index.ts'
import { today } from '../../today.ts'
import type { LedgerStatement, PaymentRequest, RecoveryDecision } from '../kinds/index.ts'
import { isPerson, maskedAccount, maskedName } from '../mask.ts'
import { lawOf, type Made } from './law.ts'

/** 拨款函, of a run that was released. Every office may read it: accounts are masked, and whole in the run's file alone. */
export async function paymentRequestOf(db: Db, id: string, { to }: { readonly to: string }): Promise<Made<PaymentRequest>> {
  const run = await db.selectFrom('payment_run').select('state').where('id', '=', id).executeTakeFirst()
  if (run === undefined) throw new Refused(404, 'not-found')
  if (run.state !== 'released') throw new Refused(409, 'paper-too-soon')
  const lines = await db.selectFrom('payment_line as l').innerJoin('award as a', join => join.onRef('a.tenant', '=', 'l.tenant').onRef('a.id', '=', 'l.award')).innerJoin('budget as b', join => join.onRef('b.tenant', '=', 'a.tenant').onRef('b.id', '=', 'a.budget'))
    .innerJoin('party as p', join => join.onRef('p.tenant', '=', 'l.tenant').onRef('p.id', '=', 'l.party'))
    .select(['l.holder', 'l.bank', 'l.account', 'l.reference', 'l.amount', 'l.code', 'b.fund', 'b.year', 'p.kind']).where('l.run', '=', id).where('l.state', '<>', 'dropped').orderBy('l.number').execute()
  const [first] = lines
  if (first === undefined) throw new Refused(409, 'paper-too-soon')
  return {
    input: {
      to, fund: [...new Set(lines.map(one => one.fund))].join('、'), year: first.year, budgetCode: [...new Set(lines.map(one => one.code ?? '未定'))].join('、'),
      rows: lines.map(one => ({ payee: isPerson(one.kind) ? maskedName(one.holder) : one.holder, account: maskedAccount(one.account), bank: one.bank, purpose: one.reference, amount: one.amount })),
    },
    belonging: {},
  }
}

/** 追回决定, citing the notice by which it was awarded. */
export async function recoveryDecisionOf(db: Db, actor: Actor, id: string, { payTo, remedy }: Pick<RecoveryDecision, 'payTo' | 'remedy'>): Promise<Made<RecoveryDecision>> {
  const recovery = await db.selectFrom('recovery as r').innerJoin('award as a', join => join.onRef('a.tenant', '=', 'r.tenant').onRef('a.id', '=', 'r.award')).innerJoin('party as p', join => join.onRef('p.tenant', '=', 'r.tenant').onRef('p.id', '=', 'r.party'))
    .leftJoin('clock as c', join => join.onRef('c.tenant', '=', 'r.tenant').onRef('c.subject', '=', 'r.id'))
    .select(['r.matter', 'r.party', 'r.amount', 'r.reason', 'a.instrument', 'a.paid', 'a.receivable', 'a.recovered', 'p.name', 'p.kind', 'c.due_on']).where('r.id', '=', id).executeTakeFirst()
  if (recovery === undefined) throw new Refused(404, 'not-found')
  const notice = await db.selectFrom('paper as p').leftJoin('paper_withdrawal as w', join => join.onRef('w.tenant', '=', 'p.tenant').onRef('w.paper', '=', 'p.id'))
    .select(['p.code', 'p.year', 'p.number', 'p.issued_on']).where('p.matter', '=', recovery.matter).where('p.kind', '=', 'award notice').where('w.at', 'is', null).executeTakeFirst()
  if (notice === undefined || recovery.due_on === null) throw new Refused(409, 'paper-no-notice')
  const matter = await requireMatter(db, recovery.matter)
  const program = await programFor(db, actor.tenant, matter, today())
  return {
    input: {
      to: { name: recovery.name, person: isPerson(recovery.kind) }, instrument: program.instruments.find(one => one.id === recovery.instrument)?.name ?? recovery.instrument, law: lawOf(program, recovery.instrument),
      awarded: { number: `${notice.code}〔${notice.year}〕${notice.number}号`, on: notice.issued_on, paid: recovery.paid + recovery.receivable + recovery.recovered },
      reason: recovery.reason, amount: recovery.amount, until: recovery.due_on, payTo, remedy,
    },
    belonging: { matter: recovery.matter, party: recovery.party, ...(matter.area === null ? {} : { area: matter.area }) },
  }
}

/** 资金台账, of all lines of a fund in a year, as they stand now. */
export async function ledgerStatementOf(db: Db, { fund, year }: { readonly fund: string; readonly year: number }): Promise<Made<LedgerStatement>> {
  const rows = await db.selectFrom('budget').select(['source', 'name', 'instrument', 'appropriated', 'available', 'reserved', 'committed', 'paid', 'receivable', 'recovered']).where('fund', '=', fund).where('year', '=', year).orderBy('created_at').execute()
  if (rows.length === 0) throw new Refused(404, 'not-found')
  return {
    input: { fund, year, on: today(), appropriated: rows.reduce((sum, one) => sum + one.appropriated, 0n), rows: rows.map(({ source, name, instrument, ...stages }) => ({ line: [name ?? source, instrument].filter(said => said !== null).join(' '), ...stages })) },
    belonging: {},
  }
}
