import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { people } from './by-people.ts'
import { daysPass, inDays } from './days.ts'
import { axe, page, screenshot } from './harness.ts'
import { inspected } from './inspecting.ts'
import { judged } from './judging.ts'
import { overflow } from './record-session.ts'
import { signAndAgree } from './sign.ts'
import { applied, budget, callFor, decideReadings, project, readMatter, reviewed } from './upgrading.ts'

const phone = { width: 360, height: 780 }

/** Published by the lead unit’s officer under a title, these matters and no others. @returns the publicity’s id */
async function publish(on: Page, matters: readonly string[], title: string, look: () => Promise<void> = () => Promise.resolve()): Promise<string> {
  await on.goto('/publicities')
  for (const one of matters) await on.locator('tr', { has: on.locator(`a[href="/matters/${one}"]`) }).getByRole('checkbox').check()
  await on.getByLabel('公示的标题').fill(title)
  await look()
  await on.getByRole('button', { name: '公示所选' }).click()
  await on.getByText(`已公示 ${matters.length} 件`).waitFor()
  await on.getByRole('link', { name: '看这批公示' }).click()
  await on.locator('.published').waitFor()
  return new URL(on.url()).searchParams.get('open') ?? ''
}

test('applied for through a call, accepted, reviewed, published, approved: from the enterprise’s click to the public list, by separate people', async () => {
  const of = people()
  await decideReadings(of)
  const source = await budget(of)
  const key = await project(of)
  const head = await of('head')
  await head.goto('/calls')
  await head.getByRole('button', { name: '发布申报指南' }).click()
  await head.getByLabel('名称').fill(`技改奖励申报指南 ${Date.now()}`)
  await head.getByLabel(/工业技改项目奖励/).check()
  await head.getByLabel('哪天起').fill(inDays(-1))
  await head.getByLabel('到哪天').fill(inDays(30))
  await head.getByLabel('文件（标题和文号）').fill('韶工信〔2026〕4号')
  await head.locator('.call-form').getByRole('button', { name: '发布申报指南' }).click()
  await head.locator('.call-form').waitFor({ state: 'detached' })

  const owner = await of('owner')
  await owner.goto('/matters/new')
  await owner.getByRole('button', { name: `申请 工业技改项目奖励 ${key}` }).click()
  await owner.waitForURL(/\/matters\/[0-9a-f-]{36}$/)
  const path = new URL(owner.url()).pathname
  const matter = path.replace('/matters/', '')
  await owner.getByLabel(/本企业承诺/).check()
  await owner.getByRole('button', { name: '提交申请' }).click()
  await owner.getByText('你现在不用做什么').waitFor()

  // 受理, 形式审查 by the lead unit; 县区初审 by the county; 部门联审 by all at once; what experts and the inspection found, by the lead unit once they have.
  const officer = await of('officer')
  for (const login of ['officer', 'officer', 'clerk', 'officer', 'officer2', 'clerk']) await signAndAgree(await of(login), path)
  await judged(of, matter)
  await signAndAgree(officer, path)
  // Under a ceiling the lead unit sets the amount before anything is published.
  await officer.goto(path)
  await officer.getByLabel('批准金额（元）').fill('6,100.50')
  await officer.getByLabel('理由', { exact: true }).fill('按审定的设备投资额。')
  await officer.getByRole('button', { name: '决定', exact: true }).click()
  await officer.locator('.review-head', { hasText: '6,100.50' }).waitFor()
  await inspected(of, matter)
  await signAndAgree(officer, path)
  expect((await readMatter(of, matter)).step).toBe('publicity')

  const title = `工业技改项目奖励拟奖补名单公示 ${Date.now()}`
  const publicity = await publish(officer, [matter], title, async () => {
    expect(await officer.locator('.publish-form').innerText()).toContain('已选 1 件，合计 6,100.50 元')
    await axe(officer)
    await screenshot(officer, 'publicity-choose')
  })
  expect(await officer.getByRole('button', { name: '期满，转入下一步' }).isDisabled()).toBe(true)
  await axe(officer)
  await screenshot(officer, 'publicity-running')

  // Anybody reads it: on a phone, on paper, in English.
  const anybody = await page('/public', phone)
  await anybody.getByRole('link', { name: title }).waitFor()
  expect(await overflow(anybody)).toBe(0)
  await axe(anybody)
  await screenshot(anybody, 'public-list-phone')
  await anybody.getByRole('link', { name: title }).click()
  await anybody.locator('.public-law').waitFor()
  expect(await anybody.locator('.public-items').innerText()).toContain('6,100.50')
  expect(await overflow(anybody)).toBe(0)
  await axe(anybody)
  await screenshot(anybody, 'public-one-phone')
  const english = await page(`/public/demo/publicities/${publicity}`, { locale: 'en-GB' })
  await english.getByText('How to object').waitFor()
  await axe(english)
  await screenshot(english, 'public-one-en')
  await english.emulateMedia({ media: 'print' })
  await english.setViewportSize({ width: 680, height: 960 })
  await screenshot(english, 'public-one-print')

  await owner.goto(path)
  await owner.getByText(/正在公示，至/).waitFor()
  await screenshot(owner, 'publicity-own')

  await daysPass(matter, 30)
  await officer.goto(`/publicities?tab=open&open=${publicity}`)
  await officer.getByText('可转入下一步').waitFor()
  await officer.getByRole('button', { name: '期满，转入下一步' }).click()
  await officer.getByText('1 件转入了下一步').waitFor()

  const leader = await of('leader')
  await leader.goto(path)
  await leader.getByRole('button', { name: '审批…' }).click()
  await leader.getByLabel('从哪一笔预算').selectOption({ label: await leader.locator('option', { hasText: source }).innerText() })
  await leader.getByLabel('批准文件（可不填）').fill('韶制造办〔2026〕5号')
  await leader.getByRole('button', { name: '批准', exact: true }).click()
  await leader.locator('.review-head').getByText('已批准').waitFor()
  await owner.goto(path)
  await owner.getByText('已公示').first().waitFor()
  await owner.locator('.own-now').getByText('已经批准').waitFor()
  await screenshot(owner, 'publicity-own-approved')

  // What was approved, everybody may read, find and take along.
  const awards = await page('/public/demo/awards', phone)
  const party = await owner.locator('.own-matter > p [lang=zh-CN]').innerText()
  const row = awards.locator('.list tr', { hasText: '6,100.50' }).first()
  const find = async (name: string) => {
    const answered = awards.waitForResponse(response => response.url().includes(`name=${encodeURIComponent(name)}`))
    await awards.getByLabel('按名称找').fill(name)
    await answered
  }
  await find('没有这一家')
  await awards.getByText('没有符合的奖补').waitFor()
  await find(party.slice(2, 4))
  await row.waitFor()
  expect(await overflow(awards)).toBe(0)
  await axe(awards)
  await screenshot(awards, 'public-awards-phone')
  await awards.setViewportSize({ width: 1440, height: 900 })
  await screenshot(awards, 'public-awards')
  const taken = async (name: RegExp) => {
    const coming = awards.waitForEvent('download')
    await awards.getByRole('link', { name }).click()
    return readFileSync(await (await coming).path())
  }
  expect((await taken(/xlsx/)).subarray(0, 2).toString()).toBe('PK')
  expect((await taken(/360Giving/)).toString()).toContain('"amountAwarded":6100.50')
  await awards.getByLabel('年份').selectOption('2020')
  await row.waitFor({ state: 'detached' })
}, 600_000)

test('objected to by a stranger: dismissed it goes on, upheld it goes back; the enterprise sees both, and not who it was', async () => {
  const of = people()
  await decideReadings(of)
  const call = await callFor(of)
  const matters: string[] = []
  for (let i = 0; i < 2; i++) {
    const matter = await applied(of, await project(of), call)
    await reviewed(of, matter)
    matters.push(matter)
  }
  const [goesOn = '', goesBack = ''] = matters
  const officer = await of('officer')
  const title = `工业技改项目奖励公示 ${Date.now()}`
  const publicity = await publish(officer, matters, title)

  const stranger = await page(`/public/demo/publicities/${publicity}`, phone)
  let received = 0
  const object = async (number: number, words: string) => {
    await stranger.getByRole('link', { name: new RegExp(`^提异议 ${number} `) }).click()
    await stranger.getByLabel('姓名或单位名称').fill('邻厂职工李某')
    await stranger.getByLabel('电话或邮箱').fill('13800000000')
    await stranger.getByLabel('异议和依据').fill(words)
    await stranger.getByRole('button', { name: '提出异议' }).click()
    received++
    const told = stranger.locator('.said').nth(received - 1)
    await told.getByText('已收到').waitFor()
    return await told.locator('a').getAttribute('href') ?? ''
  }
  // Items stand in the order of their ids.
  const numberOf = (matter: string) => [...matters].sort().indexOf(matter) + 1
  const first = await object(numberOf(goesOn), '设备是旧的。')
  await screenshot(stranger, 'public-objected-phone')
  await axe(stranger)
  const second = await object(numberOf(goesBack), '项目还没有完工，\n车间里没有新设备。')
  expect(second).not.toBe(first)

  // The unit that published it is told, and answers; others only read.
  await officer.goto('/notices')
  await officer.getByText(/有人提出异议/).first().waitFor()
  const other = await of('officer2')
  await other.goto(`/publicities?tab=objections&publicity=${publicity}`)
  await other.locator('.list [data-row]').first().click()
  await other.getByText('由公示的单位答复').waitFor()
  await officer.goto(`/publicities?tab=objections&publicity=${publicity}`)
  const answer = async (words: string, said: string, how: string) => {
    await officer.locator('.list tr', { hasText: words }).first().locator('[data-row]').click()
    await officer.getByRole('textbox', { name: '答复' }).fill(said)
    await axe(officer)
    await screenshot(officer, `publicity-${how}`)
    await officer.getByRole('button', { name: how === 'upheld' ? '异议成立' : '异议不成立', exact: true }).click()
    await officer.locator('.objection', { hasText: said }).locator('b').first().waitFor()
  }
  await answer('设备是旧的', '已核对发票和设备铭牌，均为新购。', 'dismissed')
  await answer('项目还没有完工', '现场核实，二期未完工。', 'upheld')
  await officer.getByText('接下来').first().waitFor()
  await screenshot(officer, 'publicity-upheld-next')

  // When its days are over the one goes on; the other is set aside, with why.
  for (const one of matters) await daysPass(one, 30)
  await officer.goto(`/publicities?tab=open&open=${publicity}`)
  await officer.getByRole('button', { name: '期满，转入下一步' }).click()
  await officer.getByText('1 件转入了下一步').waitFor()
  await officer.getByText('1 件留下').waitFor()
  await axe(officer)
  await screenshot(officer, 'publicity-held')
  expect((await readMatter(of, goesOn)).step).toBe('approval')
  await officer.goto(`/publicities?tab=objections&publicity=${publicity}`)
  await officer.locator('.list tr', { hasText: '项目还没有完工' }).first().locator('[data-row]').click()
  await officer.getByLabel('接下来').selectOption({ label: '退回部门联审，重新审查' })
  await officer.getByRole('button', { name: '退回', exact: true }).click()
  await officer.getByText('这件事项现在：部门联审').waitFor()
  expect((await readMatter(of, goesBack)).step).toBe('joint review')

  const owner = await of('owner')
  for (const [matter, outcome, said] of [[goesOn, '不成立', '均为新购'], [goesBack, '成立', '二期未完工']] as const) {
    await owner.goto(`/matters/${matter}`)
    await owner.locator('.trail li', { hasText: `答复异议：${outcome}` }).getByText(said).waitFor()
    expect(await owner.locator('main').innerText()).not.toMatch(/邻厂|13800000000/)
  }
  await owner.locator('.trail li', { hasText: '退回部门联审' }).waitFor()
  await axe(owner)
  await screenshot(owner, 'publicity-own-objected')

  // Whoever objected reads the answer by the number; past its days nobody objects any more.
  await stranger.goto(second)
  await stranger.getByText('异议成立。').waitFor()
  expect(await stranger.locator('main').innerText()).toContain('现场核实，二期未完工。')
  expect(await overflow(stranger)).toBe(0)
  await axe(stranger)
  await screenshot(stranger, 'public-answer-phone')
  await stranger.goto(`/public/demo/publicities/${publicity}`)
  await stranger.getByText('公示期已过').waitFor()
}, 600_000)
