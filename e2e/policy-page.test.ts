import { expect, test } from 'vitest'
import { axe, page, screenshot } from './harness.ts'

const phone = { width: 390, height: 844 }

test('the whole document: 37 articles bound, every incentive a note with a link of its own', async () => {
  const policy = await page('/policy')
  await policy.waitForSelector('.article')
  expect(await policy.locator('.article').count()).toBe(37)
  expect(await policy.locator('.toolbar-coverage').innerText()).toContain('37/37')
  expect(await policy.locator('.note-instrument').count()).toBe(59)
  expect(await policy.locator('#a13').innerText()).toContain('对固定资产投资在 1000 万元以上的增扩产、节能降耗、绿色制造等工业技改项目')
})

test('search folds what does not match, and unfolding brings it back', async () => {
  const policy = await page('/policy')
  await policy.waitForSelector('.article')
  await policy.keyboard.press('/')
  await policy.keyboard.type('技改')
  await policy.waitForFunction(() => document.querySelectorAll('.folded').length > 0)
  expect(new URL(policy.url()).searchParams.get('q')).toBe('技改')
  expect(await policy.locator('mark').first().innerText()).toBe('技改')
  const shown = await policy.locator('.article').count()
  expect(shown).toBeLessThan(10)
  const folded = await policy.locator('.folded').allInnerTexts()
  const hidden = folded.reduce((sum, text) => sum + Number(/(\d+) 条/.exec(text)![1]), 0)
  expect(shown + hidden).toBe(37)
  await policy.locator('.folded button').first().click()
  expect(await policy.locator('.article').count()).toBeGreaterThan(shown)
  await policy.reload()
  await policy.waitForSelector('mark')
  expect(await policy.locator('.article').count()).toBe(shown)
})

test('open questions and kinds filter, and the address keeps them', async () => {
  const policy = await page('/policy?only=ceiling')
  await policy.waitForSelector('.folded')
  expect(await policy.locator('.article .state-ceiling').count()).toBeGreaterThan(0)
  await policy.getByRole('button', { name: /^只有上限/ }).click()
  await policy.waitForFunction(() => document.querySelectorAll('.folded').length === 0)
  expect(new URL(policy.url()).search).toBe('')
})

test('a link to an incentive opens its rule; Escape closes it and gives the focus back', async () => {
  const policy = await page('/policy#I13-1')
  await policy.waitForSelector('#I13-1')
  const rule = policy.locator('#I13-1')
  const text = await rule.innerText()
  expect(text).toContain('固定资产投资在1000万元以上')
  expect(text).toContain('固定资产投资 ≥ 1,000 万元')
  expect(text).toContain('min(5%')
  expect(text).toContain('不超过')
  expect(await policy.locator('.law-open').count()).toBeGreaterThan(0)
  // A reading chosen shows the rule as it would read then.
  await rule.getByRole('button', { name: '每年', exact: true }).click()
  expect(await rule.locator('.amount-sentence').innerText()).toContain('每年')
  await policy.keyboard.press('Escape')
  await policy.waitForFunction(() => document.querySelector('.rule') === null)
  expect(await policy.evaluate(() => document.activeElement?.getAttribute('data-note'))).toBe('I13-1')
})

test('j, k and Enter walk and open the notes; a sentence has a link', async () => {
  const policy = await page('/policy#a13s2')
  await policy.waitForSelector('.law-here')
  expect(await policy.locator('.law-here').innerText()).toContain('对固定资产投资')
  await policy.keyboard.press('j')
  const first = await policy.evaluate(() => document.activeElement?.getAttribute('data-note'))
  expect(first).not.toBeNull()
  await policy.keyboard.press('j')
  await policy.keyboard.press('k')
  expect(await policy.evaluate(() => document.activeElement?.getAttribute('data-note'))).toBe(first)
  await policy.keyboard.press('Enter')
  await policy.waitForSelector('.rule')
  expect(decodeURIComponent(new URL(policy.url()).hash)).toBe(`#${first!}`)
})

test('the language changes and the place stays', async () => {
  const policy = await page('/policy?q=技改#I13-1')
  await policy.waitForSelector('#I13-1')
  await policy.getByRole('button', { name: 'English' }).click()
  await policy.waitForFunction(() => document.documentElement.lang === 'en')
  expect(await policy.locator('#I13-1 h4').innerText()).toMatch(/upgrading/i)
  expect(policy.url()).toContain('#I13-1')
  // The law is not translated.
  expect(await policy.locator('#a13 .law').innerText()).toContain('支持企业技术改造')
})

test('prints with every note beside its article', async () => {
  const policy = await page('/policy')
  await policy.waitForSelector('.article')
  await policy.emulateMedia({ media: 'print' })
  expect(await policy.locator('.toolbar').isVisible()).toBe(false)
  expect(await policy.locator('.note-instrument').first().isVisible()).toBe(true)
})

test.each([
  ['zh-CN', {}, 'desktop'], ['en-GB', {}, 'desktop'], ['zh-CN', phone, 'phone'], ['en-GB', phone, 'phone'],
] as const)('WCAG 2.2 AA: %s %o', async (locale, size, name) => {
  const policy = await page('/policy#I13-1', { locale, ...size })
  await policy.waitForSelector('#I13-1')
  await axe(policy)
  await screenshot(policy, `policy-${name}-${locale.slice(0, 2)}`, { fullPage: false })
})

test('whole at 360 px, and at 400 % zoom', async () => {
  for (const width of [360, 320]) {
    const policy = await page('/policy#I29-1', { width, height: 640 })
    await policy.waitForSelector('#I29-1')
    expect(await policy.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  }
})
