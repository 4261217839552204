import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { desk, type Acting, type Desk } from './desk.ts'

let d: Desk
let officer: Acting, tax: Acting
beforeAll(async () => {
  d = await desk()
  officer = await d.w.person(d.w.places[0], 'officer', { organisation: '市工信局' })
  tax = await d.w.person(d.w.places[0], 'tax')
})
afterAll(() => d.close())

const HEADERS = '企业名称,县区,2024年营业收入（万元）,2023年营业收入（万元）,从业人员（2024年）'
const items = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) })
const partyCalled = async (name: string) => items.parse((await d.call(officer, 'GET', `/parties?kind=企业&limit=200&q=${encodeURIComponent(name)}`)).body).items
const dossier = async (party: string) => (await d.call(officer, 'GET', `/parties/${party}/dossier`)).body
const tell = async (who: Acting, party: string, written: string, period = '2024') => z.object({ ids: z.array(z.string()) }).parse((await d.call(who, 'POST', `/parties/${party}/facts`, { facts: [{ name: '营业收入', period, written, source: '申报' }] })).body).ids[0] ?? ''

let number = 0
const party = (area = '440203') => { const name = `第${++number}号厂`; return d.w.party(d.w.places[0], area, name).then(id => ({ id, name })) }

test('undone, every record is as it was before, whatever it held: told, rejected, disputed, or nothing', async () => {
  const figure = fc.option(fc.integer({ min: 0, max: 3 }))
  await fc.assert(fc.asyncProperty(
    fc.array(fc.record({ before: figure, said: fc.constantFrom('nothing', 'rejected', 'upheld'), sheet: fc.tuple(figure, figure, figure), renamed: fc.boolean(), moved: fc.boolean() }), { minLength: 1, maxLength: 4 }), fc.integer({ min: 0, max: 2 }),
    async (those, fresh) => {
      const parties: { id: string; name: string }[] = []
      for (const { before, said } of those) {
        const one = await party()
        parties.push(one)
        if (before === null) continue
        const fact = await tell(officer, one.id, `${before}万元`)
        if (said === 'rejected') await d.call(tax, 'POST', `/facts/${fact}/checks`, { verdict: 'rejected', note: '不符' })
        if (said === 'upheld') {
          const { id } = z.object({ id: z.string() }).parse((await d.call(tax, 'POST', `/facts/${fact}/disputes`, { reason: '有误' })).body)
          await d.call(officer, 'POST', `/disputes/${id}/answer`, { outcome: 'upheld', reason: '属实' })
        }
      }
      const before = await Promise.all(parties.map(({ id }) => dossier(id)))
      const cell = (value: number | null) => (value === null ? '' : String(value))
      const lines = those.map(({ sheet, moved }, i) => [parties[i]?.name ?? '', moved ? '西区' : '', ...sheet.map(cell)].join(','))
      const made: string[] = Array.from({ length: fresh }, () => `新${++number}厂`)
      const one = await d.checked(officer, '企业', [HEADERS, ...lines, ...made.map(name => `${name},东区,1,2,3`)])
      if ((await d.rows(officer, one.id, 'chosen')).length === 0) return
      expect(await d.begin(officer, one.id, 'carry-out')).toMatchObject({ state: 'done', problem: null })
      expect(await d.begin(officer, one.id, 'undo')).toMatchObject({ state: 'undone', problem: null })
      expect(await Promise.all(parties.map(({ id }) => dossier(id)))).toEqual(before)
      for (const { id } of parties) expect((await d.call(officer, 'GET', `/parties/${id}`)).body).toMatchObject({ area: '440203' })
      for (const name of made) expect(await partyCalled(name)).toEqual([])
    }), { numRuns: 6 })
})

test('imports undone in the order in which they came, or the other way', async () => {
  const one = await party()
  await tell(officer, one.id, '1万元')
  const before = await dossier(one.id)
  const first = await d.checked(officer, '企业', [HEADERS, `${one.name},,2,,`])
  await d.begin(officer, first.id, 'carry-out')
  const between = await dossier(one.id)
  const second = await d.checked(officer, '企业', [HEADERS, `${one.name},,3,,`])
  await d.begin(officer, second.id, 'carry-out')
  // The first still has the second upon it.
  const refused = await d.begin(officer, first.id, 'undo')
  expect([refused.state, refused.problem?.zh]).toEqual(['done', expect.stringContaining(`第 2 行 ${one.name} 营业收入 2024`)])
  await d.begin(officer, second.id, 'undo')
  expect(await dossier(one.id)).toEqual(between)
  expect((await d.begin(officer, first.id, 'undo')).problem).toBeNull()
  expect(await dossier(one.id)).toEqual(before)
})

test('what somebody confirmed, told anew, changed or added to since is not taken back, nor anything with it', async () => {
  const names = ['确认', '改说', '改名', '添事'].map(name => `${name}${++number}厂`)
  const one = await d.checked(officer, '企业', [HEADERS, ...names.map(name => `${name},东区,5,,`)])
  await d.begin(officer, one.id, 'carry-out')
  const ids = await Promise.all(names.map(async name => (await partyCalled(name))[0]?.id ?? ''))
  const [confirmed = '', retold = '', , extended = ''] = ids
  const { items: told } = z.object({ items: z.array(z.object({ id: z.string() })) }).parse((await d.call(officer, 'GET', `/parties/${confirmed}/facts`)).body)
  await d.call(tax, 'POST', `/facts/${told[0]?.id ?? ''}/checks`, { verdict: 'confirmed' })
  await tell(officer, retold, '6万元')
  await d.call(officer, 'POST', `/parties/${extended}/claims`, { kind: '技改项目', key: '一' })
  const { state, problem } = await d.begin(officer, one.id, 'undo')
  expect(state).toBe('done')
  for (const row of [2, 3, 5]) expect(problem?.zh).toContain(`第 ${row} 行`)
  expect(problem?.en).toContain('row 5')
  expect(JSON.stringify(await dossier(ids[2] ?? ''))).toContain('5万元')
})

test('a party that was taken back may be told of again, under the same code', async () => {
  const lines = ['统一社会信用代码,企业名称,县区', '91350203M0001QAY99,再来厂,东区']
  const one = await d.checked(officer, '企业', lines)
  await d.begin(officer, one.id, 'carry-out')
  await d.begin(officer, one.id, 'undo')
  expect(await partyCalled('再来厂')).toEqual([])
  const again = await d.checked(officer, '企业', lines)
  expect(again.counts).toMatchObject({ new: 1 })
  await d.begin(officer, again.id, 'carry-out')
  expect(await partyCalled('再来厂')).toHaveLength(1)
})

test('claims and what was told of them go with their import', async () => {
  const one = await party()
  const before = await dossier(one.id)
  const sheet = await d.checked(officer, '技改项目', ['企业名称,项目编号,固定资产投资（万元）', `${one.name},甲,1200`])
  await d.begin(officer, sheet.id, 'carry-out')
  expect(await dossier(one.id)).not.toEqual(before)
  await d.begin(officer, sheet.id, 'undo')
  expect(await dossier(one.id)).toEqual(before)
})
