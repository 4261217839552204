import { randomInt } from 'node:crypto'
import { v7 as uuid } from 'uuid'

type Put = (table: string, row: Readonly<Record<string, unknown>>) => Promise<void>
export interface About { readonly name: string; readonly area: string; readonly person: string; readonly party: string; readonly claim: string; readonly other: string; readonly file: string }

export const MATTER_TABLES = ['matter', 'opinion', 'opinion_given', 'deputy'] as const

/** An application in review, with one row in each table of matters. Its paper is seen through nothing else. What triggers would say is another test's: they are off meanwhile. */
export async function seedMatter(put: Put, { name, area, person, party, claim, other, file }: About): Promise<{ readonly matter: string; readonly opinion: string; readonly assessment: string; readonly supplement: string; readonly material: string; readonly proposal: string; readonly deputy: string }> {
  const [call, matter, second, assessment, opinion, supplement, material, proposal, deputy] = [uuid(), uuid(), uuid(), uuid(), uuid(), uuid(), uuid(), uuid(), uuid()]
  const steps = JSON.stringify([{ step: 'acceptance', words: name }, { step: 'approval', words: name }])
  await put('call', { id: call, pack: name, title: name, instruments: ['I13-1'], opens_on: '2026-01-01', closes_on: '2026-12-31', document: name, published_by: other })
  await put('matter_number', { year: randomInt(1_000_000), last: 1 })
  const row = { instrument: 'I13-1', article: 13, procedure: name, way: 'prefilled', steps, party, area, state: 'in review', step: 0, created_by: person, submitted_by: person, submitted_at: new Date(), seen: assessment }
  await put('matter', { id: matter, claim, subject: '一', assessed: assessment, ...row })
  await put('matter', { id: second, claim, subject: '二', ...row })
  await put('assessment', { id: assessment, matter, made_by: person, as_of: '2026-01-01', rules: name, versions: '[]', decisions: '[]', facts: name, dossier: '{}', status: 'eligible', result: '{"phrases":[],"missing":[]}', grounds: '[]' })
  await put('opinion', { id: opinion, matter, step: 0, kind: 'acceptance', organisation: '局' })
  await put('opinion_given', { opinion, round: 1, verdict: 'agreed', assessment, given_by: other })
  await put('tick', { opinion, phrase: name, assessment, ticked_by: other })
  await put('deputy', { id: deputy, organisation: '局', person, since: '2026-01-01', until: '2026-01-02', reason: name, set_by: other })
  await put('supplement', { id: supplement, matter, opinion, what: name, until: '2026-12-31', asked_by: other })
  await put('file', { hash: file, size: 1, type: 'pdf', name, uploaded_by: person })
  await put('material', { id: material, matter, name, file, added_by: person })
  await put('support', { matter, claim, kind: '技改项目', key: '一' })
  await put('likeness_answer', { matter, other: second, claim, reason: name, answered_by: other })
  await put('legality_review', { id: uuid(), pack: name, instrument: name, review: name, passed: true, document: name, reviewed_by: other })
  await put('proposal', { id: proposal, instrument: name, made_by: other })
  await put('proposal_party', { proposal, party, subject: '一', outcome: 'proposed', matter })
  await put('matter_event', { matter, id: uuid(), kind: 'submitted' })
  return { matter, opinion, assessment, supplement, material, proposal, deputy }
}
