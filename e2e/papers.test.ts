import { expect, test } from 'vitest'
import { anything, ask, people } from './by-people.ts'
import { daysPass, inDays } from './days.ts'
import { axe, screenshot } from './harness.ts'
import { overflow, signedIn } from './record-session.ts'
import { applied, callFor, project, readMatter } from './upgrading.ts'

test('a head registers letters, an office issues a paper of the fund; anybody verifies it; withdrawn, it says so', async () => {
  const finance = await signedIn('finance')
  const [fund, year] = [`示例专项资金 ${Date.now()}`, Number(inDays(0).slice(0, 4))]
  const opened = await finance.evaluate(async ([fund, year]) => (await fetch('/api/budgets', { method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() }, body: JSON.stringify({ id: crypto.randomUUID(), fund, year, source: '市级财政' }) })).status, [fund, year] as const)
  expect(opened).toBe(201)

  const head = await signedIn('head')
  await head.goto('/papers')
  await head.getByRole('heading', { name: '文书' }).waitFor()
  await head.locator('details', { hasText: '机关代字' }).first().waitFor()
  if (!await head.getByLabel('机关代字').isVisible()) await head.locator('summary', { hasText: '机关代字' }).first().click()
  await head.getByLabel('机关代字').fill('韶示')
  await head.getByLabel('版头（发文机关标志）').fill('示例部门文件')
  await head.getByRole('button', { name: '登记机关代字和版头' }).click()
  await head.getByText('机关代字 韶示 · 版头 示例部门文件').waitFor()
  await head.getByRole('button', { name: '制发文书' }).click()
  await head.getByLabel('种类').first().selectOption('ledger statement')
  await head.getByLabel('哪一件').selectOption({ label: `${year} ${fund}` })
  await axe(head)
  await screenshot(head, 'papers-issue')
  await head.getByRole('button', { name: '发资金台账' }).click()
  const row = head.locator('.list tr', { hasText: fund }).first()
  await row.waitFor({ timeout: 60_000 })
  expect(await row.innerText()).toMatch(/韶示〔\d{4}〕\d+号/)
  await row.locator('[data-row]').click()
  const pdf = await head.getByRole('link', { name: 'PDF' }).first().getAttribute('href') ?? ''
  expect(await head.evaluate(async path => new TextDecoder().decode((await (await fetch(path)).arrayBuffer()).slice(0, 5)), pdf)).toBe('%PDF-')
  await axe(head)
  await screenshot(head, 'papers-list')
  const verify = await head.getByRole('link', { name: '核验' }).first().getAttribute('href') ?? ''

  await head.getByText('撤回文书…').first().click()
  await head.getByLabel('为什么撤回').fill('年度写错')
  await head.getByRole('button', { name: '撤回文书' }).click()
  await head.getByText(/撤回：年度写错/).waitFor()
  const phone = await signedIn('owner', { width: 360, height: 780, locale: 'en-GB' })
  await phone.goto(verify)
  await phone.getByText(fund).first().waitFor()
  expect(await phone.locator('.page').innerText()).not.toContain('年度写错')
  await phone.goto('/papers')
  await phone.getByRole('heading', { name: 'Papers' }).waitFor()
  expect(await overflow(phone)).toBe(0)
  await axe(phone)
  await screenshot(phone, 'papers-phone-en')
}, 240_000)

test('a county whose days are over is reminded by letter, from the page of the matter', async () => {
  const of = people()
  const matter = await applied(of, await project(of), await callFor(of))
  for (const step of ['acceptance', 'formal review']) {
    const { step: at, stepNumber, opinions, assessment } = await readMatter(of, matter)
    expect(at).toBe(step)
    for (const { id } of opinions.filter(one => one.step === stepNumber)) await ask(await of('officer'), anything, 'POST', `/opinions/${id}/given`, { verdict: 'agreed', assessment: assessment?.id })
  }
  const head = await of('head')
  await head.goto(`/matters/${matter}`)
  await head.locator('.review-phrases .state-eligible').first().waitFor()
  expect(await head.getByText('发催办函…').count()).toBe(0)
  await daysPass(matter, 60)
  await head.reload()
  await head.getByText('发催办函…').click()
  await head.getByLabel('请在哪一天前办结').fill(inDays(5))
  await head.getByRole('button', { name: '发催办函' }).click()
  await head.locator('summary', { hasText: /〔\d{4}〕\d+号 催办函/ }).click()
  await axe(head)
  await screenshot(head, 'papers-reminder')
}, 240_000)
