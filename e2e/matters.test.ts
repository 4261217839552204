import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { inDays } from './days.ts'
import { axe, screenshot } from './harness.ts'
import { overflow, ownRecord, signedIn } from './record-session.ts'
import { signAndAgree } from './sign.ts'

const phone = { width: 360, height: 780 }
/** Whoever of the units has the seat; an office’s logins by their number. */
const OFFICERS = ['officer', ...Array.from({ length: 11 }, (_, i) => `officer${i + 2}`)]

/** The officer in whose queue a matter waits, at its page; nobody else’s has it. */
async function whoseSeat(matter: string, opened: Map<string, Page>, after: number): Promise<{ readonly on: Page; readonly login: string }[]> {
  const found: { on: Page; login: string }[] = []
  for (const login of OFFICERS) {
    const on = opened.get(login) ?? await signedIn(login)
    opened.set(login, on)
    await on.goto('/matters')
    await on.locator('.list [data-row], .list-empty').first().waitFor()
    if (await on.locator(`.list a[href="${matter}"]`).count() === 0) continue
    found.push({ on, login })
    if (found.length === after) break
  }
  return found
}

test('an enterprise applies with what its record says; units see it in their queues; one asks a supplement, is answered and agrees', async () => {
  const opened = new Map<string, Page>()
  const owner = await signedIn('owner')
  await owner.goto('/matters/new')
  await owner.getByRole('heading', { name: /快申快享/ }).waitFor()
  await axe(owner)
  await screenshot(owner, 'matters-start')
  await owner.getByRole('button', { name: '申请 企业年度研发投入新增部分奖补' }).click()
  await owner.waitForURL(/\/matters\/[0-9a-f-]{36}$/)
  const matter = new URL(owner.url()).pathname
  await owner.locator('.phrases .state-eligible').first().waitFor()
  await screenshot(owner, 'matters-draft')
  const submit = owner.getByRole('button', { name: '提交申请' })
  expect(await submit.isDisabled()).toBe(true)
  await owner.getByLabel(/本企业承诺/).check()
  await submit.click()
  await owner.getByText('你现在不用做什么').waitFor()
  expect(await owner.locator('.own-now').innerText()).toMatch(/受理/)
  await axe(owner)

  // Acceptance is the lead unit’s alone.
  const [lead] = await whoseSeat(matter, opened, 1)
  if (lead === undefined) throw new Error('nobody has the seat')
  const { on } = lead
  await screenshot(on, 'matters-queue')
  await axe(on)
  await on.locator('.list [data-row]').first().focus()
  await on.goto(matter)
  const agree = on.getByRole('button', { name: '通过', exact: true })
  await agree.waitFor()
  expect(await agree.isDisabled()).toBe(true)
  expect(await on.locator('.review-wanting').innerText()).toMatch(/还差：.*未签/)
  await screenshot(on, 'matters-review', { fullPage: false })
  await axe(on)

  // A supplement stops the clock, and comes back to whoever asked.
  await on.getByRole('button', { name: '补正…' }).click()
  await on.getByLabel('补正什么').fill('请附研发费用专项审计报告。')
  await on.getByLabel('补到哪一天').fill(inDays(7))
  await on.getByRole('button', { name: '要求补正' }).click()
  await on.getByText('等待企业补正').waitFor()
  expect(await on.locator('.review-head').innerText()).toMatch(/待补正/)
  await owner.reload()
  await owner.getByText('需要你补正').waitFor()
  await screenshot(owner, 'matters-supplement')
  await axe(owner)
  await owner.getByText('附上材料').click()
  await owner.getByLabel('材料名称').fill('研发费用专项审计报告')
  await owner.locator('.materials-add input[type=file]').setInputFiles({ name: '审计报告.txt', mimeType: 'text/plain', buffer: Buffer.from(`审定研发费用 ${Date.now()}`) })
  await owner.locator('.materials-add [role=status]').waitFor()
  await owner.getByRole('button', { name: '附上', exact: true }).click()
  await owner.locator('.materials a').first().waitFor()
  await owner.getByLabel('说明').fill('审计报告已附上。')
  await owner.getByRole('button', { name: '补正完成' }).click()
  await owner.getByText('你现在不用做什么').waitFor()

  // Whoever reviews it opens the paper that was asked for.
  await on.goto(matter)
  const paper = await on.getByRole('link', { name: '研发费用专项审计报告' }).getAttribute('href') ?? ''
  expect(await on.evaluate(async path => (await fetch(path)).text(), paper)).toMatch(/^审定研发费用/)

  // Signed phrase by phrase with the keyboard, then agreed: acceptance, and the formal review after it.
  for (const next of ['形式审查', '部门联审']) {
    await signAndAgree(on, matter)
    await on.locator('.review-head').getByText(next).waitFor()
  }
  // All units at once: others find it in their queues, and agree for themselves.
  await whoseSeat(matter, opened, 3).then(async units => {
    expect(units.length).toBe(3)
    for (const { on } of units.slice(0, 2)) {
      await signAndAgree(on, matter)
      await on.locator('.opinions .state-eligible').first().waitFor()
    }
  })
  await on.goto(matter)
  await on.locator('.opinions .state-eligible').first().waitFor()
  await screenshot(on, 'matters-joint', { fullPage: false })

  // The same on a phone, in English.
  const small = await signedIn('owner', { ...phone, locale: 'en-GB' })
  await small.goto(matter)
  await small.getByText('You need not do anything now').waitFor()
  await axe(small)
  expect(await overflow(small)).toBe(0)
  await screenshot(small, 'matters-phone-en')

  // Withdrawn, it is over, and may be applied for anew.
  await small.getByText('Withdraw…').click()
  await small.getByRole('button', { name: 'Withdraw', exact: true }).click()
  await small.locator('.own-now').getByText('Withdrawn').waitFor()
}, 600_000)

test('an office reads and decides on a phone; whoever may, publishes a call', async () => {
  const officer = await signedIn('officer2', phone)
  await officer.goto('/matters?view=all')
  await officer.locator('.list [data-row]').first().click()
  await officer.locator('.review-phrases li').first().waitFor()
  expect(await overflow(officer)).toBe(0)
  await axe(officer)
  await screenshot(officer, 'matters-review-phone')

  const head = await signedIn('head')
  await head.goto('/calls')
  await head.getByRole('button', { name: '发布申报指南' }).click()
  const title = `技改奖励申报指南 ${Date.now()}`
  await head.getByLabel('名称').fill(title)
  await head.locator('.call-instruments input').first().check()
  await head.getByLabel('哪天起').fill(inDays(0))
  await head.getByLabel('到哪天').fill(inDays(30))
  await head.getByLabel(/^要交的材料/).fill('竣工决算审计报告\n现场照片？')
  await head.getByLabel('文件（标题和文号）').fill('韶工信〔2026〕1号')
  await axe(head)
  await screenshot(head, 'matters-call-form')
  await head.locator('.call-form').getByRole('button', { name: '发布申报指南' }).click()
  await head.locator('tr', { hasText: title }).getByText('开放').waitFor()
  await head.goto('/legality-reviews')
  await head.locator('.list [data-row]').first().click()
  await head.getByLabel(/审查文件/).waitFor()
  await axe(head)
  await screenshot(head, 'matters-legality')
}, 300_000)

test('under a ceiling somebody decides the amount; facts that change are put before a person before anything goes on', async () => {
  const head = await signedIn('head')
  await head.goto('/calls')
  await head.getByRole('button', { name: '发布申报指南' }).click()
  await head.getByLabel('名称').fill(`创新补助申报指南 ${Date.now()}`)
  await head.getByLabel(/小微企业技术创新补助/).check()
  await head.getByLabel('哪天起').fill(inDays(-1))
  await head.getByLabel('到哪天').fill(inDays(30))
  await head.getByLabel('文件（标题和文号）').fill('韶工信〔2026〕2号')
  await head.locator('.call-form').getByRole('button', { name: '发布申报指南' }).click()
  await head.locator('.call-form').waitFor({ state: 'detached' })

  const owner = await signedIn('owner')
  await owner.goto('/matters/new')
  await owner.getByRole('button', { name: '申请 小微企业技术创新补助' }).click()
  await owner.waitForURL(/\/matters\/[0-9a-f-]{36}$/)
  const matter = new URL(owner.url()).pathname
  await owner.getByLabel(/本企业承诺/).check()
  await owner.getByRole('button', { name: '提交申请' }).click()
  await owner.getByText('你现在不用做什么').waitFor()
  expect(await owner.locator('.own-amount').innerText()).toMatch(/上限/)

  const officer = await signedIn('officer')
  await officer.goto(matter)
  const box = officer.getByLabel('批准金额（元）')
  await box.waitFor()
  expect(await box.inputValue()).toBe('')
  await box.fill('9,999,999')
  await officer.getByText(/高于上限/).waitFor()
  await box.fill('23,456.78')
  await officer.getByLabel('理由', { exact: true }).fill('按审定的研发费用酌定。')
  await screenshot(officer, 'matters-ceiling', { fullPage: false })
  await axe(officer)
  await officer.getByRole('button', { name: '决定', exact: true }).click()
  await officer.locator('.review-head', { hasText: '23,456.78' }).waitFor()

  // The enterprise corrects a figure; assessed anew, the officer sees what it was and what it is.
  await owner.goto(await ownRecord(owner))
  await owner.locator('tr', { hasText: '研发费用' }).locator('.value').first().click()
  // Another figure each time, lest nothing change.
  const told = String(150 + Date.now() % 89)
  const panel = owner.locator('.panel')
  await panel.getByRole('button', { name: '更正' }).click()
  await panel.locator('.tell .field input').fill(told)
  await panel.getByLabel('来源', { exact: true }).fill('审计核减')
  await panel.getByRole('button', { name: '更正' }).last().click()
  await panel.locator('.panel-value', { hasText: told }).waitFor()
  await officer.getByRole('button', { name: '按现在的事实重新测算' }).click()
  const band = officer.locator('.review-change')
  await band.waitFor()
  expect(await band.innerText()).toContain(`${told} 万元`)
  await screenshot(officer, 'matters-change', { fullPage: false })
  await axe(officer)
  expect(await officer.locator('.review-wanting').innerText()).toMatch(/变化未看/)
  await band.getByText('看过，继续办理…').click()
  await officer.getByLabel('怎样看这个变化').fill('审计核减，属实。')
  await officer.getByRole('button', { name: '看过', exact: true }).click()
  await band.waitFor({ state: 'detached' })
  await owner.goto(matter)
  await owner.getByText('撤回申请…').click()
  await owner.getByRole('button', { name: '撤回', exact: true }).click()
  await owner.locator('.own-now').getByText('已经撤回').waitFor()
}, 300_000)
