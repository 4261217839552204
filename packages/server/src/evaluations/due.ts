import { calendar } from '@lizhu/feel'
import type { Lapse } from '@lizhu/policy'
import { startClock } from '../calendar/index.ts'
import type { Db } from '../database/pool.ts'
import { leadOf, programFor, requireMatter } from '../matters/index.ts'
import { today } from '../today.ts'

/** Once all of an award is paid, its evaluation becomes due where the procedure of its matter has one; once only. */
export async function evaluationDue(db: Db, tenant: string, award: string): Promise<void> {
  const paid = await db.selectFrom('award').select('matter').where('id', '=', award).where('committed', '=', 0n).where('paid', '>', 0n)
    .where(eb => eb.not(eb.exists(eb.selectFrom('clock').select('id').where('subject', '=', award).where('kind', '=', 'evaluation')))).executeTakeFirst()
  const known = paid === undefined ? undefined : await db.selectFrom('matter').select('id').where('id', '=', paid.matter).executeTakeFirst()
  if (known === undefined) return
  const matter = await requireMatter(db, known.id)
  const on = today()
  const program = await programFor(db, tenant, matter, on)
  const evaluation = program.procedures.find(one => one.id === matter.procedure)?.evaluation
  const lead = leadOf(program, matter)
  if (evaluation === undefined || lead === undefined) return
  await startClock(db, {
    tenant, matter: matter.id, party: matter.party, kind: 'evaluation', subject: award, by: { organisation: lead }, days: daysOf(evaluation.after, on), unit: 'calendar days', on,
    title: { zh: '绩效评价', en: 'Evaluation' }, ...(matter.number === null ? {} : { number: matter.number }),
  })
}

/** A length of time in days from this one: a month is as long as it is then. */
function daysOf({ count, unit }: Lapse, on: string): number {
  if (unit === 'days') return count
  const from = calendar.parseDate(on)
  const until = from === undefined ? undefined : calendar.addMonths(from, count)
  if (from === undefined || until === undefined) throw new RangeError(`no day ${count} months after ${on}`)
  return until - from
}
