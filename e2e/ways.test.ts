import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { anything, ask, made, people } from './by-people.ts'
import { daysPass, inDays } from './days.ts'
import { axe, screenshot } from './harness.ts'
import { overflow, signedIn } from './record-session.ts'
import { signAndAgree } from './sign.ts'
import { applied, budget, callFor, decideReadings, project, readMatter, reviewed } from './upgrading.ts'

const phone = { width: 360, height: 780 }
type Of = (login: string) => Promise<Page>

/** Titles that are rewarded without an application, once an enterprise: the first that was not asked for before. */
const TITLES = [
  ['I14-4', '省级企业技术中心奖励', '省级企业技术中心', '50'], ['I14-5', '市级企业技术中心奖励', '市级企业技术中心', '30'], ['I18-3', '市级工业设计中心奖励', '市级工业设计中心', '30'],
] as const

const accounts = z.object({ tenants: z.array(z.object({ accounts: z.array(z.object({ login: z.string(), name: z.string() })) })) })
const reviewers = z.object({ people: z.array(z.object({ name: z.string(), organisation: z.string() })) })
/** The login of a unit’s officer, or of the county’s clerk. */
async function loginOf(of: Of, unit: string | null): Promise<string> {
  if (unit === null) return 'clerk'
  const officer = await of('officer')
  const names = (await ask(officer, reviewers, 'GET', '/deputies')).people.filter(one => one.organisation === unit).map(one => one.name)
  const { tenants } = await ask(officer, accounts, 'GET', '/sign-in')
  const found = tenants.flatMap(one => one.accounts).find(one => one.login.startsWith('officer') && names.includes(one.name))
  if (found === undefined) throw new Error(`nobody of ${unit}`)
  return found.login
}

const roles = z.object({ roles: z.array(z.object({ party: z.object({ id: z.string() }).nullable() })) })
const partyOf = async (owner: Page): Promise<string> => (await ask(owner, roles, 'GET', '/me')).roles[0]?.party?.id ?? ''

/** Readings that an instrument rests on are decided, where they are open, and it has money of this year. @returns the name of its line */
async function ready(of: Of, instrument: string): Promise<string> {
  const [leader, finance] = [await of('leader'), await of('finance')]
  const { items } = await ask(leader, z.object({ items: z.array(z.object({ kind: z.string(), id: z.string(), readAs: z.string().nullable(), instruments: z.array(z.object({ id: z.string() })) })) }), 'GET', '/policy/questions')
  for (const { kind, id, readAs } of items.filter(one => one.kind === 'reading' && one.instruments.some(other => other.id === instrument))) {
    await ask(leader, anything, 'POST', '/policy/decisions', { kind, id, chosen: readAs, document: '韶制造办〔2020〕3号', documentDate: '2020-06-01', from: '2020-06-01' })
  }
  const [id, source] = [randomUUID(), `市本级${Date.now()}`]
  await ask(finance, anything, 'POST', '/budgets', { id, fund: 'F36-1', year: Number(inDays(0).slice(0, 4)), source, instrument })
  await ask(finance, anything, 'POST', `/budgets/${id}/appropriations`, { id: randomUUID(), amount: '1000000000', ref: randomUUID(), reason: '年初预算', document: '韶财〔2026〕1号' })
  return source
}

/** A title on the enterprise’s record that nothing was proposed for yet. */
async function title(owner: Page): Promise<(typeof TITLES)[number]> {
  const party = await partyOf(owner)
  const { items } = await ask(owner, z.object({ items: z.array(z.object({ instrument: z.string() })) }), 'GET', '/matters?limit=200')
  const found = TITLES.find(([instrument]) => !items.some(one => one.instrument === instrument))
  if (found === undefined) throw new Error('every title was rewarded already: these tests want a demonstration of their own')
  const { id: claim } = await ask(owner, made, 'POST', `/parties/${party}/claims`, { kind: '称号', key: `认定${Date.now()}`, name: found[2] })
  await ask(owner, anything, 'POST', `/parties/${party}/facts`, { facts: [{ claim, name: '名称', written: found[2], source: '认定文件' }, { claim, name: '认定日期', written: '2021-06-01', source: '认定文件' }] })
  return found
}

/** The owner’s application for the growth of research, prefilled. @returns its address */
async function research(owner: Page): Promise<string> {
  await owner.goto('/matters/new')
  await owner.getByRole('button', { name: '申请 企业年度研发投入新增部分奖补' }).click()
  await owner.waitForURL(/\/matters\/[0-9a-f-]{36}$/)
  const path = new URL(owner.url()).pathname
  await owner.getByLabel(/本企业承诺/).check()
  await owner.getByRole('button', { name: '提交申请' }).click()
  await owner.getByText('你现在不用做什么').waitFor()
  return path
}
/** The unit whose seat is open now. */
async function seatOf(on: Page, path: string): Promise<string> {
  const { opinions, stepNumber } = await ask(on, z.object({ stepNumber: z.int(), opinions: z.array(z.object({ step: z.int(), state: z.string(), organisation: z.string() })) }), 'GET', path)
  return opinions.find(one => one.step === stepNumber && one.state === 'open')?.organisation ?? ''
}

test('免申即享: found in the record, put to the enterprise, confirmed with one click, agreed to in the queues, published, approved', async () => {
  const of = people()
  const owner = await of('owner')
  const [instrument, name, , amount] = await title(owner)
  const source = await ready(of, instrument)
  const party = await owner.locator('section h2 [lang=zh-CN]').first().innerText()

  const officer = await of('officer')
  await officer.goto('/matters')
  await officer.getByRole('link', { name: '免申即享' }).click()
  await officer.getByLabel('按哪一项政策工具找').selectOption({ label: await officer.locator('option', { hasText: name }).innerText() })
  await axe(officer)
  await officer.getByRole('button', { name: '找一遍，请企业确认' }).click()
  await officer.waitForURL(/\/proposals\/[0-9a-f-]{36}/)
  await officer.locator('.list tr', { hasText: party }).getByText('待确认').waitFor({ timeout: 120_000 })
  await axe(officer)
  await screenshot(officer, 'ways-proposed')

  const small = await signedIn('owner', phone)
  await small.getByRole('heading', { name: /为你准备好的/ }).waitFor()
  expect(await overflow(small)).toBe(0)
  await axe(small)
  await screenshot(small, 'ways-ready-phone')
  await small.getByRole('link', { name: `看一看 ${name}` }).click()
  await small.getByRole('button', { name: '作出以上承诺，确认享受' }).waitFor()
  expect(await overflow(small)).toBe(0)
  await axe(small)
  await screenshot(small, 'ways-confirm-phone')
  const path = new URL(small.url()).pathname
  const matter = path.replace('/matters/', '')
  await small.getByRole('button', { name: '作出以上承诺，确认享受' }).click()
  await small.getByText('你现在不用做什么').waitFor()
  await owner.goto('/matters')
  await owner.locator('.list [data-row]').first().waitFor()
  await screenshot(owner, 'ways-own-list')

  // Each unit agrees to it from its queue, the lead unit first, with its own amount.
  for (let turn = 0; turn < 12; turn++) {
    const { step, stepNumber, opinions } = await readMatter(of, matter)
    if (step === 'publicity') break
    const open = opinions.find(one => one.step === stepNumber && one.state === 'open')
    const on = await of(await loginOf(of, open?.organisation ?? null))
    await on.goto('/matters')
    await on.locator('.list tr', { has: on.locator(`a[href="${path}"]`) }).getByRole('checkbox').check()
    if (turn === 0) {
      expect(await on.locator('.together').innerText()).toContain(`${amount}0,000.00`)
      await axe(on)
      await screenshot(on, 'ways-together')
    }
    await on.getByRole('button', { name: '一并同意 1 件' }).click()
    await on.getByText('已同意 1 件。').waitFor()
    if (turn === 0) await screenshot(on, 'ways-together-done')
  }

  const lead = await of(await loginOf(of, await seatOf(owner, path)))
  await lead.goto('/publicities')
  await lead.locator('tr', { has: lead.locator(`a[href="${path}"]`) }).getByRole('checkbox').check()
  await lead.getByLabel('公示的标题').fill(`${name}公示 ${Date.now()}`)
  await lead.getByRole('button', { name: '公示所选' }).click()
  await lead.getByText('已公示 1 件').waitFor()
  await daysPass(matter, 30)
  await lead.getByRole('link', { name: '看这批公示' }).click()
  await lead.getByText('可转入下一步').waitFor()
  await lead.getByRole('button', { name: '期满，转入下一步' }).click()
  await lead.getByText('1 件转入了下一步').waitFor()

  const leader = await of('leader')
  await leader.goto(path)
  await leader.getByRole('button', { name: '审批…' }).click()
  await leader.getByLabel('从哪一笔预算').selectOption({ label: await leader.locator('option', { hasText: source }).innerText() })
  await leader.getByRole('button', { name: '批准', exact: true }).click()
  await leader.locator('.review-head').getByText('已批准').waitFor()
  await screenshot(leader, 'ways-approved', { fullPage: false })
  await owner.goto(path)
  await owner.locator('.own-now').getByText('已经批准').waitFor()
  expect(await owner.locator('.own-amount').first().innerText()).toContain('批准金额')
  await screenshot(owner, 'ways-own-approved')
  await officer.goto('/proposals')
  await officer.locator('.list [data-row]').first().waitFor()
  await axe(officer)
  await screenshot(officer, 'ways-proposals')
}, 600_000)

test('rejected: the phrase and the reason, and what the enterprise sees of it', async () => {
  const of = people()
  const owner = await of('owner')
  const path = await research(owner)
  const lead = await of(await loginOf(of, await seatOf(owner, path)))
  await lead.goto(path)
  await lead.getByRole('button', { name: '不通过…' }).click()
  const phrase = lead.getByLabel('哪一句')
  await phrase.selectOption({ index: 1 })
  const words = await phrase.locator('option').nth(1).innerText()
  await lead.getByLabel('为什么').fill('研发费用未经专项审计，不能认定。')
  await screenshot(lead, 'ways-rejecting', { fullPage: false })
  await axe(lead)
  await lead.getByRole('button', { name: '不予通过，办结' }).click()
  await lead.locator('.review-head').getByText('不予通过').waitFor()

  await owner.goto(path)
  await owner.locator('.own-now').getByText('未予通过').waitFor()
  const page = await owner.locator('.own-matter').innerText()
  expect(page).toContain('研发费用未经专项审计，不能认定。')
  expect(page).toContain(words)
  expect(page).toContain('行政复议')
  expect(await owner.locator('.step-line').innerText()).toMatch(/受理[^]*止于此/)
  await axe(owner)
  await screenshot(owner, 'ways-rejected')
  const small = await signedIn('owner', { ...phone, locale: 'en-GB' })
  await small.goto(path)
  await small.getByText('ended here').waitFor()
  expect(await overflow(small)).toBe(0)
  await screenshot(small, 'ways-rejected-phone-en')
}, 300_000)

test('a reviewer on leave: somebody of another office is named, finds it in their queue, and the opinion says whose deputy gave it', async () => {
  const of = people()
  const owner = await of('owner')
  const path = await research(owner)
  const unit = await seatOf(owner, path)
  const login = await loginOf(of, unit)
  const away = await of(login)
  const standIn = await of(login === 'officer2' ? 'officer3' : 'officer2')
  const { person } = await ask(standIn, z.object({ person: z.object({ name: z.string() }) }), 'GET', '/me')
  await away.goto('/matters')
  await away.getByRole('link', { name: '代理审查' }).click()
  await away.getByRole('combobox', { name: '代理人' }).selectOption({ label: await away.locator('option', { hasText: person.name }).innerText() })
  await away.getByLabel('到哪天').fill(inDays(10))
  await away.getByRole('textbox', { name: '为什么' }).fill('外出培训')
  await axe(away)
  await away.getByRole('button', { name: '指定', exact: true }).click()
  const row = away.locator('.list tr', { hasText: person.name }).first()
  await row.getByText('有效').waitFor()
  await axe(away)
  await screenshot(away, 'ways-deputies')

  await standIn.goto('/matters')
  await standIn.locator(`.list a[href="${path}"]`).waitFor()
  await signAndAgree(standIn, path)
  await away.goto(path)
  await away.locator('.opinions').getByText(`${person.name} （代理${unit}）`).waitFor()
  await screenshot(away, 'ways-deputy-opinion', { fullPage: false })
  await away.goto('/deputies')
  await row.getByRole('button', { name: /结束/ }).click()
  await row.getByText('已结束').waitFor()
  await standIn.goto('/matters')
  await standIn.locator('.list [data-row], .list-empty').first().waitFor()
  expect(await standIn.locator(`.list a[href="${path}"]`).count()).toBe(0)

  await owner.goto(path)
  await owner.getByText('撤回申请…').click()
  await owner.getByRole('button', { name: '撤回', exact: true }).click()
  await owner.locator('.own-now').getByText('已经撤回').waitFor()
}, 300_000)

test('facts that change after the publicity are put before a person before anything is approved', async () => {
  const of = people()
  await decideReadings(of)
  const source = await budget(of)
  const key = await project(of)
  const matter = await applied(of, key, await callFor(of))
  await reviewed(of, matter)
  const [owner, officer, leader] = [await of('owner'), await of('officer'), await of('leader')]
  const { id: publicity } = await ask(officer, made, 'POST', '/publicities', { title: `技改奖励公示 ${Date.now()}`, matters: [matter] })
  await daysPass(matter, 30)
  await ask(officer, anything, 'POST', `/publicities/${publicity}/end`)
  const path = `/matters/${matter}`

  // The audit finds less equipment than was told.
  const party = await partyOf(owner)
  const { items } = await ask(owner, z.object({ items: z.array(z.object({ id: z.string(), key: z.string() })) }), 'GET', `/parties/${party}/claims?limit=200`)
  await ask(owner, anything, 'POST', `/parties/${party}/facts`, { facts: [{ claim: items.find(one => one.key === key)?.id, name: '设备投资额', written: '10万元', source: '审计核减' }] })

  await leader.goto(path)
  const approve = async () => {
    await leader.getByRole('button', { name: '审批…' }).click()
    await leader.getByLabel('从哪一笔预算').selectOption({ label: await leader.locator('option', { hasText: source }).innerText() })
    await leader.getByRole('button', { name: '批准', exact: true }).click()
  }
  await approve()
  await leader.locator('.review-change').waitFor()
  expect(await leader.locator('.review-change').innerText()).toMatch(/10 万元/)
  expect(await leader.locator('.review-wanting').innerText()).toMatch(/变化未看/)
  await axe(leader)
  await screenshot(leader, 'ways-change-leader', { fullPage: false })

  await officer.goto(path)
  await officer.getByText('看过，继续办理…').click()
  await officer.getByLabel('怎样看这个变化').fill('审计核减，属实；按核减后的设备投资额计。')
  await officer.getByRole('button', { name: '看过', exact: true }).click()
  await officer.locator('.review-change').waitFor({ state: 'detached' })
  // Another bound is another amount: somebody decides it anew, no higher than what stands.
  await officer.getByLabel('批准金额（元）').fill('4,800')
  await officer.getByLabel('理由', { exact: true }).fill('按核减后的设备投资额。')
  await officer.getByRole('button', { name: '决定', exact: true }).click()
  await officer.locator('.review-head', { hasText: '4,800.00' }).waitFor()
  await screenshot(officer, 'ways-change-seen', { fullPage: false })
  await leader.reload()
  await approve()
  await leader.locator('.review-head').getByText('已批准').waitFor()
  expect(await leader.locator('.review-head').innerText()).toContain('4,800.00')
}, 600_000)
