import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axe, screenshot, takeProblems } from './harness.ts'
import { overflow, ownRecord, signedIn } from './record-session.ts'

/** Asks the API as whoever is signed in on a page. */
const ask = (on: Page, method: string, path: string, body?: object) => on.evaluate(async ([how, where, what, key]) => {
  const response = await fetch(`/api${where}`, { method: how, ...what === '' ? {} : { body: what }, headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key } })
  return { status: response.status, text: await response.text() }
}, [method, path, body === undefined ? '' : JSON.stringify(body), crypto.randomUUID()] as const)
const firstId = (text: string): string => /"id":"([0-9a-f-]{36})"/.exec(text)?.[1] ?? ''

test('a dispute that is answered rings the bell of whoever raised it, until it is read', async () => {
  const owner = await signedIn('owner')
  const facts = await ask(owner, 'GET', `${await ownRecord(owner)}/facts`)
  const dispute = firstId((await ask(owner, 'POST', `/facts/${firstId(facts.text)}/disputes`, { reason: '数不对' })).text)
  const officer = await signedIn('officer')
  expect((await ask(officer, 'POST', `/disputes/${dispute}/answer`, { outcome: 'dismissed', reason: '与年报一致' })).status).toBe(201)

  await owner.reload()
  await owner.locator('.bell-count').waitFor()
  await axe(owner)
  await owner.locator('.bell').click()
  await owner.locator('.notice-mark').first().waitFor()
  expect(await owner.locator('.list').innerText()).toContain('提出的异议已有答复')
  await axe(owner)
  await screenshot(owner, 'notices')
  await owner.getByRole('button', { name: '全部标为已读' }).click()
  await owner.locator('.bell-count').waitFor({ state: 'detached' })
  await owner.getByLabel('邮箱').fill('not an address')
  await owner.getByRole('button', { name: '保存' }).click()
  await owner.locator('.entry-wrong').waitFor()
  // The refusal, as the browser notes it.
  expect(takeProblems()).toHaveLength(1)
  await owner.getByLabel('邮箱').fill('owner@example.org')
  await owner.getByRole('button', { name: '保存' }).click()
  await owner.getByText('已保存。').waitFor()
  await owner.getByRole('button', { name: 'English' }).click()
  await owner.getByRole('heading', { name: 'Notices' }).waitFor()
  await owner.setViewportSize({ width: 360, height: 800 })
  expect(await overflow(owner)).toBeLessThanOrEqual(0)
  await axe(owner)
  await screenshot(owner, 'notices-phone')
})
