import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { readSheet } from '@lizhu/data/sheets'
import { anything, ask, made, people } from './by-people.ts'
import { accountUsable, daysPass } from './days.ts'
import { evaluated } from './evaluating.ts'
import { axe, screenshot, takeProblems } from './harness.ts'
import { overflow, signedIn } from './record-session.ts'
import { applied, budget, callFor, decideReadings, project, readMatter, reviewed } from './upgrading.ts'

type Of = (login: string) => Promise<Page>
const phone = { width: 360, height: 780 }
/** What the half of 12.34万元 at 5% is granted comes to. */
const AMOUNT = '6,170.00'

/** Applied for, reviewed, published and its days over: a matter that waits for its approval. */
async function atApproval(of: Of): Promise<string> {
  const matter = await applied(of, await project(of), await callFor(of))
  await reviewed(of, matter)
  const officer = await of('officer')
  const { id } = await ask(officer, made, 'POST', '/publicities', { title: `公示 ${Date.now()}`, matters: [matter] })
  await daysPass(matter, 15)
  await ask(officer, anything, 'POST', `/publicities/${id}/end`)
  const { step } = await readMatter(of, matter)
  if (step !== 'approval') throw new Error(`it stands at ${step}`)
  return matter
}

const partyOf = async (owner: Page): Promise<string> => (await ask(owner, z.object({ roles: z.array(z.object({ party: z.object({ id: z.string() }).nullable() })) }), 'GET', '/me')).roles[0]?.party?.id ?? ''
/** A refusal that is part of the test: the browser writes its status into its console. */
const refused = (status: number) => { expect(takeProblems().filter(one => !one.includes(`status of ${status}`))).toEqual([]) }

async function told(owner: Page, number: string): Promise<void> {
  await owner.goto('/accounts')
  const change = owner.getByRole('button', { name: '更换账户' })
  await owner.getByLabel('账号').or(change).first().waitFor()
  if (await change.isVisible()) await change.click()
  await owner.getByLabel('银行', { exact: true }).fill('示例银行')
  await owner.getByLabel('开户网点').fill('示例银行韶关支行')
  await owner.getByLabel('账号').fill(number)
  await owner.getByRole('button', { name: '送财政确认' }).click()
  await owner.getByText('等财政的另一人确认').waitFor()
}

async function confirmed(finance: Page, number: string): Promise<void> {
  await finance.goto('/payments?tab=accounts')
  await finance.locator('tr', { hasText: '待确认' }).locator('[data-row]').first().click()
  // Whole, by fours, for whoever compares it.
  await finance.locator('.account-number', { hasText: number.replace(/(.{4})(?=.)/g, '$1 ') }).waitFor()
  await finance.getByRole('button', { name: '确认', exact: true }).click()
  await finance.locator('dl', { hasText: '谁决定' }).waitFor()
}

/** Made by one of finance and released by another. @returns its page, and the reference of its one line */
async function paidOut(finance: Page, second: Page, line: string): Promise<{ readonly run: string; readonly reference: string }> {
  await finance.goto(`/payments?budget=${line}`)
  await finance.locator('tbody tr', { hasText: '能付' }).first().waitFor()
  await finance.getByRole('button', { name: '编制付款批次' }).click()
  await finance.waitForURL(/\/payments\/[0-9a-f-]{36}$/)
  const run = new URL(finance.url()).pathname
  await second.goto(run)
  await second.getByRole('button', { name: '放行' }).click()
  await second.getByText('把付款文件交国库和银行').waitFor()
  return { run, reference: await second.locator('.list tbody [data-row]').first().innerText() }
}

async function receipt(finance: Page, run: string, line: string): Promise<void> {
  await finance.goto(run)
  await finance.getByLabel(/传回银行回单/).setInputFiles({ name: `回单${Date.now()}.csv`, mimeType: 'text/csv', buffer: Buffer.from(`付款编号,金额（元）,结果,原因,日期\n${line}\n`) })
  await finance.locator('.pay-receipt table').waitFor()
}

test('over budget an approval is refused, and a person decides what becomes of the shortfall', async () => {
  const of = people()
  await decideReadings(of)
  const [one, other] = [await atApproval(of), await atApproval(of)]
  const leader = await of('leader')
  const finance = await of('finance')
  await finance.goto('/funds?year=2199')
  await finance.getByText('2199 年还没有预算行').waitFor()
  await axe(finance)
  await screenshot(finance, 'funds-none')
  const source = `市级财政${Date.now()}`
  await finance.goto('/funds')
  await finance.getByRole('button', { name: '开立预算行' }).click()
  await finance.getByRole('textbox', { name: '来源' }).fill(source)
  await finance.getByRole('textbox', { name: '预算科目' }).fill('2150517')
  await axe(finance)
  await screenshot(finance, 'funds-open')
  await finance.getByRole('button', { name: '开立', exact: true }).click()
  await finance.waitForURL(/\/funds\/[0-9a-f-]{36}$/)
  const line = new URL(finance.url()).pathname
  await finance.getByRole('button', { name: '下达预算' }).first().click()
  await finance.getByLabel('金额（元）').fill('10,000')
  await finance.getByLabel('文号').fill(`韶财〔2026〕${Date.now()}号`)
  await finance.getByLabel('文件或凭证').fill('年初预算批复')
  await finance.getByLabel('理由').fill('年初预算')
  await finance.locator('form').getByRole('button', { name: '下达预算' }).click()
  await finance.locator('.stage-table tfoot', { hasText: '10,000.00' }).waitFor()

  // The first fits, and is approved; for the second 2,340 yuan are missing.
  await leader.goto(`/approvals?budget=${line.replace('/funds/', '')}`)
  await leader.locator('.list tbody tr').nth(1).waitFor()
  await axe(leader)
  await screenshot(leader, 'approvals')
  const approve = async (matter: string) => {
    await leader.goto(`/matters/${matter}`)
    await leader.getByRole('button', { name: '审批…' }).click()
    await leader.getByLabel('从哪一笔预算').selectOption(line.replace('/funds/', ''))
    await leader.locator('.funds-room').waitFor()
    await leader.getByLabel('批准文件').fill('韶府函〔2026〕1号')
  }
  await approve(one)
  expect(await leader.locator('.funds-room').innerText()).toMatch(/可用 10,000.00 元，\s*批准后余 3,830.00 元/)
  await screenshot(leader, 'approve-room', { fullPage: false })
  await leader.getByRole('button', { name: '批准', exact: true }).click()
  await leader.locator('.review-head', { hasText: '已批准' }).waitFor()
  await approve(other)
  expect(await leader.locator('.funds-room').innerText()).toContain('还差 2,340.00 元')
  await leader.getByRole('button', { name: '批准', exact: true }).click()
  await leader.getByRole('alert').getByText(/可用资金不足，还差 2,340.00 元/).waitFor()
  refused(409)
  await axe(leader)
  await screenshot(leader, 'approve-refused', { fullPage: false })
  await leader.getByRole('link', { name: '决定资金不足怎么办' }).click()
  await leader.getByRole('heading', { name: '资金不足怎么办' }).waitFor()
  await leader.getByRole('radio', { name: /按比例/ }).check()
  await leader.getByLabel('理由').fill('本年度预算只余 3,830 元。')
  await leader.getByLabel('决定文件').fill('韶制造办〔2026〕5号')
  await axe(leader)
  await screenshot(leader, 'shortfall')
  await leader.getByRole('button', { name: '作出决定' }).click()
  await leader.getByRole('heading', { name: '资金不足怎么办' }).waitFor({ state: 'detached' })
  await approve(other)
  await leader.locator('.review-head', { hasText: '3,830.00' }).waitFor()
  expect(await leader.locator('.funds-room').innerText()).toContain('按比例')
  await leader.getByRole('button', { name: '批准', exact: true }).click()
  await leader.locator('.review-head', { hasText: '已批准' }).waitFor()

  await finance.goto(`${line}?tab=shortfalls`)
  await finance.locator('.decisions', { hasText: '3,830.00' }).waitFor()
  expect(await finance.locator('.stage-table').innerText()).toMatch(/可用.*0\.00[\s\S]*已承诺.*10,000\.00/)
  await axe(finance)
  await screenshot(finance, 'fund-shortfalls')
  await finance.goto(line)
  await finance.locator('.months-chart svg').waitFor()
  await axe(finance)
  await screenshot(finance, 'fund')
  await finance.locator('.stage-table tr', { hasText: '已承诺' }).getByRole('link').click()
  await finance.locator('.list tbody tr').nth(1).waitFor()
  await finance.locator('.list [data-row]').first().click()
  await finance.locator('.pairs').waitFor()
  await axe(finance)
  await screenshot(finance, 'fund-journal')
  const small = await signedIn('leader', { ...phone, locale: 'en-GB' })
  await small.goto(line)
  await small.locator('.months-chart svg').waitFor()
  expect(await overflow(small)).toBe(0)
  await axe(small)
  await screenshot(small, 'fund-phone-en')
}, 900_000)

test('a payment bounces, the account is corrected, it is paid; then half of it is asked back', async () => {
  const of = people()
  await decideReadings(of)
  const source = await budget(of)
  const matter = await atApproval(of)
  const [leader, finance, second, head] = [await of('leader'), await of('finance'), await of('finance2'), await of('head')]
  const lines = await ask(finance, z.object({ items: z.array(z.object({ budget: z.string(), source: z.string() })) }), 'GET', '/budgets')
  const line = lines.items.find(one => one.source === source)?.budget ?? ''
  await ask(leader, anything, 'POST', `/matters/${matter}/approval`, { budget: line, document: '韶府函〔2026〕2号' })
  await head.goto('/payments?tab=accounts')
  await head.getByText('设定冷静期…').click()
  await head.getByLabel('工作日数').fill('1')
  await head.getByLabel('文件或凭证').fill('韶财〔2026〕9号')
  await head.getByRole('button', { name: '设定冷静期' }).click()
  await head.getByText('已设定。').waitFor()

  const owner = await of('owner')
  const party = await partyOf(owner)
  // What a run before left unfinished, in the same data; a refusal has no answer to read.
  const left = await ask(finance, z.object({ items: z.array(z.object({ id: z.string() })) }), 'GET', `/payee-accounts?party=${party}&state=proposed`)
  for (const { id } of left.items) await ask(finance, z.unknown(), 'POST', `/payee-accounts/${id}/refusal`, { reason: '重新登记' }).catch(() => undefined)

  // The enterprise tells its account; finance confirms it; it cools off.
  await owner.goto(`/matters/${matter}`)
  await owner.locator('.matter-pay', { hasText: '收款账户：' }).waitFor()
  await axe(owner)
  await screenshot(owner, 'payments-own-no-account')
  await told(owner, '6222021234567890')
  await axe(owner)
  await screenshot(owner, 'accounts-own')
  await confirmed(finance, '6222021234567890')
  await axe(finance)
  await screenshot(finance, 'accounts-check')
  await finance.goto(`/payments?budget=${line}`)
  await finance.locator('tr', { hasText: '账户在冷静期' }).waitFor()
  expect(await finance.getByRole('button', { name: '编制付款批次' }).isDisabled()).toBe(true)
  await axe(finance)
  await screenshot(finance, 'payable-cooling')
  await accountUsable(party)

  // Made by one, not released by the same, released by another; its file for the bank.
  await finance.reload()
  await finance.locator('tbody tr', { hasText: '能付' }).waitFor()
  await screenshot(finance, 'payable')
  await finance.getByRole('button', { name: '编制付款批次' }).click()
  await finance.waitForURL(/\/payments\/[0-9a-f-]{36}$/)
  const run = new URL(finance.url()).pathname
  await finance.getByRole('button', { name: '放行' }).click()
  await finance.getByRole('alert').getByText(/要由另一人/).waitFor()
  refused(409)
  await axe(finance)
  await screenshot(finance, 'run-made')
  await second.goto(run)
  await second.getByRole('button', { name: '放行' }).click()
  const download = second.waitForEvent('download')
  await second.getByRole('button', { name: '下载付款文件' }).click()
  const file = await (await download).path()
  const rows: (readonly string[])[] = []
  for await (const row of (await readSheet(file, { name: 'payment.xlsx' })).rows()) rows.push(row.cells)
  const reference = rows[1]?.[1] ?? ''
  expect(rows[1]).toEqual(expect.arrayContaining(['6222021234567890', '6170.00', '陆仟壹佰柒拾元整']))

  // The bank could not pay it; the enterprise sees why and corrects its account.
  await receipt(finance, run, `${reference},${AMOUNT.replace(',', '')},失败,账号与户名不符,2026-11-26`)
  expect(await finance.locator('.pay-receipt').innerText()).toContain('失败，回到待付')
  await finance.locator('.pay-todo', { hasText: '1 笔没有付成' }).waitFor()
  await axe(finance)
  await screenshot(finance, 'run-failed')
  await owner.goto(`/matters/${matter}`)
  await owner.getByText('上一次没有付成：账号与户名不符').waitFor()
  await axe(owner)
  await screenshot(owner, 'payments-own-bounced')
  await told(owner, '6222021234567891')
  await confirmed(second, '6222021234567891')
  await accountUsable(party)
  const again = await paidOut(finance, second, line)
  expect(again.reference).not.toBe(reference)
  await receipt(second, again.run, `${again.reference},${AMOUNT.replace(',', '')},成功,,2026-11-27`)
  await second.locator('.list tbody', { hasText: '已到账' }).waitFor()
  await screenshot(second, 'run-paid')
  await owner.goto(`/matters/${matter}`)
  await owner.locator('.matter-pay', { hasText: '已付' }).waitFor()
  await evaluated(of, matter)

  // Half of it is asked back by the leading group; it comes in two parts.
  await leader.goto(`/matters/${matter}`)
  await leader.getByText('决定追回…').click()
  await leader.getByLabel('追回多少（元）').fill('6,170.01')
  await leader.getByText('不能多于已付的 6,170.00 元').waitFor()
  await leader.getByLabel('追回多少（元）').fill('3,085')
  await leader.getByLabel('理由').fill('设备一半已转让。')
  await leader.getByLabel('追回决定').fill('韶工信追〔2026〕1号')
  await leader.getByLabel('限多少个工作日退回').fill('15')
  await axe(leader)
  await screenshot(leader, 'recovery-demand', { fullPage: false })
  await leader.getByRole('button', { name: '决定追回' }).click()
  await leader.getByText('还要退回 3,085.00 元').waitFor()
  const small = await signedIn('owner', phone)
  await small.goto(`/matters/${matter}`)
  await small.getByText('还要退回 3,085.00 元').waitFor()
  expect(await overflow(small)).toBe(0)
  await axe(small)
  await screenshot(small, 'recovery-own-phone')
  for (const [amount, ref] of [['1,000', 'HD1'], ['2,085', 'HD2']] as const) {
    await finance.goto('/payments?tab=recoveries&all=1')
    await finance.locator('.list [data-row]').first().click()
    await finance.getByText('登记退回的资金…').click()
    await finance.getByLabel('金额（元）').fill(amount)
    await finance.getByLabel('银行回单号').fill(`${ref}-${randomUUID()}`)
    await finance.getByLabel('文件或凭证').fill('银行回单')
    await finance.getByRole('button', { name: '登记退回的资金' }).click()
    await finance.locator('.list', { hasText: amount === '1,000' ? '还要退回 2,085.00 元' : '已退回 3,085.00 元' }).waitFor()
  }
  await axe(finance)
  await screenshot(finance, 'recoveries')
  const english = await signedIn('finance2', { locale: 'en-GB' })
  for (const [at, name] of [[again.run, 'run'], ['/payments?tab=receipts', 'receipts'], ['/payments?tab=runs', 'runs']] as const) {
    await english.goto(at)
    await english.locator('.list tbody tr').first().waitFor()
    await axe(english)
    await screenshot(english, `payments-${name}-en`)
  }
  const narrow = await signedIn('finance', phone)
  for (const [at, name] of [[run, 'run'], ['/payments', 'payable'], ['/funds', 'funds']] as const) {
    await narrow.goto(at)
    await narrow.locator('.list tbody tr, .list-empty').first().waitFor()
    expect(await overflow(narrow)).toBe(0)
    await axe(narrow)
    await screenshot(narrow, `payments-${name}-phone`)
  }
  await finance.goto(`/funds/${line}`)
  await finance.locator('.stage-table', { hasText: '3,085.00' }).waitFor()
  expect(await finance.locator('.stage-table').innerText()).toMatch(/可用[^\n]*993,830\.00[\s\S]*已支付[^\n]*3,085\.00[\s\S]*已追回[^\n]*3,085\.00[\s\S]*下达合计\s*1,000,000\.00/)
  await axe(finance)
  await screenshot(finance, 'fund-recovered')
}, 900_000)
