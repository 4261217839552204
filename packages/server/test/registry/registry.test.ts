import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { assess, readDossier } from '@lizhu/policy'
import { calendar } from '@lizhu/feel'
import { listLookups } from '../../src/lookups/list-lookups.ts'
import type { Notebook } from '../../src/lookups/notebook.ts'
import { serveOperations } from '../../src/api/serve.ts'
import { registryOperations } from '../../src/registry/index.ts'
import { dayOf } from '../../src/today.ts'
import { caller, served, testProgram, world, type Acting, type World } from '../world.ts'

let w: World
let call: ReturnType<typeof caller>
let notes: Notebook
let officer: Acting, clerk: Acting, other: Acting, owner: Acting, tax: Acting
let east: string, west: string

const ids = z.object({ ids: z.array(z.string()) })
const facts = z.object({ items: z.array(z.object({ id: z.string(), name: z.string(), period: z.string(), written: z.string(), current: z.boolean(), organisation: z.string().nullable(), checks: z.array(z.object({ verdict: z.string() })), disputes: z.array(z.object({ reason: z.string() })) })), next: z.string().nullable() })
const parties = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })), next: z.string().nullable() })

beforeAll(async () => {
  w = await world()
  const { app, notebook } = served(w, [...registryOperations(() => Promise.resolve(testProgram())), listLookups])
  call = caller(app)
  notes = notebook
  const [alpha] = w.places
  east = await w.party(alpha, '440203', '韶关市粤东钢铁有限公司', '9144030071526726XG')
  west = await w.party(alpha, '440204', '韶关西岭电子材料有限公司')
  officer = await w.person(alpha, 'officer', { organisation: '市工信局' })
  tax = await w.person(alpha, 'tax')
  clerk = await w.person(alpha, 'clerk', { area: '440203' })
  other = await w.person(alpha, 'clerk', { area: '440204' })
  owner = await w.person(alpha, 'owner', { party: east })
})
afterAll(async () => {
  await notes.close()
  await w.database.close()
})

const tell = (who: Acting, party: string, told: readonly object[], headers = {}) => call(who, 'POST', `/parties/${party}/facts`, { facts: told }, headers)
const revenue = (written: string, more = {}) => ({ name: '营业收入', period: '2024', written, source: '统计年报', ...more })

describe('parties', () => {
  test.each(['粤东', '钢铁有', 'ydgt', 'YDGT', '91440300', '钢'])('found by %s', async q => {
    const { body } = await call(officer, 'GET', `/parties?kind=企业&q=${encodeURIComponent(q)}`)
    expect(parties.parse(body).items.map(one => one.id)).toEqual([east])
  })

  test.each(['粤东', 'ydgt', '91440300', '钢'])('%s finds nothing for somebody of another county', async q => {
    expect(parties.parse((await call(other, 'GET', `/parties?kind=企业&q=${encodeURIComponent(q)}`)).body).items).toEqual([])
  })

  test('page by page, in the order of pinyin, each once', async () => {
    const found: string[] = []
    let cursor = ''
    do {
      const { items, next } = parties.parse((await call(officer, 'GET', `/parties?kind=企业&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`)).body)
      found.push(...items.map(one => one.id))
      cursor = next ?? ''
    } while (cursor !== '')
    expect(found).toEqual([east, west])
  })

  test('a code that fails its check is taken in only on evidence', async () => {
    const body = { kind: '企业', code: '91350203M0001QAY9B', name: '试点公司', area: '440203' }
    const refused = await call(clerk, 'POST', '/parties', body)
    expect(refused).toMatchObject({ status: 422, body: { code: 'credit-code-check', field: '/code' } })
    expect(await call(clerk, 'POST', '/parties', { ...body, codeOverride: '营业执照原件，2026-11-02' })).toMatchObject({ status: 201, body: { code: '91350203M0001QAY9B' } })
    // The same code again is another's.
    expect((await call(officer, 'POST', '/parties', { ...body, codeOverride: '又一次' })).status).toBe(409)
  })

  test('a clerk registers in the own county and nowhere else', async () => {
    expect((await call(clerk, 'POST', '/parties', { kind: '企业', name: '西区某厂', area: '440204' })).status).toBe(403)
    expect((await call(clerk, 'POST', '/parties', { kind: '企业', name: '东园某厂', area: 'park-1' })).status).toBe(201)
  })

  test('an edit of what somebody else has changed since is refused', async () => {
    const { etag } = await call(officer, 'GET', `/parties/${west}`)
    const body = { code: null, codeOverride: null, name: '韶关西岭电子材料股份有限公司', area: '440204' }
    expect(await call(officer, 'PUT', `/parties/${west}`, body, { 'If-Match': etag })).toMatchObject({ status: 200, etag: '"2"' })
    expect((await call(officer, 'PUT', `/parties/${west}`, body, { 'If-Match': etag })).status).toBe(412)
    expect((await call(officer, 'PUT', `/parties/${west}`, body)).status).toBe(428)
  })
})

test.each([
  [{ kind: '企业', code: '9144030071526726XG', name: '同码公司', area: '440203' }, '这个代码已经登记过。', 'This code is registered already.'],
  [{ kind: '企业', name: '某', area: '999999' }, '没有这个县区或园区。', 'There is no such county or park.'],
  [{ kind: '企业' }, '输入有误：无效输入：期望 string，实际接收 undefined', 'Something in the input is wrong: Invalid input: expected string, received undefined'],
])('%j is refused in words', async (body, zh, en) => {
  expect((await call(officer, 'POST', '/parties', body)).body).toMatchObject({ detail: { zh, en } })
})

test('who may not is told what, and who sends a rejection without a reason what is wanting', async () => {
  expect((await call(owner, 'POST', '/parties', { kind: '企业', name: '某' })).body).toMatchObject({ detail: { zh: '您的角色不能做这件事：登记主体。', en: 'Your role does not permit this: Register a party.' } })
  expect((await call(tax, 'POST', `/facts/${east}/checks`, { verdict: 'rejected' })).body).toMatchObject({ field: '/note', detail: { zh: '输入有误：不予确认要写明理由' } })
})

describe('facts', () => {
  test('told anew, the later holds; the earlier stays, and is what was known then', async () => {
    const first = ids.parse((await tell(officer, east, [revenue('12500万元')])).body).ids[0]
    await tell(officer, east, [revenue('12600万元')])
    const now = facts.parse((await call(owner, 'GET', `/parties/${east}/facts?name=营业收入`)).body).items
    expect(now.map(one => [one.written, one.current, one.organisation])).toEqual([['12600万元', true, '市工信局']])
    const all = facts.parse((await call(owner, 'GET', `/parties/${east}/facts?name=营业收入&history=true`)).body).items
    expect(all.map(one => [one.written, one.current])).toEqual([['12500万元', false], ['12600万元', true]])
    // Told yesterday, for the sake of asking for yesterday.
    await w.database.own.query(`update fact set recorded_at = recorded_at - interval '1 day' where id = '${first}'`)
    const yesterday = dayOf(new Date(Date.now() - 86_400_000))
    const then = facts.parse((await call(owner, 'GET', `/parties/${east}/facts?name=营业收入&asKnownOn=${yesterday}`)).body).items
    expect(then.map(one => [one.written, one.current])).toEqual([['12500万元', true]])
  })

  test('whoever saw an older one is told so', async () => {
    expect((await tell(officer, east, [revenue('1元', { basedOn: null })])).status).toBe(412)
  })

  test.each([
    [{ name: '营业收入', period: '2024', written: '12500', source: 'x' }, 'fact-value'], [{ name: '营业收入', period: '去年', written: '1万元', source: 'x' }, 'fact-value'],
    [{ name: '没有这项', written: '1', source: 'x' }, 'no-such-fact'], [{ ...revenue('1万元'), claim: '018f0000-0000-7000-8000-000000000000' }, 'no-such-claim'],
  ])('%j is refused: %s', async (told, code) => {
    const { status, body } = await tell(officer, east, [told])
    expect([status, z.object({ code: z.string() }).parse(body).code]).toEqual([422, code])
  })

  test('of several facts one that is wrong leaves none behind', async () => {
    expect((await tell(officer, west, [revenue('8万元'), { ...revenue('8万元'), period: '2023', written: '八万' }])).status).toBe(422)
    expect(facts.parse((await call(officer, 'GET', `/parties/${west}/facts`)).body).items).toEqual([])
  })

  test('nobody checks what they told; another does, and a dispute is answered by another', async () => {
    const [id = ''] = ids.parse((await tell(officer, east, [{ ...revenue('9000万元'), period: '2022' }])).body).ids
    expect((await call(officer, 'POST', `/facts/${id}/checks`, { verdict: 'confirmed' })).status).toBe(409)
    expect((await call(tax, 'POST', `/facts/${id}/checks`, { verdict: 'confirmed' })).status).toBe(201)
    const dispute = z.object({ id: z.string() }).parse((await call(owner, 'POST', `/facts/${id}/disputes`, { reason: '应为 9100 万元' })).body)
    expect((await call(owner, 'POST', `/disputes/${dispute.id}/answer`, { outcome: 'upheld', reason: '是' })).status).toBe(403)
    expect((await call(officer, 'POST', `/disputes/${dispute.id}/answer`, { outcome: 'upheld', reason: '核实无误' })).status).toBe(201)
    const dossier = z.record(z.string(), z.unknown()).parse((await call(owner, 'GET', `/parties/${east}/dossier`)).body)
    expect(JSON.stringify(dossier)).not.toContain('9000万元')
  })
})

test('what a clerk of another county and an owner of another enterprise see: nothing', async () => {
  const stranger = await w.person(w.places[0], 'owner', { party: west })
  for (const who of [other, stranger]) {
    expect((await call(who, 'GET', `/parties/${east}`)).status).toBe(404)
    expect((await call(who, 'GET', `/parties/${east}/facts`)).status).toBe(404)
    expect((await tell(who, east, [revenue('1元')])).status).toBe(404)
  }
  const beta = await w.person(w.places[1], 'officer')
  expect(parties.parse((await call(beta, 'GET', '/parties?kind=企业')).body).items).toEqual([])
})

test('an enterprise sees who looked at its record, and nobody else sees that', async () => {
  const seen = await w.party(w.places[0], '440203', '看看公司')
  const its = await w.person(w.places[0], 'owner', { party: seen })
  await call(officer, 'GET', `/parties/${seen}`)
  await call(clerk, 'GET', `/parties/${seen}/facts`)
  await call(other, 'GET', `/parties/${seen}`)
  await notes.flush()
  const { body } = await call(its, 'GET', `/parties/${seen}/lookups`)
  expect(body).toMatchObject({ items: [{ operation: 'listFacts', organisation: '440203', own: false }, { operation: 'readParty', organisation: '市工信局' }] })
  expect((await call(officer, 'GET', `/parties/${seen}/lookups`)).status).toBe(403)
  expect(await call(owner, 'GET', `/parties/${seen}/lookups`)).toMatchObject({ status: 200, body: { items: [] } })
})

test('a creation is done once for its key, and another under the same key is refused', async () => {
  const key = { 'Idempotency-Key': 'the-same-key' }
  const one = await call(officer, 'POST', '/parties', { kind: '企业', name: '一次公司' }, key)
  const again = await call(officer, 'POST', '/parties', { kind: '企业', name: '一次公司' }, key)
  expect(again).toEqual(one)
  expect(await call(officer, 'POST', '/parties', { kind: '企业', name: '两次公司' }, key)).toMatchObject({ status: 422, body: { code: 'key-reused' } })
  const at = await Promise.all(Array.from({ length: 5 }, () => call(officer, 'POST', '/parties', { kind: '企业', name: '同时公司' }, { 'Idempotency-Key': 'all-at-once' })))
  expect(new Set(at.map(one => one.text)).size).toBe(1)
})

test('the dossier is a facts file: a project told to the record is assessed from it', async () => {
  const claim = z.object({ id: z.string() }).parse((await call(officer, 'POST', `/parties/${west}/claims`, { kind: '技改项目', key: '一', name: '增扩产' })).body).id
  const project = (name: string, written: string) => ({ claim, name, written, source: '备案' })
  expect(await tell(officer, west, [project('固定资产投资', '1200万元'), project('设备投资额', '800万元'), project('类别', '增扩产'), project('完工投产日期', '2024-05-10')])).toMatchObject({ status: 201 })
  const { body } = await call(officer, 'GET', `/parties/${west}/dossier`)
  const { dossier, problems } = readDossier(testProgram(), body)
  expect(problems).toEqual([])
  const asOf = calendar.parseDate('2025-11-24') ?? 0
  const answers = assess(testProgram(), dossier, { asOf, instruments: ['I13-1'] }).assessments
  // 800万元 × 5 % = 40万元, at most.
  expect(answers).toMatchObject([{ instrument: 'I13-1', granted: { how: 'ceiling', most: { n: 40_000_000n, d: 1n } } }])
})

test('whoever asks too often is told when to ask again; others are not', async () => {
  const notebook = notes
  const limited = caller(serveOperations(registryOperations(() => Promise.resolve(testProgram())), { db: w.database.db, notebook, log: () => undefined, limits: { reads: 3, writes: 1 } }))
  const statuses: number[] = []
  for (let n = 0; n < 5; n++) statuses.push((await limited(officer, 'GET', `/parties/${east}`)).status)
  // The first counts for the address: only then is the token known to be a session's.
  expect(statuses).toEqual([200, 200, 200, 200, 429])
  expect((await limited(clerk, 'GET', `/parties/${east}`)).status).toBe(200)
  expect(await limited(officer, 'GET', `/parties/${east}`)).toMatchObject({ body: { code: 'too-many' } })
})
