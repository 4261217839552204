import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { z } from 'zod'
import { inDays } from './days.ts'
import { anything, ask, made } from './by-people.ts'
import { inspected } from './inspecting.ts'
import { judged } from './judging.ts'

// An industrial upgrading project (article 13) of the demonstration’s enterprise, applied for through a call.

const INSTRUMENT = 'I13-1'
/** Who sits for the units of article 13 and for the enterprise’s county. */
const SEATS: Readonly<Record<string, string>> = { 市工信局: 'officer', 市财政局: 'officer2' }
type Of = (login: string) => Promise<Page>

/** Readings that it rests on are decided by the leading group, where they are open. */
export async function decideReadings(of: Of): Promise<void> {
  const leader = await of('leader')
  const { items } = await ask(leader, z.object({ items: z.array(z.object({ kind: z.string(), id: z.string(), readAs: z.string().nullable(), instruments: z.array(z.object({ id: z.string() })) })) }), 'GET', '/policy/questions')
  for (const { kind, id, readAs } of items.filter(one => one.kind === 'reading' && one.instruments.some(other => other.id === INSTRUMENT))) {
    await ask(leader, anything, 'POST', '/policy/decisions', { kind, id, chosen: readAs, document: '韶制造办〔2020〕3号', documentDate: '2020-06-01', from: '2020-06-01' })
  }
}

/** Money of this year for it. @returns the name of its line */
export async function budget(of: Of): Promise<string> {
  const finance = await of('finance')
  const [id, source] = [randomUUID(), `市本级${Date.now()}`]
  await ask(finance, anything, 'POST', '/budgets', { id, fund: 'F36-1', year: Number(inDays(0).slice(0, 4)), source, instrument: INSTRUMENT })
  await ask(finance, anything, 'POST', `/budgets/${id}/appropriations`, { id: randomUUID(), amount: '100000000', ref: randomUUID(), reason: '年初预算', document: '韶财〔2026〕1号' })
  return source
}

/** A finished project on the enterprise’s record. @returns its key */
export async function project(of: Of): Promise<string> {
  const owner = await of('owner')
  const { roles } = await ask(owner, z.object({ roles: z.array(z.object({ party: z.object({ id: z.string() }).nullable() })) }), 'GET', '/me')
  const [party, key] = [roles[0]?.party?.id ?? '', `技改${Date.now()}`]
  const { id: claim } = await ask(owner, made, 'POST', `/parties/${party}/claims`, { kind: '技改项目', key })
  const facts = { 固定资产投资: '1200万元', 设备投资额: '12.34万元', 类别: '节能降耗', 完工投产日期: inDays(-60) }
  await ask(owner, anything, 'POST', `/parties/${party}/facts`, { facts: Object.entries(facts).map(([name, written]) => ({ claim, name, written, source: '竣工决算审计报告' })) })
  return key
}

/** A call for it, open today. */
export async function callFor(of: Of): Promise<string> {
  const { id } = await ask(await of('head'), made, 'POST', '/calls', { title: `技改奖励申报指南 ${Date.now()}`, instruments: [INSTRUMENT], opensOn: inDays(-1), closesOn: inDays(30), document: '韶工信〔2026〕3号', materials: [], budget: null, criteria: null })
  return id
}

const matterSchema = z.object({ state: z.string(), step: z.string().nullable(), stepNumber: z.int().nullable(), amount: z.string().nullable(), most: z.string().nullable(), assessment: z.object({ id: z.string() }).nullable(), opinions: z.array(z.object({ id: z.string(), step: z.int(), state: z.string(), organisation: z.string().nullable() })) })
export const readMatter = async (of: Of, matter: string) => ask(await of('officer'), matterSchema, 'GET', `/matters/${matter}`)

/** Applied for by the owner with this key. @returns the matter */
export async function applied(of: Of, key: string, call: string): Promise<string> {
  const owner = await of('owner')
  const { roles } = await ask(owner, z.object({ roles: z.array(z.object({ party: z.object({ id: z.string() }).nullable() })) }), 'GET', '/me')
  const party = roles[0]?.party?.id ?? ''
  const claims = await ask(owner, z.object({ items: z.array(z.object({ id: z.string(), key: z.string() })) }), 'GET', `/parties/${party}/claims?limit=200`)
  const { id } = await ask(owner, made, 'POST', `/parties/${party}/matters`, { instrument: INSTRUMENT, claim: claims.items.find(one => one.key === key)?.id, call })
  await ask(owner, anything, 'POST', `/matters/${id}/submission`, { pledged: true })
  return id
}

/** Every unit agrees and the lead unit sets the amount, up to the publicity or a step before. */
export async function reviewed(of: Of, matter: string, until = 'publicity'): Promise<void> {
  for (let turn = 0; turn < 30; turn++) {
    const { step, stepNumber, opinions, assessment, amount, most } = await readMatter(of, matter)
    if (step === until) return
    if (step === 'experts') await judged(of, matter)
    if (step === 'inspection') await inspected(of, matter)
    if (amount === null) await ask(await of('officer'), anything, 'POST', `/matters/${matter}/amount`, { amount: most, reason: '按审定的设备投资额。' })
    for (const { id, organisation } of opinions.filter(one => one.step === stepNumber && one.state === 'open')) {
      await ask(await of(organisation === null ? 'clerk' : SEATS[organisation] ?? ''), anything, 'POST', `/opinions/${id}/given`, { verdict: 'agreed', assessment: assessment?.id })
    }
  }
  throw new Error(`it does not come to its ${until}`)
}
