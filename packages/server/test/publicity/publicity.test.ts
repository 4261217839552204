import { writeFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSheet } from '@lizhu/data/sheets'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { noticeOperations } from '../../src/notices/index.ts'
import { matterReadSchema } from '../../src/matters/schemas.ts'
import { publicityOperations } from '../../src/publicity/index.ts'
import { codeOf, matterCity, type MatterCity } from '../matters/city.ts'
import { served, type Acting } from '../world.ts'
import { complete, daysGoBy, decided, LEAD, publish, stateOf, toPublicity } from './published.ts'

let city: MatterCity
let matter: string
let publicity: string
let other: { readonly party: string; readonly owner: Acting }
const visit = (path: string) => city.call(undefined, 'GET', `/public/alpha${path}`)
const object = (number: number, of = publicity) => city.call(undefined, 'POST', `/public/alpha/publicities/${of}/objections`, { number, name: '邻厂', contact: '13800000000', words: '研发费用不实' })

beforeAll(async () => {
  city = await matterCity([...publicityOperations(), ...noticeOperations])
  matter = await toPublicity(city)
  const party = await city.all.party(city.place, city.place.counties[0], '示例二厂')
  other = { party, owner: await city.all.person(city.place, 'owner', { party }) }
})
afterAll(() => city.all.database.close())

test('before it is published its step is not done, whoever asks the database', async () => {
  expect(await complete(city, matter).then(() => 'done', stateOf)).toBe('LZ070')
})

test('another unit does not publish it; the lead unit does, and anybody reads it', async () => {
  expect((await city.call(await city.officer('市财政局'), 'POST', '/publicities', { title: '公示', matters: [matter] })).status).toBe(403)
  publicity = await publish(city, [matter])
  const { body, text } = await visit(`/publicities/${publicity}`)
  expect(body).toMatchObject({ organisation: '韶关市科学技术局', items: [{ number: 1, name: '示例精密', instrument: 'I14-2', article: 14, amount: '11400000', subject: null, words: '对企业年度实际研发投入新增部分，按一定比例再予奖补，每家企业不超过 50 万元' }] })
  expect([text.includes(matter), text.includes(city.party)]).toEqual([false, false])
  expect((await visit('/publicities')).body).toMatchObject({ items: [{ id: publicity, matters: 1, endedOn: null }] })
  expect((await city.call(undefined, 'GET', `/public/beta/publicities/${publicity}`)).status).toBe(404)
})

test('what was published is not changed, not by the database’s owner', async () => {
  await expect(city.all.database.own.query(`update publicity_item set snapshot = snapshot || '{"amount":"1"}'`)).rejects.toThrow()
})

test('what waits to be published is its lead unit’s list; once published it is in the list of those that run', async () => {
  const officer = await city.officer(LEAD)
  const waits = async (as = officer) => (await city.call(as, 'GET', '/matters-to-publish')).body
  expect(await waits()).toMatchObject({ items: [] })
  const second = await toPublicity(city, other.party, other.owner)
  expect(await waits()).toMatchObject({ items: [{ id: second, partyName: '示例二厂', amount: '11400000', again: null, workingDays: 5 }] })
  expect(await waits(await city.officer('市财政局'))).toMatchObject({ items: [] })
  expect((await city.call(officer, 'GET', '/publicities?open=true')).body).toMatchObject({ items: [{ id: publicity, matters: 1, waiting: 1, objections: 0, over: false, mine: true }] })
  expect((await city.call(officer, 'GET', '/publicities?open=false')).body).toMatchObject({ items: [] })
  expect((await city.call(await city.officer('市财政局'), 'GET', `/publicities/${publicity}`)).body).toMatchObject({ mine: false, items: [{ matter, amount: '11400000', waiting: true, why: 'runs' }] })
  expect((await city.call(city.owner, 'GET', `/matters/${matter}/publicities`)).body).toMatchObject({ items: [{ publicity, number: 1, endedOn: null }] })
  expect((await city.call(other.owner, 'GET', `/matters/${matter}/publicities`)).status).toBe(404)
})

test('its days run: nothing goes on before', async () => {
  expect(codeOf((await city.call(await city.officer(LEAD), 'POST', `/publicities/${publicity}/end`)).body)).toBe('publicity-runs')
  expect(await complete(city, matter).then(() => 'done', stateOf)).toBe('LZ071')
})

test('anybody objects, only officers see who; while it is open nothing goes on', async () => {
  expect((await object(9)).status).toBe(404)
  expect((await object(1)).status).toBe(200)
  expect((await city.call(city.owner, 'GET', '/objections')).status).toBe(403)
  const officer = await city.officer(LEAD)
  const { items } = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) }).parse((await city.call(officer, 'GET', '/objections?open=true')).body)
  expect(items.map(one => one.name)).toEqual(['邻厂'])
  // The unit that published it and the party are told; nobody else, and the party not who it was.
  const told = async (as: Acting) => (await city.call(as, 'GET', '/notices')).text.match(/有人提出异议/g)?.length ?? 0
  expect([await told(officer), await told(city.owner), await told(await city.officer('市财政局'))]).toEqual([1, 1, 0])
  expect((await city.call(city.owner, 'GET', `/matters/${matter}`)).text).not.toMatch(/邻厂|13800000000|研发费用不实/)
  const { rows } = await city.all.database.own.query<{ after: { contact: string } }>(`select after from audit where relation = 'publicity_objection'`)
  expect(rows.map(one => one.after.contact)).toEqual(['…'])
  await daysGoBy(city, publicity)
  expect(codeOf((await object(1)).body)).toBe('conflict')
  expect(codeOf((await city.call(officer, 'POST', `/publicities/${publicity}/end`)).body)).toBe('publicity-held')
  const answer = (outcome: string) => city.call(officer, 'POST', `/objections/${items[0]?.id ?? ''}/answer`, { outcome, answer: '已核对审计报告' })
  expect(codeOf((await city.call(await city.officer('市财政局'), 'POST', `/objections/${items[0]?.id ?? ''}/answer`, { outcome: 'upheld', answer: '别的单位' })).body)).toBe('conflict')
  const follow = async () => (await visit(`/objections/${items[0]?.id ?? ''}`)).body
  expect(await follow()).toMatchObject({ publicity, outcome: null, answer: null })
  expect((await answer('upheld')).status).toBe(201)
  expect(await follow()).toMatchObject({ outcome: 'upheld', answer: '已核对审计报告' })
  expect(matterReadSchema.parse((await city.call(city.owner, 'GET', `/matters/${matter}`)).body).events).toContainEqual(expect.objectContaining({ kind: 'objection upheld', note: { answer: '已核对审计报告' } }))
  expect((await city.call(officer, 'GET', '/matters-to-publish')).text).toContain(`"id":"${matter}","number"`)
  expect((await city.call(officer, 'GET', `/publicities/${publicity}`)).body).toMatchObject({ over: true, items: [{ why: 'objection', objections: 1 }] })
  expect((await answer('dismissed')).status).toBe(409)
  expect(await complete(city, matter).then(() => 'done', stateOf)).toBe('LZ073')
})

test('published anew it is another publicity; an amount that changed holds it', async () => {
  const before = publicity
  publicity = await publish(city, [matter])
  expect(publicity).not.toBe(before)
  await daysGoBy(city, publicity)
  await city.fact('研发费用', String(new Date().getUTCFullYear() - 1), '600万元', '600000000')
  const officer = await city.officer(LEAD)
  expect((await city.call(officer, 'POST', `/matters/${matter}/assessment`)).body).toEqual({ changed: true })
  expect(await complete(city, matter).then(() => 'done', stateOf)).toBe('LZ072')
  expect(codeOf((await city.call(officer, 'POST', '/publicities', { title: '公示', matters: [matter] })).body)).toBe('change-unseen')
  const { assessed } = (await city.all.database.own.query<{ assessed: string }>('select assessed from matter where id = $1', [matter])).rows[0] ?? { assessed: '' }
  expect((await city.call(officer, 'POST', `/matters/${matter}/change-seen`, { assessment: assessed, reason: '核减' })).status).toBe(201)
  publicity = await publish(city, [matter])
  await daysGoBy(city, publicity)
  expect((await city.call(officer, 'POST', `/publicities/${publicity}/end`)).body).toEqual({ completed: 1, held: [] })
  expect((await city.call(officer, 'GET', `/matters/${matter}`)).body).toMatchObject({ step: 'approval' })
  expect((await visit(`/publicities/${publicity}`)).body).toMatchObject({ items: [{ amount: '10200000' }] })
})

test('approved, the award is everybody’s to read and to download', async () => {
  await decided(city, matter)
  expect((await visit('/awards')).body).toEqual({ items: [], next: null })
  expect((await city.call(await city.leader(), 'POST', `/matters/${matter}/approval`, { budget: await city.budget(10_200_000n) })).status).toBe(201)
  const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear()
  const found = async (query: string) => z.object({ items: z.array(z.unknown()) }).parse((await visit(`/awards?${query}`)).body).items.length
  expect([await found(`name=${encodeURIComponent('精密')}&year=${year}&instrument=I14-2`), await found(`name=${encodeURIComponent('二厂')}`), await found(`year=${year - 1}`), await found('instrument=I13-1')]).toEqual([1, 0, 0, 0])
  expect((await visit('/awards')).body).toMatchObject({ items: [{ name: '示例精密', amount: '10200000', paid: '0', instrument: 'I14-2' }] })
  const folder = mkdtempSync(join(tmpdir(), 'lizhu-public-'))
  const response = await served(city.all, publicityOperations()).app.request('/public/alpha/awards.xlsx')
  writeFileSync(join(folder, 'awards.xlsx'), Buffer.from(await response.arrayBuffer()))
  const rows: (readonly string[])[] = []
  for await (const row of (await readSheet(join(folder, 'awards.xlsx'))).rows()) rows.push(row.cells)
  rmSync(folder, { recursive: true })
  expect(rows[1]?.slice(0, 1)).toEqual(['示例精密'])
  expect(rows[1]).toContain('102000')
  const open = await served(city.all, publicityOperations()).app.request('/public/alpha/awards.360giving.json')
  expect(await open.json()).toMatchObject({ version: '1.4', grants: [{ amountAwarded: 102000, currency: 'CNY', recipientOrganization: [{ name: '示例精密' }], classifications: [{ code: '第14条' }] }] })
})

test('a flood of objections is stopped', async () => {
  const codes: number[] = []
  for (let i = 0; i < 12; i++) codes.push((await object(1)).status)
  expect(codes).toContain(429)
})
