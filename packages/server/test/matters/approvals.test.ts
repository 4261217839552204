import { afterAll, beforeAll, expect, test } from 'vitest'
import { publicityOperations } from '../../src/publicity/index.ts'
import { complete, daysGoBy, decided, publish, toPublicity } from '../publicity/published.ts'
import { codeOf, matterCity, type MatterCity } from './city.ts'

// Several matters approved at once: each keeps its own amount, and the budget is asked once.

let city: MatterCity
const matters: string[] = []
const parties: string[] = []
const approve = async (budget: string, these: readonly string[]) => city.call(await city.leader(), 'POST', '/matters/approvals', { matters: these, budget, document: '会议纪要 2 号' })
const states = async () => (await city.all.database.own.query<{ state: string; committed: string }>(`select m.state, a.committed::text from matter m join award a on a.id = m.award where m.id = any ($1) order by array_position($1, m.id)`, [matters])).rows.map(one => `${one.state} ${one.committed}`)

beforeAll(async () => {
  city = await matterCity([...publicityOperations()])
  for (const name of ['示例甲厂', '示例乙厂', '示例丙厂', '示例丁厂']) {
    const party = await city.all.party(city.place, city.place.counties[0], name)
    parties.push(party)
    matters.push(await toPublicity(city, party, await city.all.person(city.place, 'owner', { party })))
  }
  // The last stays at its publicity.
  const publicity = await publish(city, matters.slice(0, 3))
  await daysGoBy(city, publicity)
  for (const matter of matters.slice(0, 3)) { await complete(city, matter); await decided(city, matter) }
})
afterAll(() => city.all.database.close())

test('where the money does not suffice for all, none is approved', async () => {
  const refused = await approve(await city.budget(33_000_000n), matters.slice(0, 3))
  expect([refused.status, codeOf(refused.body)]).toEqual([409, 'not-enough'])
  expect(await states()).toEqual(['in review 0', 'in review 0', 'in review 0', 'in review 0'])
})

test('one whose facts changed is put before a person, one that is not so far says so, and the others are approved with their own amounts', async () => {
  await city.fact('研发费用', String(new Date().getUTCFullYear() - 1), '598万元', '598000000', null, parties[1] ?? '')
  const budget = await city.budget(33_000_000n)
  const done = await approve(budget, matters)
  expect(done.body).toMatchObject({ changed: [matters[1]], refused: [{ matter: matters[3] }], total: '22800000' })
  expect(done.text).toContain(matters[0])
  expect(await states()).toEqual(['approved 11400000', 'in review 0', 'approved 11400000', 'in review 0'])
  const { rows } = await city.all.database.own.query<{ available: string }>('select available::text from budget where id = $1', [budget])
  expect(rows).toEqual([{ available: '10200000' }])
  const again = await approve(budget, matters.slice(0, 1))
  expect(again.body).toMatchObject({ approved: [], refused: [{ matter: matters[0] }], total: '0' })
})
