import { z } from '@hono/zod-openapi'
import { dossierMessage, settingTree, type Setting } from '@lizhu/policy'
import { v7 as uuid } from 'uuid'
import type { Actor } from '../access/within.ts'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import { decisionSchema, decisions } from './list-decisions.ts'
import { tell } from '../webhooks/events.ts'
import { dayText, shortText } from './pack.ts'
import { rulesOn } from './program.ts'
import { questionsOf, type Question } from './questions.ts'
import { today } from '../today.ts'

/** Decides a setting or a reading, by whoever is entitled; a later decision supersedes one before, from its own day on. */
export const decide = operation({
  name: 'decide', method: 'post', path: '/policy/decisions', tag: 'packs', creates: true, refuses: [409],
  summary: { zh: '决定一个待定项或读法', en: 'Decide a setting or a reading' },
  body: z.strictObject({
    pack: shortText(100).optional(), kind: z.enum(['setting', 'reading']), id: shortText(200),
    /** A value as a facts file writes it (`8%`, `1000万元`); or how the words are to be read. */
    chosen: shortText(500),
    document: shortText(200), documentDate: dayText, evidence: z.string().regex(/^[0-9a-f]{64}$/).optional(), from: dayText, note: shortText(2000).optional(),
  }),
  answer: decisionSchema,
  run: async ({ db, actor, body: { kind, id, chosen, document, documentDate, evidence, from, note, ...body } }) => {
    const { tenant, person } = actor
    // The words are those of today: a decision for a day to come is on the policy as it stands.
    const { written } = await rulesOn(db, tenant, today(), body.pack)
    const pack = written.pack.id
    const question = questionsOf(written).find(one => one.kind === kind && one.id === id)
    if (question === undefined) throw new Refused(422, 'no-such-question', { params: { pack, id }, field: '/id' })
    const value = question.setting === undefined ? readingOf(question, chosen) : valueOf(question.setting, chosen)
    const { role, organisation } = entitled(actor, question)
    const before = await db.selectFrom('decision').where('tenant', '=', tenant).where('pack', '=', pack).where('kind', '=', kind).where('question', '=', id).select('id').orderBy('decided_at', 'desc').limit(1).executeTakeFirst()
    const decision = uuid()
    await db.insertInto('decision').values({
      tenant, id: decision, pack, kind, question: id, words: kind === 'reading' ? question.words ?? '' : null, chosen: value, role, organisation, decided_by: person,
      document, document_date: documentDate, evidence: evidence ?? null, from_day: from, note: note ?? null, supersedes: before?.id ?? null,
    }).execute()
    const [made] = await decisions(db, tenant, query => query.where('d.id', '=', decision))
    if (made === undefined) throw new Refused(404, 'not-found')
    await tell(db, 'policy.decided', { pack, kind, decision })
    return { body: made }
  },
})

function readingOf({ options }: Question, chosen: string): string {
  if (!options.includes(chosen)) throw new Refused(422, 'no-such-reading', { params: { chosen, options: options.join('；') }, field: '/chosen' })
  return chosen
}

function valueOf(setting: Setting, chosen: string): string {
  const read = settingTree(setting, chosen)
  if (read === 'schedule') throw new Refused(422, 'setting-by-pack', { params: { id: setting.id }, field: '/chosen' })
  if ('tree' in read) return chosen
  const problem = { path: [], severity: 'error' as const, code: read.code, params: read.params ?? {} }
  throw new Refused(422, 'setting-value', { params: { id: setting.id, zh: dossierMessage(problem, 'zh'), en: dossierMessage(problem, 'en') }, field: '/chosen' })
}

/** The membership by which somebody decides; the database asks the same. */
function entitled({ memberships }: Actor, { kind, entitled: organisations }: Question): { readonly role: 'head' | 'leader'; readonly organisation: string | null } {
  for (const { role, organisation } of memberships) {
    if (role !== 'head' && role !== 'leader') continue
    if ((organisation !== null && organisations.includes(organisation)) || (kind === 'reading' && role === 'leader')) return { role, organisation }
  }
  throw new Refused(403, 'not-entitled', { params: { who: [...organisations, ...kind === 'reading' ? ['领导小组'] : []].join('、') } })
}
