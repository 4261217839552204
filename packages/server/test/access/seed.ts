import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { v7 as uuid } from 'uuid'
import { INSPECTION_TABLES, seedInspection } from './seed-inspections.ts'
import { MATTER_TABLES, seedMatter } from './seed-matters.ts'
import { MONEY_TABLES, seedMoney } from './seed-money.ts'
import { PANEL_TABLES, seedPanel } from './seed-panels.ts'

export interface Cell { readonly tenant: string; readonly area: string; readonly person: string; readonly party: string; readonly ids: Readonly<Record<string, string>> }

/** What the enterprises of a tenant lie in. @returns somebody of an office, by whom things are checked and granted */
export async function seedPlaces(own: pg.Pool, tenant: string): Promise<string> {
  const other = uuid()
  await own.query('insert into tenant (tenant, name) values ($1, $1)', [tenant])
  await own.query(`insert into jurisdiction (tenant, code, name, kind, parent) values ($1, '440200', '市', 'city', null), ($1, '440203', '东区', 'county', '440200'), ($1, '440204', '西区', 'county', '440200')`, [tenant])
  await own.query(`insert into organisation (tenant, id, name) values ($1, '局', '局')`, [tenant])
  await own.query('insert into person (tenant, id, login, name) values ($1, $2, $1, $1)', [tenant, other])
  await own.query(`insert into membership (tenant, id, person, role, organisation) values ($1, $2, $3, 'officer', '局')`, [tenant, uuid(), other])
  await own.query('insert into oidc_issuer (tenant, issuer, client, second_factor, set_by) values ($1, $1, $1, false, $2)', [tenant, other])
  await own.query(`insert into paper_issuer (tenant, organisation, code, letterhead) values ($1, '局', '局字', $1)`, [tenant])
  await own.query(`insert into calendar_year (tenant, year, source) values ($1, 2026, $1)`, [tenant])
  await own.query(`insert into calendar_day (tenant, day, working, name) values ($1, '2026-01-01', false, $1)`, [tenant])
  await own.query(`insert into calendar_setting (tenant, day_count, document, set_by) values ($1, 'event day not counted', $1, $2)`, [tenant, other])
  await own.query(`insert into payment_setting (tenant, cooling_days, document, set_by) values ($1, 1, $1, $2)`, [tenant, other])
  return other
}

/** An enterprise with one row in every table that there is. */
export async function seedCell(own: pg.Pool, tenant: string, area: string, name: string, other: string): Promise<Cell> {
  const put = async (table: string, row: Readonly<Record<string, unknown>>): Promise<void> => {
    const names = ['tenant', ...Object.keys(row)]
    await own.query(`insert into ${table} (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`, [tenant, ...Object.values(row)])
  }
  const [webhook, delivery, person, party, claim, fact, dispute, consent, version, job, membership, delegation, session, recordClaim] = [uuid(), uuid(), uuid(), uuid(), uuid(), uuid(), uuid(), uuid(), uuid(), uuid(), uuid(), uuid(), uuid(), uuid()]
  await put('person', { id: person, login: name, name })
  await put('credential', { person, subject: name })
  await put('session', { id: session, token: randomBytes(32), person, ends_at: '2100-01-01', idle: '1 day' })
  await put('sign_in', { token: randomBytes(32), person, by_password: true, second: false, agent: '', address: '' })
  await put('totp_enrolment', { person, secret: randomBytes(8) })
  await put('recovery_code', { person, number: 1, code: randomBytes(8) })
  await put('party', { id: party, kind: '企业', name, initials: name, area })
  await put('membership', { id: membership, person, role: 'owner', party, granted_by: other })
  await put('membership', { id: delegation, person, role: 'agent', party, granted_by: other, permits: ['listFacts'], until: '2100-01-01' })
  await put('claim', { id: claim, party, kind: '技改项目', key: '一' })
  await put('claim_owner', { claim, kind: '个人', party })
  await put('file', { hash: hashOf(name), size: 1, type: 'application/pdf', name, uploaded_by: person })
  await own.query(`select set_config('lizhu.tenant', $1, false)`, [tenant])
  await put('fact', { id: fact, party, name: '营业收入', period: '2024', written: '1万元', source: name, recorded_by: person, evidence: hashOf(name) })
  await put('fact', { id: uuid(), party, name: '营业收入', period: '2022', written: '1万元', source: name, recorded_by: person })
  await put('fact_check', { id: uuid(), fact, verdict: 'confirmed', checked_by: other })
  await put('dispute', { id: dispute, fact, reason: name, raised_by: person })
  await put('dispute_answer', { dispute, outcome: 'dismissed', reason: name, answered_by: other })
  await put('consent', { id: consent, party, fact: '营业收入', purpose: name, given_by: person })
  await put('consent_end', { consent, ended_by: person })
  await put('record_claim', { id: recordClaim, party, person, code: name, representative: name, statement: name })
  await put('lookup', { party, person, operation: 'readParty', request: uuid(), at: new Date() })
  const notice = uuid()
  await put('clock', { id: notice, matter: party, party, kind: name, organisation: '局', started_on: '2026-11-02', days: 5, unit: 'working days', day_count: 'event day not counted', due_on: '2026-11-09', provisional: false })
  await put('contact', { person, mail: `${name}@example.org`, language: 'zh' })
  await put('notice', { id: notice, person, kind: 'accepted', matter: party, number: name })
  await put('notice_delivery', { id: notice, notice, channel: 'mail' })
  await put('notice_attempt', { delivery: notice, number: 1, at: new Date(), ms: 1 })
  await put('clock_reminder', { clock: notice, stage: 'clock-soon', due_on: '2026-11-09' })
  await put('idempotency', { person, key: `key-${name}`, operation: 'createParty', input: randomBytes(4) })
  await put('webhook', { id: webhook, url: `https://${name}.example`, events: ['fact.recorded'], secret: randomBytes(8), made_by: person })
  await put('webhook_delivery', { id: delivery, webhook, event: 'fact.recorded', body: name })
  await put('webhook_attempt', { delivery, number: 1, at: new Date(), ms: 1 })
  await put('job', { id: job, person, operation: 'carryOutImport', subject: job })
  await put('import', { id: job, kind: '企业', name, file: hashOf(name), by: person })
  await put('import_row', { import: job, row: 1, cells: [name], outcome: 'new', warned: false, chosen: true, new_party: true, new_claim: false })
  await put('column_match', { kind: '企业', header: name, target: '{"to":"ignored"}', by: person })
  await put('pack_version', { id: version, pack: name, kind: 'policy', title: name, begins: '2020-04-27', hash: hashOf(name), files: '{}', submitted_by: person })
  await put('pack_step', { version, number: 1, step: 'draft' })
  const [budget, award] = [uuid(), uuid()]
  await put('budget', { id: budget, fund: name, year: 2026, source: '市级财政', created_by: other, appropriated: 10, available: 10 })
  await put('reservation', { id: uuid(), budget, held: 0, purpose: name })
  await put('spending_limit', { key: name, max: 10 })
  await put('award', { id: award, matter: uuid(), party, instrument: 'I13-1', bound: 10, amount: 10, state: 'ready', proposed_by: person, asked: randomBytes(4) })
  await put('award_limit', { award, key: name })
  await put('instalment', { award, number: 1, amount: 10 })
  await put('transfer', { id: uuid(), kind: 'approve', ref: award, budget, debit: 'available', credit: 'committed', amount: 10, award, by: other, asked: randomBytes(4) })
  await put('duty', { matter: uuid(), person, duty: 'submit' })
  await put('shortfall_decision', { id: budget, budget, choice: 'queue', wanted: 2, available: 1, document: name, reason: name, by: other, asked: randomBytes(4) })
  await put('shortfall_award', { decision: budget, award, wanted: 2, amount: 1 })
  const [paper, letters] = [uuid(), `字${[...name].map(one => String.fromCharCode(0x4e00 + one.charCodeAt(0))).slice(-4).join('')}`]
  await put('organisation', { id: name, name })
  await put('paper_issuer', { organisation: name, code: letters, letterhead: name })
  // A paper and its files come in one transaction.
  await own.query(`with made as (insert into paper (tenant, id, organisation, kind, title, issued_on, party, area, verification, issued_by) values ($1, $2, '局', 'reminder', $3, '2026-01-02', $4, $5, $6, $7))
    insert into paper_file (tenant, paper, format, hash, size) values ($1, $2, 'pdf', $8, 1), ($1, $2, 'docx', $8, 1)`, [tenant, paper, name, party, area, paper.replaceAll('-', '').slice(-20).toUpperCase(), other, hashOf(name)])
  // Who is entitled to decide is another test's matter.
  await own.query('alter table paper_withdrawal disable trigger user')
  await put('paper_withdrawal', { paper, reason: name, withdrawn_by: other })
  await own.query('alter table paper_withdrawal enable trigger user')
  await own.query('alter table decision disable trigger user')
  await put('decision', { id: uuid(), pack: name, kind: 'setting', question: name, chosen: '1', role: 'head', organisation: '局', decided_by: other, document: name, document_date: '2026-01-01', from_day: '2026-01-01' })
  await own.query('alter table decision enable trigger user')
  for (const table of MATTER_TABLES) await own.query(`alter table ${table} disable trigger user`)
  const matters = await seedMatter(put, { name, area, person, party, claim, other, file: hashOf(`paper ${name}`) })
  for (const table of MATTER_TABLES) await own.query(`alter table ${table} enable trigger user`)
  for (const table of MONEY_TABLES) await own.query(`alter table ${table} disable trigger user`)
  const money = await seedMoney(put, { name, person, party, other, matter: matters.matter, opinion: matters.opinion, clock: notice, award, file: hashOf(name), proof: hashOf(`${PROOF}${name}`) })
  for (const table of MONEY_TABLES) await own.query(`alter table ${table} enable trigger user`)
  for (const table of INSPECTION_TABLES) await own.query(`alter table ${table} disable trigger user`)
  const inspections = await seedInspection(put, { name, person, other, matter: matters.matter, opinion: matters.opinion, assessment: matters.assessment, photo: hashOf(`photo ${name}`), award, report: hashOf(`report ${name}`) })
  for (const table of INSPECTION_TABLES) await own.query(`alter table ${table} enable trigger user`)
  for (const table of PANEL_TABLES) await own.query(`alter table ${table} disable trigger user`)
  const panels = await seedPanel(put, { name, person, other, matter: matters.matter, opinion: matters.opinion, assessment: matters.assessment })
  for (const table of PANEL_TABLES) await own.query(`alter table ${table} enable trigger user`)
  return { tenant, area, person, party, ids: { ...inspections, ...panels, ...matters, ...money, webhook, delivery, person, party, claim, fact, dispute, consent, version, import: job, job, membership, delegation, file: hashOf(name), session, recordClaim, budget, award, instalment: '1', paper, format: 'pdf', organisation: name } }
}

/** What the hash of a file begins with that proves whose an account is: a county does not see accounts. */
export const PROOF = 'account '
const hashOf = (text: string): string => Buffer.from(text).toString('hex').padEnd(64, '0').slice(0, 64)
