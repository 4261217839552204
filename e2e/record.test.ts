import { expect, test } from 'vitest'
import { axe, page, screenshot, takeProblems } from './harness.ts'
import { overflow, ownRecord, signedIn } from './record-session.ts'

const phone = { width: 360, height: 780 }

test('an enterprise disputes a fact of its record, the officer answers, the enterprise sees the answer', async () => {
  const owner = await signedIn('owner')
  const record = await ownRecord(owner)
  await owner.goto(record)
  const value = owner.locator('.facts-period .value').first()
  await value.click()
  const panel = owner.locator('.panel')
  await panel.getByText('来历').waitFor()
  const fact = new URL(owner.url()).searchParams.get('fact') ?? ''
  await panel.getByRole('button', { name: '这个不对' }).click()
  const reason = `应以审计报告为准 ${fact.slice(-4)} ${Date.now()}`
  await panel.getByLabel('哪里不对').fill(reason)
  // Nothing that was typed is lost by a refresh.
  await owner.reload()
  await owner.locator('.panel').getByRole('button', { name: '这个不对' }).click()
  expect(await owner.getByLabel('哪里不对').inputValue()).toBe(reason)
  await owner.getByRole('button', { name: '提出异议' }).click()
  await owner.getByText('有异议，等待答复').waitFor()
  await owner.locator('.facts-period .fact-disputed').first().waitFor()

  const officer = await signedIn('officer')
  await officer.getByRole('button', { name: /待答复的异议/ }).click()
  await officer.locator('tr', { hasText: reason }).locator('[data-row]').click()
  await officer.getByText('有异议，等待答复').waitFor()
  await officer.getByLabel('答复').fill('已核对审计报告，原数有误。')
  await officer.getByRole('button', { name: '异议不成立' }).click()
  await officer.locator('.panel-dispute').waitFor({ state: 'detached' })
  await officer.goto('/home')
  await officer.getByRole('heading', { name: '工作台' }).waitFor()
  await officer.waitForLoadState('networkidle')
  expect(await officer.locator('tr', { hasText: reason }).count()).toBe(0)

  await owner.reload()
  await owner.locator('.history').getByText('已核对审计报告，原数有误。', { exact: false }).first().waitFor()
  // And the enterprise sees who looked.
  await owner.goto(`${record}?tab=lookups`)
  await owner.getByRole('cell', { name: /工业和信息化|工信/ }).first().waitFor()
})

test('a correction supersedes, keeps what was before, and is as known on a day', async () => {
  const owner = await signedIn('owner')
  await owner.goto(await ownRecord(owner))
  await owner.locator('.facts-period .value').nth(1).click()
  const panel = owner.locator('.panel')
  await panel.getByRole('button', { name: '更正' }).click()
  await panel.getByRole('button', { name: '更正' }).last().click()
  expect(await panel.locator('.tell .refusal').innerText()).toContain('2 处')
  await panel.locator('.tell .field input').fill('很多')
  await panel.getByLabel('来源', { exact: true }).fill('花名册')
  expect(await panel.locator('.field-problem').count()).toBe(1)
  await panel.locator('.tell .field input').fill('431')
  await panel.getByRole('button', { name: '更正' }).last().click()
  await panel.locator('.history-past').first().waitFor()
  expect(await panel.locator('.panel-value').innerText()).toContain('431')
  // Whoever recorded it is not offered to check it away from its history.
  await owner.getByLabel('按这一天所知').fill('2020-01-01')
  await owner.getByText('这是过去所知').waitFor()
  await owner.locator('.facts-period').waitFor({ state: 'detached' })
  await owner.getByText('0 项', { exact: true }).waitFor()
})

test('a county’s clerk sees that county alone', async () => {
  const officer = await signedIn('officer')
  await officer.goto('/parties')
  await officer.locator('[data-row]').first().waitFor()
  const clerk = await signedIn('clerk')
  const county = /示例(.+?)经办/.exec(await clerk.locator('.header-who').innerText())?.[1] ?? ''
  const other = officer.locator('.list tbody tr').filter({ hasNotText: county }).filter({ hasNotText: '缺' }).first()
  const foreign = await other.locator('[data-row]').getAttribute('href') ?? ''
  await clerk.goto('/parties')
  await clerk.locator('[data-row]').first().waitFor()
  const areas = await clerk.locator('.list tbody tr td:nth-child(3)').allInnerTexts()
  expect(new Set(areas)).toEqual(new Set([county]))
  await clerk.goto(foreign)
  await clerk.getByText('不在您可查看的范围内').first().waitFor()
  await clerk.waitForLoadState('networkidle')
  expect(takeProblems().filter(one => !/status of 404/.test(one))).toEqual([])
})

test('the register: found by initials, moved through by keyboard, its state in the address', async () => {
  const on = await signedIn('officer')
  await on.goto('/parties')
  await on.locator('[data-row]').first().waitFor()
  const name = await on.locator('[data-row]').nth(3).innerText()
  await on.getByRole('searchbox').fill(name.slice(2, 5))
  await on.waitForFunction(() => document.querySelectorAll('[data-row]').length < 50)
  expect(new URL(on.url()).searchParams.get('q')).toBe(name.slice(2, 5))
  await on.reload()
  await on.locator('[data-row]').first().waitFor()
  expect(await on.getByRole('searchbox').inputValue()).toBe(name.slice(2, 5))
  await on.getByRole('searchbox').blur()
  await on.keyboard.press('j')
  expect(await on.evaluate(() => document.activeElement?.hasAttribute('data-row'))).toBe(true)
  await on.keyboard.press('Enter')
  await on.waitForURL(/\/parties\/[0-9a-f-]{36}/)
  await on.getByRole('searchbox').waitFor({ state: 'detached' })
})

test('the calculator begins with the record, and what the record has wrong is disputed from there', async () => {
  const on = await signedIn('owner')
  await on.locator('a[href^="/calculator?record="]').first().click()
  await on.waitForSelector('.total')
  expect(await on.locator('.from-record').innerText()).toContain('从企业资料算起')
  expect(await on.locator('.facts-name input').inputValue()).not.toBe('')
  await on.locator('.facts form .field input').first().focus()
  await on.getByRole('link', { name: '企业资料里这个不对' }).click()
  await on.getByLabel('哪里不对').waitFor()
})

test('a head decides a reading; what it costs and who may stands beside', async () => {
  const on = await signedIn('head')
  await on.getByRole('button', { name: /待定与读法/ }).click()
  await on.locator('[data-row]').first().click()
  await on.waitForURL('**/questions?open=*')
  await on.locator('.question').waitFor()
  await axe(on)
  expect(await on.locator('.question').innerText()).toContain('由谁定')
})

test('the auditor reads the trail: who changed what, from what to what', async () => {
  const on = await signedIn('auditor')
  await on.goto('/audit?relation=dispute')
  await on.waitForSelector('.list-acts')
  await on.goto('/audit')
  await on.locator('[data-row]').first().click()
  await on.locator('.audit-open').waitFor()
  await axe(on)
  await screenshot(on, 'audit', { fullPage: false })
})

test('menus come from what is permitted; what is not is refused by the server too', async () => {
  const on = await signedIn('expert')
  expect(await on.locator('.header-pages a').allInnerTexts()).toEqual(['工作台', '政策全文', '政策计算器', '政策沙盘', '公示'])
  await on.goto('/people')
  await on.locator('.refusal').waitFor()
  expect(takeProblems().filter(one => !/status of 403/.test(one))).toEqual([])
})

const PAGES: readonly (readonly [login: string, path: string])[] = [
  ['owner', '/home'], ['owner', '{own}'], ['owner', '{own}?tab=registered'], ['owner', '{own}?tab=consents'], ['owner', '{own}?tab=lookups'], ['owner', '{own}?tab=people'], ['owner', '/account'],
  ['officer', '/home'], ['officer', '/parties'], ['officer', '/imports'], ['officer', '/packs'], ['head', '/questions'], ['security', '/people'], ['auditor', '/audit'], ['', '/api-docs'],
]
test.each([['zh-CN', {}, 'desktop'], ['en-GB', {}, 'desktop'], ['zh-CN', phone, 'phone'], ['en-GB', phone, 'phone']] as const)('WCAG 2.2 AA on each page: %s %o', { timeout: 300_000 }, async (locale, size, name) => {
  for (const login of [...new Set(PAGES.map(([who]) => who))]) {
    const on = login === '' ? await page('/sign-in', { locale, ...size }) : await signedIn(login, { locale, ...size })
    const own = login === 'owner' ? await ownRecord(on) : ''
    for (const [, path] of PAGES.filter(([who]) => who === login)) {
      await on.goto(path.replace('{own}', own))
      await on.waitForSelector('.page-head h1')
      await on.waitForLoadState('networkidle')
      await axe(on)
      expect([path, await overflow(on) <= 0]).toEqual([path, true])
      await screenshot(on, `record-${path.replace('{own}', 'own').replace(/\W+/g, '-')}-${login}-${name}-${locale.slice(0, 2)}`, { fullPage: name === 'phone' })
    }
  }
})

test('a sheet is matched, checked row by row, taken in and taken back', async () => {
  const on = await signedIn('statistics')
  await on.goto('/parties')
  await on.locator('[data-row]').first().waitFor()
  const rows = await on.locator('.list tbody tr').evaluateAll(all => all.slice(0, 3).map(row => [...row.querySelectorAll('td')].map(cell => cell.textContent)))
  const count = 400 + Math.floor(Math.random() * 500)
  const csv = ['统一社会信用代码,企业名称,2019年从业人员', ...rows.map(([name, code], i) => `${code ?? ''},${name ?? ''},${i === 1 ? '很多' : count + i}`)].join('\r\n')
  await on.goto('/imports')
  await on.locator('.drop input[type=file]').setInputFiles({ name: '年报.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await on.waitForURL(/\/imports\/[0-9a-f-]{36}/)
  await on.locator('.matching').waitFor()
  await axe(on)
  expect(await on.locator('.matching select').nth(2).evaluate(select => (select instanceof HTMLSelectElement ? select.value : ''))).toBe('fact 从业人员')
  await on.getByLabel('来源').fill('2019 年统计年报')
  await on.getByRole('button', { name: '检查', exact: true }).click()
  await on.locator('.sheet-bad').waitFor()
  expect(await on.locator('.sheet-bad').innerText()).toContain('很多')
  await axe(on)
  await screenshot(on, 'import-rows', { fullPage: false })
  await on.getByRole('button', { name: '导入选中的行' }).click()
  await on.getByRole('button', { name: '撤销这次导入' }).click()
  await on.getByText('已撤销').first().waitFor()
})
