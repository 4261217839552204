import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axe, page, screenshot, takeProblems } from './harness.ts'
import { overflow, signedIn } from './record-session.ts'

const phone = { width: 360, height: 780 }
const PASSWORD = '青石桥-萝卜-风筝-七只羊'
/** A refused sign-in is a 401, which the browser itself notes. */
const onlyRefusals = () => takeProblems().filter(one => !/status of 401/.test(one))
const newLogin = () => `e2e-${randomBytes(5).toString('hex')}`

async function registered(): Promise<{ readonly on: Page; readonly login: string }> {
  const on = await page('/register')
  const login = newLogin()
  await on.getByLabel('姓名').fill('张三')
  await on.getByLabel('登录名').fill(login)
  await on.getByLabel('密码').fill(PASSWORD)
  await on.getByRole('button', { name: '注册' }).click()
  await on.waitForURL('**/account')
  return { on, login }
}

async function tryPassword(on: Page, login: string, password: string) {
  await on.getByLabel('登录名').fill(login)
  await on.getByLabel('密码').fill(password)
  const answered = on.waitForResponse(response => response.url().endsWith('/api/sign-in') && response.request().method() === 'POST')
  await on.getByRole('button', { name: '登录', exact: true }).click()
  return (await answered).status()
}

test('wrong, then right; whoever comes to a page of their own signs in first and goes on there', async () => {
  const { on, login } = await registered()
  await on.getByRole('button', { name: '退出', exact: true }).click()
  await on.waitForURL('**/sign-in')
  await on.goto('/account?x=1')
  await on.waitForURL('**/sign-in?to=*')
  expect(await tryPassword(on, login, '不是这个密码')).toBe(401)
  await on.getByRole('alert').waitFor()
  expect(await on.getByRole('alert').innerText()).toContain('登录名或密码不正确')
  expect(await on.getByLabel('密码').inputValue()).toBe('')
  expect(await on.getByLabel('登录名').inputValue()).toBe(login)
  expect(await tryPassword(on, login, PASSWORD)).toBe(200)
  await on.waitForURL('**/account?x=1')
  expect(await on.locator('.header-who').innerText()).toContain('张三')
  expect(onlyRefusals()).toEqual([])
})

test('an address that leads elsewhere is not followed after signing in', async () => {
  const on = await page('/sign-in?to=https://elsewhere.example/')
  await on.locator('.demo-accounts [data-login="officer"]').click()
  await on.waitForURL('**/home')
})

test('five wrong passwords lock the account, and the message says for how long', async () => {
  const { on, login } = await registered()
  await on.getByRole('button', { name: '退出', exact: true }).click()
  await on.waitForURL('**/sign-in')
  for (let i = 0; i < 5; i++) expect(await tryPassword(on, login, `不是这个密码 ${i}`)).toBe(401)
  expect(await tryPassword(on, login, PASSWORD)).toBe(401)
  await on.getByRole('alert').waitFor()
  expect(await on.getByRole('alert').innerText()).toContain('锁定 15 分钟')
  // The security administrator sees it, and unlocks by a one-time password.
  const admin = await signedIn('security')
  await admin.goto(`/people?q=${login}`)
  await admin.getByRole('link', { name: '张三' }).click()
  await admin.getByText('锁定', { exact: false }).first().waitFor()
  expect(onlyRefusals()).toEqual([])
})

test('an office’s person: one-time password, a password of their own, an authenticator, recovery codes', async () => {
  const admin = await signedIn('security')
  const login = newLogin()
  await admin.goto('/people')
  await admin.getByRole('button', { name: '新建账号' }).click()
  await admin.getByLabel('姓名', { exact: true }).fill('李四')
  await admin.getByRole('textbox', { name: '登录名' }).fill(login)
  await admin.getByRole('button', { name: '新建', exact: true }).click()
  await admin.waitForURL(/\/people\/[0-9a-f-]{36}/)
  await admin.getByRole('button', { name: '授予角色' }).click()
  await admin.getByLabel('单位').selectOption({ index: 1 })
  await admin.getByRole('button', { name: '授予角色' }).click()
  await admin.getByRole('cell', { name: '部门经办' }).waitFor()
  await admin.getByRole('button', { name: '重置密码并解锁' }).click()
  const once = await admin.locator('.said code').innerText()

  const on = await page('/sign-in')
  expect(await tryPassword(on, login, once)).toBe(200)
  await on.getByRole('heading', { name: '设定自己的密码' }).waitFor()
  await axe(on)
  await on.getByLabel('新密码').fill(PASSWORD)
  await on.getByLabel('再输一遍').fill(`${PASSWORD}!`)
  expect(await on.locator('.entry-problem').innerText()).toContain('不一样')
  await on.getByLabel('再输一遍').fill(PASSWORD)
  await on.getByRole('button', { name: '设定并继续' }).click()
  await on.waitForURL('**/home')
  expect(await on.locator('.header-who').innerText()).toContain('部门经办')

  await on.goto('/account')
  await on.locator('section', { has: on.getByRole('heading', { name: '身份验证器' }) }).getByLabel('当前密码').fill(PASSWORD)
  await on.getByRole('button', { name: '绑定身份验证器' }).click()
  await on.locator('.qr').waitFor()
  await axe(on)
  await screenshot(on, 'sign-in-enrol')
  const secret = (await on.locator('.enrol-secret').innerText()).replace(/\s/g, '')
  await on.getByLabel('验证码').fill(new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 }).generate())
  await on.getByRole('button', { name: '绑定', exact: true }).click()
  await on.getByRole('heading', { name: '恢复码' }).waitFor()
  const code = await on.locator('.recovery code').first().innerText()
  await on.getByRole('button', { name: '已保存好，继续' }).click()
  await on.getByText('已绑定').waitFor()

  await on.getByRole('button', { name: '退出', exact: true }).click()
  await on.waitForURL('**/sign-in')
  expect(await tryPassword(on, login, PASSWORD)).toBe(200)
  await on.getByLabel('验证码').waitFor()
  // Whoever comes back finds the step they were at.
  await on.reload()
  await on.getByRole('button', { name: '验证器不在手边' }).click()
  await on.getByLabel('恢复码').fill(code)
  await on.getByRole('button', { name: '继续' }).click()
  await on.waitForURL('**/home')
})

test('what the calculator kept of a record goes with whoever signs out', async () => {
  const on = await signedIn('owner')
  await on.locator('a[href^="/calculator?record="]').first().click()
  await on.waitForSelector('.total')
  await on.getByRole('button', { name: '退出', exact: true }).click()
  await on.waitForURL('**/sign-in')
  expect(await on.evaluate(() => Array.from({ length: localStorage.length }, (_, i) => localStorage.getItem(localStorage.key(i) ?? '')).join())).not.toContain('record')
})

test.each([['zh-CN', {}, 'desktop'], ['en-GB', {}, 'desktop'], ['zh-CN', phone, 'phone'], ['en-GB', phone, 'phone']] as const)('WCAG 2.2 AA: %s %o', async (locale, size, name) => {
  const on = await page('/sign-in', { locale, ...size })
  await on.waitForSelector('.demo-accounts')
  await axe(on)
  expect(await overflow(on)).toBeLessThanOrEqual(0)
  await screenshot(on, `sign-in-${name}-${locale.slice(0, 2)}`)
  await on.goto('/register')
  await on.waitForSelector('form')
  await axe(on)
})
