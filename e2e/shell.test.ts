import { expect, test } from 'vitest'
import { address, axe, page, screenshot, takeProblems } from './harness.ts'

test('the policy: no complaint, nothing from elsewhere, accessible', async () => {
  const home = await page('/policy')
  await home.getByRole('heading').first().waitFor()
  expect(await home.title()).toContain('立柱')
  await axe(home)
  await screenshot(home, 'policy', { fullPage: false })
})

test('what a page complains of is seen here', async () => {
  const home = await page('/')
  await home.evaluate(() => {
    console.error('seen')
    const script = document.createElement('script')
    script.textContent = 'window.name = "ran"'
    document.head.append(script)
  })
  expect(await home.evaluate(() => window.name)).toBe('')
  const problems = takeProblems()
  expect(problems[0]).toContain('seen')
  expect(problems[1]).toContain('Content Security Policy')
})

test('axe is listened to', async () => {
  const home = await page('/')
  await home.evaluate(() => { document.body.append(document.createElement('img')) })
  await expect(axe(home)).rejects.toThrow('image-alt')
})

test('a page is not framed', async () => {
  const answer = await fetch(`${address}/`)
  expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
})
