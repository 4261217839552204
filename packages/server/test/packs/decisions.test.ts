import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { calendar } from '@lizhu/feel'
import { layer, openDuckDB, openFolder, saveFolder } from '@lizhu/data'
import { assess, codesOf, readDossier, undecided, type Program } from '@lizhu/policy'
import { population } from '@lizhu/policy/population'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { within } from '../../src/access/within.ts'
import type { City } from '../../src/city/index.ts'
import { policyIn } from '../../src/city/policy.ts'
import { answerTo } from '../../src/city/trial.ts'
import { openDb } from '../../src/database/pool.ts'
import { costOfChoices } from '../../src/packs/cost-of-choices.ts'
import { decisionSchema } from '../../src/packs/list-decisions.ts'
import { packSchema } from '../../src/packs/pack.ts'
import { rulesOn } from '../../src/packs/program.ts'
import { packOperations } from '../../src/packs/routes.ts'
import { seedPack } from '../../src/packs/seed.ts'
import { caller, served, world, type Acting, type Place, type World } from '../world.ts'

const POLICIES = join(import.meta.dirname, '../../../../policies')
const DAY = '2025-11-24'
const question = { rate: '研发新增奖补比例', years: 'I14-2/when/1', cap: 'I14-2/instrument' } as const
let all: World
let place: Place
let call: ReturnType<typeof caller>
let science: Acting
let industry: Acting
let leader: Acting
let officer: Acting

beforeAll(async () => {
  all = await world()
  ;[place] = all.places
  await all.database.own.query(`insert into organisation (tenant, id, name) select tenant, id, id from tenant, unnest(array['市科技局', '市司法局']) id`)
  await seedPack(openDb(all.database.own), place.tenant, POLICIES)
  science = await all.person(place, 'head', { organisation: '市科技局' })
  industry = await all.person(place, 'head', { organisation: '市司法局' })
  leader = await all.person(place, 'leader')
  officer = await all.person(place, 'officer', { organisation: '市科技局' })
  call = caller(served(all, packOperations(undefined)).app)
})
afterAll(() => all.database.close())

const refusal = (body: unknown) => z.object({ code: z.string() }).parse(body).code
const decide = (who: Acting, kind: 'setting' | 'reading', id: string, chosen: string, from: string, document = '韶科〔2025〕3号') => call(who, 'POST', '/policy/decisions', { kind, id, chosen, document, documentDate: '2025-05-20', from })
const rules = async (day = DAY) => within(all.database.db, 'listDecisions', { tenant: place.tenant, person: leader.person }, '01890000-0000-7000-8000-000000000000', 'read', db => rulesOn(db, place.tenant, day))
/** What 甲 is granted under I14-2 on a day, in fen. */
async function granted(years: Readonly<Record<string, string>>, day = DAY, given?: Program) {
  const program = given ?? (await rules(day)).program
  const { dossier } = readDossier(program, { 企业: [{ id: '甲', 研发费用: years }] })
  const row = assess(program, dossier, { asOf: calendar.parseDate(day) ?? 0, instruments: ['I14-2'] }).assessments.find(one => one.instrument === 'I14-2')
  return row?.granted?.how === 'exact' ? row.granted.value.n : row?.status
}
const questions = async (which = 'open', asOf = DAY) => z.object({ items: z.array(z.object({ kind: z.string(), id: z.string(), open: z.boolean(), entitled: z.array(z.string()), options: z.array(z.string()), instruments: z.array(z.object({ id: z.string() })), decided: z.unknown() })) }).parse((await call(officer, 'GET', `/policy/questions?which=${which}&asOf=${asOf}`)).body).items

test('a folder of packs is in force with the installation, each from the day of its words', async () => {
  const { items } = z.object({ items: z.array(packSchema) }).parse((await call(officer, 'GET', '/packs')).body)
  expect(items.map(one => [one.pack, one.kind, one.state, one.steps.at(-1)?.on, one.steps.at(-1)?.by])).toEqual([
    ['cn', 'library', 'in force', '2018-01-01', null], ['shaoguan-2020-2', 'policy', 'in force', '2020-04-27', null], ['shaoguan-demo', 'completing', 'in force', '2020-05-01', null],
  ])
  const { program, written, versions } = await rules()
  expect([program.articles.length, program.instruments.length, versions.length]).toEqual([37, 59, 3])
  expect(program.instruments).toEqual(written.instruments)
  // Made once for what it is made of.
  expect((await rules()).program).toBe(program)
})

describe('before and after a decision', () => {
  test('a setting: by the head of its owner, from its day on', async () => {
    // The completing pack assumes 10%: (612 − 498)万元 × 10% = 11.4万元
    expect(await granted({ 2023: '498万元', 2024: '612万元' })).toBe(11_400_000n)
    const { status, body } = await decide(science, 'setting', question.rate, '8%', '2025-06-01')
    expect([status, decisionSchema.parse(body)]).toMatchObject([201, { pack: 'shaoguan-2020-2', organisation: '市科技局', chosen: '8%', from: '2025-06-01', supersedes: null }])
    // (612 − 498)万元 × 8% = 9.12万元
    expect(await granted({ 2023: '498万元', 2024: '612万元' })).toBe(9_120_000n)
    expect(await granted({ 2023: '498万元', 2024: '612万元' }, '2025-05-31')).toBe(11_400_000n)
    const later = await decide(science, 'setting', question.rate, '9%', '2025-11-24', '韶科〔2025〕9号')
    expect(decisionSchema.parse(later.body).supersedes).toBe(decisionSchema.parse(body).decision)
    // (612 − 498)万元 × 9% = 10.26万元
    expect([await granted({ 2023: '498万元', 2024: '612万元' }), await granted({ 2023: '498万元', 2024: '612万元' }, '2025-11-23')]).toEqual([10_260_000n, 9_120_000n])
  })

  test('a reading: by a unit responsible for its article, wherever the rule asks the same', async () => {
    const years = { 2019: '398万元', 2023: '700万元', 2024: '612万元' }
    expect(await granted(years)).toBe('ineligible')
    expect(undecided((await rules()).program, 'I14-2', calendar.parseDate(DAY) ?? 0).readings.map(one => one.id)).toEqual([question.cap, 'I14-2/when/1', 'I14-2/amount'])
    expect((await decide(science, 'reading', question.years, '上一年度比施行前一年（2019年）', '2025-01-01')).status).toBe(201)
    // (612 − 398)万元 × 9% = 19.26万元
    expect(await granted(years)).toBe(19_260_000n)
    expect((await decide(leader, 'reading', question.cap, '政策有效期内累计', '2025-01-01', '领导小组会议纪要〔2025〕2号')).status).toBe(201)
    const { program } = await rules()
    expect(undecided(program, 'I14-2', calendar.parseDate(DAY) ?? 0)).toEqual({ settings: [], readings: [] })
    expect(await granted(years, DAY, program)).toBe(19_260_000n)
    expect((await decide(leader, 'reading', question.years, '上一年度比再上一年度（年度终了才有实际数）', '2025-11-01', '领导小组会议纪要〔2025〕4号')).status).toBe(201)
    expect([await granted(years), await granted(years, '2025-10-31')]).toEqual(['ineligible', 17_120_000n])
  })

  test('what is open, whose it is, and what rests on it', async () => {
    const [open, listed] = [await questions(), await questions('all')]
    expect(listed.filter(one => one.id.startsWith('I14-2') || one.id === question.rate).map(one => [one.id, one.open, one.entitled])).toEqual([
      [question.rate, false, ['市科技局']],
      [question.cap, false, ['市科技局', '市工信局', '市财政局', '市税务局', '市统计局']], [question.years, false, ['市科技局', '市工信局', '市财政局', '市税务局', '市统计局']],
    ])
    expect(open.find(one => one.id === 'I13-1/amount/at most/2')).toMatchObject({ open: true, options: ['政策有效期内累计', '每年'], instruments: [{ id: 'I13-1' }], decided: null })
    expect(open.find(one => one.id === '先进制造业口径')).toMatchObject({ kind: 'setting', entitled: ['市统计局'], options: [], instruments: [] })
    expect(open.some(one => one.id === question.rate)).toBe(false)
    const history = z.object({ items: z.array(decisionSchema), next: z.string().nullable() }).parse((await call(officer, 'GET', `/policy/decisions?id=${encodeURIComponent(question.rate)}&limit=1`)).body)
    expect([history.items.map(one => one.chosen), history.next === null]).toEqual([['9%'], false])
    const second = z.object({ items: z.array(decisionSchema), next: z.string().nullable() }).parse((await call(officer, 'GET', `/policy/decisions?id=${encodeURIComponent(question.rate)}&limit=1&cursor=${history.next}`)).body)
    expect([second.items.map(one => one.chosen), second.next]).toEqual([['8%'], null])
  })
})

describe('a decision is refused', () => {
  test('to whoever is not entitled', async () => {
    expect((await decide(officer, 'setting', question.rate, '7%', '2026-01-01')).status).toBe(403)
    expect(refusal((await decide(industry, 'setting', question.rate, '7%', '2026-01-01')).body)).toBe('not-entitled')
    expect(refusal((await decide(leader, 'setting', question.rate, '7%', '2026-01-01')).body)).toBe('not-entitled')
    expect(refusal((await decide(industry, 'reading', question.years, '当年比上一年度', '2026-01-01')).body)).toBe('not-entitled')
  })

  test('by the database too, whoever asks', async () => {
    const insert = (who: Acting, more: { readonly by?: string; readonly role?: string; readonly organisation?: string; readonly question?: string; readonly kind?: string; readonly supersedes?: string }) => within(all.database.db, 'decide', { tenant: who.tenant, person: who.person }, '01890000-0000-7000-8000-000000000000', 'write', db =>
      sql`insert into decision (tenant, id, pack, kind, question, words, chosen, role, organisation, decided_by, document, document_date, from_day, supersedes) values (${place.tenant}, gen_random_uuid(), 'shaoguan-2020-2', ${more.kind ?? 'setting'}, ${more.question ?? '应用示范园区目标数'},
        ${more.kind === 'reading' ? 'x' : null}, '3个', ${more.role ?? 'head'}, ${more.organisation ?? '市科技局'}, ${more.by ?? who.person}::uuid, 'x', '2025-01-01', '2025-01-01', ${more.supersedes ?? null}::uuid)`.execute(db))
    await expect(insert(science, {})).rejects.toMatchObject({ code: '42501' })
    await expect(insert(science, { organisation: '市工信局' })).rejects.toMatchObject({ code: '42501' })
    await expect(insert(leader, { role: 'leader' })).rejects.toMatchObject({ code: '42501' })
    await expect(insert(science, { question: '没有的' })).rejects.toMatchObject({ code: 'LZ005' })
    await expect(insert(industry, { by: science.person, question: question.rate })).rejects.toMatchObject({ code: '42501' })
    const [last] = z.object({ items: z.array(decisionSchema) }).parse((await call(officer, 'GET', `/policy/decisions?kind=reading`)).body).items
    await expect(insert(science, { question: question.rate, supersedes: last?.decision ?? '' })).rejects.toMatchObject({ code: 'LZ005' })
    // A second beginning of one question's chain.
    await expect(insert(science, { question: question.rate })).rejects.toMatchObject({ code: '23505' })
  })

  test('with a value that is none, a reading that is none, or a schedule', async () => {
    for (const value of ['8', '8万元', '无', '未知', '-1%']) expect(refusal((await decide(science, 'setting', question.rate, value, '2026-01-01')).body), value).toBe('setting-value')
    expect(refusal((await decide(science, 'setting', '新上规奖励分期办法', '50%', '2026-01-01')).body)).toBe('setting-by-pack')
    expect(refusal((await decide(science, 'reading', question.years, '随便', '2026-01-01')).body)).toBe('no-such-reading')
    expect(refusal((await decide(science, 'setting', '没有的', '8%', '2026-01-01')).body)).toBe('no-such-question')
  })

  test('of two at once on one question one is taken', async () => {
    const answers = await Promise.all(['7%', '6%'].map(value => decide(science, 'setting', question.rate, value, '2030-01-01')))
    expect(answers.map(one => one.status).filter(status => status === 201).length).toBeGreaterThan(0)
    const { rows } = await all.database.own.query<{ n: string }>('select count(*)::text n from decision where supersedes is null and question = $1', [question.rate])
    expect(rows[0]?.n).toBe('1')
  })
})

describe('what each choice costs', () => {
  const costs = z.object({ city: z.object({ enterprises: z.number() }).nullable(), why: z.object({ zh: z.string() }).nullable(), before: z.object({ likely: z.string() }).nullable(), choices: z.array(z.object({ chosen: z.string(), cost: z.object({ low: z.string(), high: z.string() }).nullable(), winners: z.number().nullable(), losers: z.number().nullable() })) })
  const path = (kind: string, id: string, values = '') => `/policy/costs?kind=${kind}&id=${encodeURIComponent(id)}${values === '' ? '' : `&values=${encodeURIComponent(values)}`}`

  test('without a city says so, and what the choices are', async () => {
    const answer = costs.parse((await call(officer, 'GET', path('reading', question.years))).body)
    expect(answer.city).toBeNull()
    expect(answer.why?.zh).toContain('没有城市')
    expect(answer.choices.map(one => [one.chosen, one.cost])).toEqual([['上一年度比再上一年度（年度终了才有实际数）', null], ['当年比上一年度', null], ['上一年度比施行前一年（2019年）', null]])
  })

  test('over the server’s city, for a value and for a reading', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lizhu-choices-'))
    const loaded = policyIn(POLICIES)
    const made = population(loaded.program, { size: 400, seed: 5, asOf: calendar.parseDate(DAY) ?? 0, codes: codesOf([loaded.source, ...loaded.others].map(one => one.folder), loaded.program) })
    const memory = await openDuckDB()
    await layer(memory)(made, made.columns)
    await saveFolder(memory, folder)
    await memory.close()
    // The city's own work, in this thread.
    const city: City = {
      about: { name: '试市', enterprises: 400, synthetic: true, pack: loaded.program.pack.hash, asOf: DAY }, close: () => Promise.resolve(),
      simulate: asked => async on => { const database = await openFolder(folder, { memory: '512MB' }); try { on({ result: await answerTo(asked, loaded, database, {}) }) } finally { await database.close() } },
    }
    const ask = caller(served(all, [costOfChoices(city)]).app)
    const rates = costs.parse((await ask(officer, 'GET', path('setting', question.rate, '5%; 10%; 20%'))).body)
    expect(rates.city?.enterprises).toBe(400)
    const [five, ten, twenty] = rates.choices.map(one => BigInt(one.cost?.low ?? 0))
    // The city is under the pack that assumes 10%.
    expect([rates.choices[1]?.winners, rates.choices[1]?.losers]).toEqual([0, 0])
    expect((five ?? 0n) < (ten ?? 0n) && (ten ?? 0n) < (twenty ?? 0n)).toBe(true)
    expect([rates.choices[0]?.winners, rates.choices[2]?.losers]).toEqual([0, 0])
    const readings = costs.parse((await ask(officer, 'GET', path('reading', 'I13-1/amount/at most/2'))).body)
    const [inAll, yearly] = readings.choices.map(one => BigInt(one.cost?.low ?? 0))
    expect(readings.choices.map(one => one.chosen)).toEqual(['政策有效期内累计', '每年'])
    expect((yearly ?? 0n) >= (inAll ?? 0n)).toBe(true)
    rmSync(folder, { recursive: true })
  })
})
