import { expect, test } from 'vitest'
import { axe, screenshot } from './harness.ts'
import { overflow, signedIn } from './record-session.ts'

test('a head registers letters, an office issues a paper of the fund; anybody verifies it; withdrawn, it says so', async () => {
  const finance = await signedIn('finance')
  const fund = `示例专项资金 ${Date.now()}`
  const opened = await finance.evaluate(async fund => (await fetch('/api/budgets', { method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() }, body: JSON.stringify({ id: crypto.randomUUID(), fund, year: 2026, source: '市级财政' }) })).status, fund)
  expect(opened).toBe(201)

  const head = await signedIn('head')
  await head.goto('/papers')
  await head.getByRole('heading', { name: '文书' }).waitFor()
  await head.locator('details', { hasText: '机关代字' }).first().waitFor()
  if (!await head.getByLabel('机关代字').isVisible()) await head.getByText(/^机关代字/).click()
  await head.getByLabel('机关代字').fill('韶示')
  await head.getByLabel('版头（发文机关标志）').fill('示例部门文件')
  await head.getByRole('button', { name: '登记机关代字和版头' }).click()
  await head.getByText('机关代字 韶示 · 版头 示例部门文件').waitFor()
  await head.getByRole('button', { name: '制发文书' }).click()
  await head.getByLabel('种类').first().selectOption('ledger statement')
  await head.getByLabel('哪一件').selectOption({ label: `2026 ${fund}` })
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
