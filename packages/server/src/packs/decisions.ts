import { calendar } from '@lizhu/feel'
import type { Decision } from '@lizhu/policy'
import { ROLES } from '../access/roles.ts'
import type { Db } from '../database/pool.ts'

/** A decision as it stands in the record, and as the policy takes it. */
export interface Taken { readonly id: string; readonly kind: 'setting' | 'reading'; readonly question: string; readonly chosen: string; readonly decision: Decision }

/** What is decided of a policy's questions as of a day: of each the last decision that holds from then or before. */
export async function decisionsOn(db: Db, tenant: string, pack: string, day: string): Promise<readonly Taken[]> {
  const rows = await db.selectFrom('decision').where('tenant', '=', tenant).where('pack', '=', pack).where('from_day', '<=', day)
    .distinctOn(['kind', 'question']).select(['id', 'kind', 'question', 'words', 'chosen', 'organisation', 'document', 'from_day'])
    .orderBy('kind').orderBy('question').orderBy('decided_at', 'desc').execute()
  return rows.map(({ id, kind, question, words, chosen, organisation, document, from_day }) => {
    const source = `${organisation ?? ROLES.leader.zh} ${document}`
    const decision: Decision = kind === 'setting'
      ? { setting: question, value: chosen, from: calendar.parseDate(from_day) ?? 0, document: source }
      : { reading: question, question: words ?? '', readAs: chosen, document: source }
    return { id, kind, question, chosen, decision }
  })
}
