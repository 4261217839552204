import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { started } from '../scripts/lib/started.mjs'
import { axe, page, screenshot } from './harness.ts'

const phone = { width: 390, height: 844 }
const REFORM = 'I13-1.when.1=800万元;I13-1.amount=6%;I13-1.amount.at most.1=60万元'
const at = (parts: Readonly<Record<string, string>> = {}) => `/sandbox?${new URLSearchParams({ size: '800', ...parts }).toString()}`
const handle = (on: Page, id: string) => on.locator(`[data-parameter="${id}"]`)
const figure = (on: Page, name: string) => on.locator(`[data-figure="${name}"]`).innerText()
const number = (text: string) => Number(text.replace('−', '-').replaceAll(/[,+]/g, ''))

async function open(path = at(), options = {}): Promise<Page> {
  const on = await page(path, options)
  await on.waitForSelector('.strip[data-ready=true]')
  return on
}
/** All dossiers are worked out, and the last answer is to the last question. */
async function settled(on: Page): Promise<void> {
  await on.waitForFunction(() => document.querySelector('.strip[data-ready=true]') !== null && document.querySelector('.strip-notes [role=status]') === null)
}
const differs = (on: Page, name: string, before: string) => on.waitForFunction(([one, was]) => document.querySelector(`[data-figure="${one}"]`)?.textContent !== was, [name, before] as const)

test('opens on an article whose numbers can be turned; what is invented says so', async () => {
  const on = await page('/calculator')
  await on.getByRole('link', { name: '政策沙盘' }).click()
  await on.waitForSelector('.sentence-law')
  expect(await on.locator('.sentence-law .handle').allInnerTexts()).toEqual(['1000万元', '5%', '100万元', '50万元'])
  await on.waitForSelector('.strip[data-ready=true]')
  expect(await figure(on, 'difference')).toBe('0')
  await on.waitForSelector('.groups tbody')
  expect(await on.locator('.demo').count()).toBeGreaterThan(2)
  expect(number(await figure(on, 'likely'))).toBeGreaterThan(0)
})

test('a hand on a number moves the figures: keys, drag, slider, typing; Escape is the law again', async () => {
  const on = await open()
  await settled(on)
  const rate = handle(on, 'I13-1.amount')
  await rate.focus()
  await on.keyboard.press('ArrowRight')
  await differs(on, 'difference', '0')
  expect(await rate.getAttribute('aria-valuetext')).toBe('5.1%，原 5%')
  await on.keyboard.press('Shift+ArrowRight')
  expect(await rate.innerText()).toContain('6.1%')
  await on.keyboard.press('Escape')
  await on.waitForFunction(() => document.querySelector('[data-figure="difference"]')?.textContent === '0')
  const box = (await rate.boundingBox())!
  await on.mouse.move(box.x + 10, box.y + 10)
  await on.mouse.down()
  await on.mouse.move(box.x + 40, box.y + 10, { steps: 4 })
  await on.mouse.up()
  expect(await rate.innerText()).toContain('6%')
  await differs(on, 'difference', '0')
  const six = number(await figure(on, 'difference'))
  expect(six).toBeGreaterThan(0)
  const typed = on.locator('.dial-typed')
  await typed.fill('4')
  await on.waitForFunction(() => document.querySelector('[data-figure="difference"]')?.textContent.startsWith('−') === true)
  await typed.fill('4万元')
  expect(await on.locator('.dial-problem').innerText()).toContain('5%')
  expect(await typed.getAttribute('aria-invalid')).toBe('true')
  await on.locator('.dial input[type=range]').fill('70')
  await on.waitForFunction(was => Number(document.querySelector('[data-figure="difference"]')?.textContent.replace(/[+,]/g, '')) > was, six)
  expect(await on.locator('.draft-law').innerText()).toMatch(/不超过 5% 7% 比例/)
  await on.getByRole('button', { name: '全部复原' }).click()
  await on.waitForFunction(() => document.querySelector('[data-figure="difference"]')?.textContent === '0' && document.querySelector('.draft-law') === null)
})

test('a link is the reform: whoever opens it sees the same figures', async () => {
  const on = await open()
  for (const [id, text] of [['I13-1.when.1', '800万'], ['I13-1.amount', '6%'], ['I13-1.amount.at most.1', '60']] as const) {
    await handle(on, id).focus()
    await on.locator('.dial-typed').fill(text)
  }
  await on.waitForFunction(() => new URL(location.href).searchParams.get('set')?.split(';').length === 3)
  expect(new URL(on.url()).searchParams.get('set')).toBe(REFORM)
  await on.getByRole('button', { name: '复制链接' }).click()
  const link = await on.locator('.facts-link input').inputValue()
  const other = await open(`/sandbox${new URL(link).search}`)
  for (const one of [on, other]) { await settled(one); await one.waitForFunction(() => document.querySelectorAll('.effects tbody tr').length === 4 && document.querySelector('.effects')?.textContent.includes('…') === false) }
  for (const name of ['likely', 'difference', 'parties']) expect(await figure(other, name)).toBe(await figure(on, name))
  expect(await other.locator('.effects').innerText()).toBe(await on.locator('.effects').innerText())
  expect(await other.locator('.meetings').innerText()).toContain('500 万元 – 800 万元')
})

test('what a link says that nobody understands is said, not swallowed', async () => {
  const on = await open(at({ set: 'I13-1.amount=6%;I99.amount=3%' }))
  expect(await on.locator('.sandbox-problem').innerText()).toContain('I99.amount')
  expect(await handle(on, 'I13-1.amount').innerText()).toContain('6%')
})

test('solves for a budget: the most that fits', async () => {
  const on = await open(at({ budget: '3000' }))
  await settled(on)
  expect(await on.locator('.strip-beyond').count()).toBe(1)
  await on.getByRole('button', { name: '解', exact: true }).click()
  await on.waitForSelector('.solve-answer b')
  const answer = await on.locator('.solve-answer b').innerText()
  await on.getByRole('button', { name: '用这个数' }).click()
  await on.waitForFunction(() => document.querySelector('.strip-beyond') === null)
  expect(await handle(on, 'I13-1.amount').innerText()).toContain(answer)
  await handle(on, 'I13-1.amount').focus()
  await on.keyboard.press('ArrowRight')
  await on.waitForSelector('.strip-beyond')
  await on.getByLabel('等于多少').fill('90000000')
  await on.getByRole('button', { name: '解', exact: true }).click()
  await on.waitForSelector('.solve-answer .amber')
})

test('who: ten counties on a map and in a table that adds up; tabs by keyboard; what is seen can be taken along', async () => {
  const on = await open(at({ set: REFORM }))
  await settled(on)
  expect(await on.locator('.tiles li').count()).toBe(10)
  const changes = await on.locator('.groups tbody tr td:last-child').allInnerTexts()
  expect(Math.abs(changes.map(number).reduce((a, b) => a + b, 0) - number(await on.locator('.groups tfoot td:last-child').innerText()))).toBeLessThan(changes.length)
  await on.locator('[role=tab][aria-selected=true]').focus()
  await on.keyboard.press('ArrowRight')
  await on.waitForFunction(() => document.activeElement?.getAttribute('aria-selected') === 'true' && document.activeElement.id !== 'tab-县区')
  await on.getByRole('tab', { name: /^企业 \d/ }).click()
  await on.getByRole('searchbox').fill('曲江区')
  const rows = await on.locator('.who tbody tr').count()
  const [file] = await Promise.all([on.waitForEvent('download'), on.getByRole('button', { name: '导出 CSV' }).click()])
  const lines = readFileSync(await file.path(), 'utf8').trim().split('\r\n')
  expect(lines.length).toBe(rows + 1)
  expect(lines.slice(1).every(line => line.includes('曲江区'))).toBe(true)
  const [draft] = await Promise.all([on.waitForEvent('download'), on.getByRole('button', { name: '下载 .md' }).click()])
  expect(readFileSync(await draft.path(), 'utf8')).toContain('~~5%~~ **6%**')
})

test('a rule can be written anew: figures, the link, the draft and the patch follow; what is wrong is said at the character', async () => {
  const on = await open()
  await settled(on)
  await on.locator('.rule summary').click()
  const condition = on.locator('[data-part="I13-1.when.1"] textarea')
  await condition.waitFor()
  expect(await condition.inputValue()).toBe('固定资产投资 >= 1000万元')
  await condition.fill('固定资产投资 >= 1000万元 and 没有这个')
  await on.locator('[data-part="I13-1.when.1"] mark').waitFor()
  expect(await on.locator('[data-part="I13-1.when.1"] mark').innerText()).toBe('没有这个')
  expect(await condition.getAttribute('aria-invalid')).toBe('true')
  expect(await figure(on, 'difference')).toBe('0')
  await axe(on)
  await condition.fill('固定资产投资 >= 700万元')
  await differs(on, 'difference', '0')
  await settled(on)
  expect(await handle(on, 'I13-1.when.1').getAttribute('class')).toContain('handle-gone')
  // A number beside it turns still, in the rule as it is written now.
  const written = await figure(on, 'difference')
  await handle(on, 'I13-1.amount').focus()
  await on.locator('.dial-typed').fill('6%')
  await differs(on, 'difference', written)
  await on.waitForFunction(() => new URL(location.href).searchParams.get('rule') === 'I13-1.when.1=固定资产投资 >= 700万元')
  const other = await open(new URL(on.url()).pathname + new URL(on.url()).search)
  for (const one of [on, other]) { await settled(one); await one.waitForFunction(() => document.querySelectorAll('.effects tbody tr').length === 3 && document.querySelector('.effects')?.textContent.includes('…') === false) }
  for (const name of ['likely', 'difference', 'parties']) expect(await figure(other, name)).toBe(await figure(on, name))
  expect(await other.locator('.draft-rule').innerText()).toContain('1000万元 固定资产投资 >= 700万元')
  const [file] = await Promise.all([other.waitForEvent('download'), other.getByRole('button', { name: '下载补丁' }).click()])
  const patch = readFileSync(await file.path(), 'utf8').split('\n')
  expect(patch).toContain('-    test: "固定资产投资 >= 1000万元"')
  expect(patch).toContain('+    test: "固定资产投资 >= 700万元"')
  expect(patch).toContain('+  up to: "6%"')
  await on.locator('[data-part="I13-1.when.1"]').getByRole('button', { name: '复原' }).click()
  await on.waitForFunction(() => document.querySelector('.draft-rule') === null && document.querySelector('.handle-gone') === null)
})

test('effects and solutions reckon with every dossier, those that the closure works out too', async () => {
  const reform = 'I18-1.amount=120万元;I18-2.amount=0.5万元'
  const alone = await open(at({ set: 'I18-1.amount=120万元', scope: 'all' }))
  await settled(alone)
  const on = await open(at({ set: reform, scope: 'all' }))
  await settled(on)
  await on.waitForFunction(() => document.querySelector('.effects [role=status]') === null && document.querySelector('.effects')?.textContent.includes('…') === false)
  expect(await on.locator('.effects tbody tr').first().locator('td').nth(2).innerText()).toBe(await figure(alone, 'difference'))
})

test('a city of one\'s own: files are read in the browser, what is wrong is set aside and can be taken along', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lizhu-own-'))
  try {
    const made = spawnSync(process.execPath, ['packages/cli/bin/lizhu.mjs', 'population', 'policies/shaoguan-2020-2', '--size', '300', '--seed', '3', '-o', join(folder, 'city')], { encoding: 'utf8' })
    expect([made.status, made.stderr]).toEqual([0, ''])
    const files = readdirSync(join(folder, 'city')).filter(name => name.endsWith('.parquet')).map(name => ({ name, mimeType: 'application/octet-stream', buffer: readFileSync(join(folder, 'city', name)) }))
    const on = await open()
    const [damaged] = files.filter(one => one.name === '贷款.parquet')
    await on.locator('.own input').setInputFiles([...files.filter(one => one !== damaged), { ...damaged!, buffer: damaged!.buffer.subarray(0, 100) }, { ...damaged!, name: '别的.parquet' }])
    await on.getByText('算的是你打开的资料：300 家企业').waitFor()
    await settled(on)
    expect(number(await figure(on, 'likely'))).toBeGreaterThan(0)
    expect(await on.locator('.demo:not(.demo-law):visible').count()).toBe(0)
    await axe(on)
    const [file] = await Promise.all([on.waitForEvent('download'), on.locator('.own').getByRole('button', { name: '下载 .csv' }).click()])
    expect(readFileSync(await file.path(), 'utf8').split('\r\n').slice(1, 3).map(line => line.split(',')[0]).sort()).toEqual(['别的.parquet', '贷款.parquet'])
    // A made-up city's mark is passed on.
    await on.locator('.own input').setInputFiles([...files, { name: '演示数据.json', mimeType: 'application/json', buffer: Buffer.from('{}') }])
    await on.locator('.demo:not(.demo-law):visible').first().waitFor()
    await on.getByRole('button', { name: '回到虚构的城市' }).click()
    await on.getByText('算的是一座虚构的城市').waitFor()
  } finally { rmSync(folder, { recursive: true }) }
})

test('the server\'s city: figures come from there, the same as over its files in the browser', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lizhu-served-'))
  const city = join(folder, '某市')
  const made = spawnSync(process.execPath, ['packages/cli/bin/lizhu.mjs', 'population', 'policies/shaoguan-2020-2', '--size', '2000', '--seed', '3', '--as-of', '2025-11-24', '-o', city], { encoding: 'utf8' })
  expect([made.status, made.stderr]).toEqual([0, ''])
  const server = await started({ env: { LIZHU_CITY: city } })
  try {
    const on = await open(at({ set: REFORM }), { on: server.address })
    await on.getByRole('button', { name: '用服务器上的城市 某市（2,000 家企业）' }).click()
    await on.getByText('算的是服务器上的城市 某市：2,000 家企业，评估日期 2025-11-24').waitFor()
    await on.waitForSelector('.strip[data-ready=true]')
    await settled(on)
    await on.waitForFunction(() => document.querySelectorAll('.effects tbody tr').length === 4 && document.querySelector('.effects')?.textContent.includes('…') === false)
    expect(await on.locator('.demo:not(.demo-law):visible').count()).toBeGreaterThan(0)
    await axe(on)
    // Whoever turns on before the answer is there sees the last one.
    const before = await figure(on, 'difference')
    await handle(on, 'I13-1.amount').focus()
    await on.keyboard.press('ArrowRight')
    await on.locator('.strip-notes [role=status]').waitFor()
    await on.keyboard.press('Shift+ArrowRight')
    await differs(on, 'difference', before)
    await settled(on)
    const served = { effects: await on.locator('.effects').innerText(), difference: await figure(on, 'difference'), likely: await figure(on, 'likely'), parties: await figure(on, 'parties'), rate: await handle(on, 'I13-1.amount').innerText() }
    expect(served.rate).toContain('7.1%')
    await on.locator('.own input').setInputFiles(readdirSync(city).map(name => join(city, name)))
    await on.getByText('算的是你打开的资料：2,000 家企业').waitFor()
    await on.waitForSelector('.strip[data-ready=true]')
    await settled(on)
    for (const name of ['difference', 'likely', 'parties'] as const) expect([name, await figure(on, name)]).toEqual([name, served[name]])
    await on.getByRole('button', { name: '回到虚构的城市' }).click()
    await on.getByText('算的是一座虚构的城市').waitFor()
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true })
  }
})

test('in English: the reform stays, the law stays Chinese', async () => {
  const on = await open(at({ set: REFORM }))
  await settled(on)
  const before = await figure(on, 'difference')
  await on.getByRole('button', { name: 'English' }).click()
  await on.getByRole('heading', { name: 'This reform 3 changes' }).waitFor()
  await settled(on)
  expect(await figure(on, 'difference')).toBe(before)
  expect(await handle(on, 'I13-1.amount').innerText()).toContain('6%')
})

test.each([
  ['zh-CN', {}, 'desktop'], ['en-GB', {}, 'desktop'], ['zh-CN', phone, 'phone'], ['en-GB', phone, 'phone'],
] as const)('WCAG 2.2 AA: %s %o', async (locale, size, name) => {
  const on = await open(at({ set: REFORM }), { locale, ...size })
  await settled(on)
  await on.waitForFunction(() => document.querySelector('.effects')?.textContent.includes('…') === false)
  await axe(on)
  await screenshot(on, `sandbox-${name}-${locale.slice(0, 2)}`)
  for (const tab of ['firms', 'tools']) { await on.locator(`#tab-${tab}`).click(); await axe(on) }
})

test('whole at 360 px, and at 400 % zoom', async () => {
  for (const [width, locale] of [[360, 'zh-CN'], [320, 'zh-CN'], [320, 'en-GB']] as const) {
    const on = await open(at({ set: REFORM }), { width, height: 640, locale })
    await settled(on)
    expect(await on.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    await on.locator('.dial input[type=range]').focus()
    const before = await figure(on, 'difference')
    await on.keyboard.press('Shift+ArrowRight')
    await differs(on, 'difference', before)
  }
})
