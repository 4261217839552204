import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { anything, ask, made, people } from './by-people.ts'
import { inDays } from './days.ts'
import { axe, screenshot } from './harness.ts'
import { photograph } from './inspecting.ts'
import { overflow, signedIn } from './record-session.ts'
import { signAndAgree } from './sign.ts'
import { readMatter, reviewed } from './upgrading.ts'

const phone = { width: 360, height: 780 }
const INSTRUMENT = 'I16-4'
type Of = (login: string) => Promise<Page>

/** Projects of the demonstration’s enterprise with these provincial funds, applied for through a call and reviewed up to their inspection. */
async function waiting(of: Of, funds: readonly string[]): Promise<string[]> {
  const owner = await of('owner')
  const { roles } = await ask(owner, z.object({ roles: z.array(z.object({ party: z.object({ id: z.string() }).nullable() })) }), 'GET', '/me')
  const party = roles[0]?.party?.id ?? ''
  const { id: call } = await ask(await of('head'), made, 'POST', '/calls', { title: `5G 融合项目申报指南 ${Date.now()}`, instruments: [INSTRUMENT], opensOn: inDays(-1), closesOn: inDays(30), document: '韶工信〔2026〕6号', materials: [], budget: null, criteria: null })
  const matters: string[] = []
  for (const written of funds) {
    const key = `融合${Date.now()}`
    const { id: claim } = await ask(owner, made, 'POST', `/parties/${party}/claims`, { kind: '工业互联网项目', key })
    const facts = { 名称: `设备互联 ${key}`, 类别: '5G+制造业融合项目', 省级专项资金: written }
    await ask(owner, anything, 'POST', `/parties/${party}/facts`, { facts: Object.entries(facts).map(([name, written]) => ({ claim, name, written, source: '省级资金下达文件' })) })
    const { id } = await ask(owner, made, 'POST', `/parties/${party}/matters`, { instrument: INSTRUMENT, claim, call })
    await ask(owner, anything, 'POST', `/matters/${id}/submission`, { pledged: true })
    await reviewed(of, id, 'inspection')
    matters.push(id)
  }
  return matters
}

const drawn = z.object({ id: z.string(), items: z.array(z.object({ matter: z.string(), number: z.string(), why: z.string() })) })

test('drawn, visited with a phone, signed by two and agreed to; what was not drawn goes on at once', async () => {
  const of = people()
  const [big = '', ...small] = await waiting(of, ['1000万元', '50万元', '60万元', '70万元'])
  const officer = await of('officer')
  await officer.goto('/inspections')
  await officer.getByText('4 件等待抽取').waitFor()
  await axe(officer)
  await screenshot(officer, 'inspections-to-draw')
  await officer.getByRole('button', { name: '抽取这 4 件' }).click()
  await officer.getByText(/抽中 2 件，其余 2 件可直接通过/).waitFor()
  await officer.getByRole('link', { name: '看抽取记录' }).click()
  // 30 % of four is two: the big one, and one of the others at random.
  await officer.getByText('进一取整为 2 件').waitFor()
  await officer.getByRole('button', { name: '在本机重新计算' }).click()
  await officer.getByText('完全一致').waitFor()
  await axe(officer)
  await screenshot(officer, 'inspections-draw')
  const draw = new URL(officer.url()).searchParams.get('open') ?? ''
  const { items } = await ask(officer, drawn, 'GET', `/inspection-draws/${draw}`)
  expect(items.find(one => one.matter === big)?.why).toBe('all from')
  expect(items.filter(one => small.includes(one.matter)).map(one => one.why).sort()).toEqual(['not drawn', 'not drawn', 'sample'])
  const english = await signedIn('officer', { ...phone, locale: 'en-GB' })
  await english.goto(`/inspections?tab=draws&open=${draw}`)
  await english.getByText('The order: by').waitFor()
  expect(await overflow(english)).toBe(0)
  await axe(english)
  await screenshot(english, 'inspections-draw-phone-en')

  const rest = items.find(one => one.why === 'not drawn')?.matter ?? ''
  await signAndAgree(officer, `/matters/${rest}`)
  expect((await readMatter(of, rest)).step).toBe('publicity')
  await officer.goto(`/matters/${big}`)
  await officer.locator('.review-bar').getByText('现场核查还没有两人签字').waitFor()
  expect(await officer.getByRole('button', { name: '通过', exact: true }).isDisabled()).toBe(true)

  // Planned, and the enterprise told.
  const number = items.find(one => one.matter === big)?.number ?? ''
  const field = await signedIn('officer', phone)
  const open = async (on: Page, tab: string) => {
    await on.goto(`/inspections?tab=${tab}`)
    await on.goto(`/inspections?tab=${tab}&open=${big}`)
    await on.locator('.inspection').waitFor()
  }
  await open(field, 'visit')
  await field.getByLabel('哪天去').fill(inDays(0))
  await field.getByLabel('地点').fill('一号车间')
  await field.getByLabel('示例部门经办').check()
  await field.getByLabel('示例部门负责人').check()
  expect(await overflow(field)).toBe(0)
  await axe(field)
  await screenshot(field, 'inspection-plan-phone')
  await field.getByRole('button', { name: '安排并通知企业' }).click()
  await field.getByRole('heading', { name: '核查记录' }).waitFor()
  const owner = await of('owner')
  await owner.goto('/notices')
  await owner.getByText(`事项 ${number} 定于 ${inDays(0)} 现场核查`).first().waitFor()
  await owner.goto(`/matters/${big}`)
  await owner.locator('.inspected-note', { hasText: '示例部门经办' }).getByText('一号车间').waitFor()
  await screenshot(owner, 'inspection-own-planned')

  // On site, with a phone: two photographs, where they were taken, each phrase, the representative’s words.
  await field.context().grantPermissions(['geolocation'])
  await field.context().setGeolocation({ latitude: 24.8108, longitude: 113.5975 })
  await field.getByLabel('附上所在位置').check()
  await field.locator('input[type=file][capture]').setInputFiles({ name: '设备.jpg', mimeType: 'image/jpeg', buffer: await photograph(field, '1# 加工中心') })
  await field.locator('.photos li').first().waitFor()
  await field.locator('input[type=file][multiple]').setInputFiles({ name: '铭牌.jpg', mimeType: 'image/jpeg', buffer: await photograph(field, '铭牌 2025-06') })
  await field.locator('.photos li').nth(1).waitFor()
  for (const choice of await field.locator('.finding').getByLabel('一致', { exact: true }).all()) await choice.check()
  await field.locator('.finding input[type=text]').first().fill('与台账逐台核对')
  await field.getByLabel('企业代表的说明').fill('王厂长：设备都在用，没有意见。')
  await field.getByLabel('与申报相符').check()
  expect(await overflow(field)).toBe(0)
  await axe(field)
  await screenshot(field, 'inspection-record-phone')
  // What is typed in the field is kept through a refresh.
  await field.reload()
  await field.locator('.photos li').nth(1).waitFor()
  await field.getByRole('button', { name: '签字提交' }).click()
  await field.getByText('等另一名核查人员确认').waitFor()
  expect(await field.locator('.visit-record .photos img').evaluateAll(all => all.map(one => one instanceof HTMLImageElement && one.naturalWidth > 0))).toEqual([true, true])
  await field.getByText('24.8108, 113.5975').first().waitFor()
  expect(await overflow(field)).toBe(0)
  await screenshot(field, 'inspection-recorded-phone')
  expect(await field.getByRole('button', { name: '确认属实并签字' }).count()).toBe(0)

  await open(english, 'visit')
  await english.getByText('Another inspector has yet to confirm it.').waitFor()
  expect(await overflow(english)).toBe(0)
  await axe(english)
  await screenshot(english, 'inspection-recorded-phone-en')

  const head = await of('head')
  await head.goto('/notices')
  await head.getByText(`事项 ${number} 的现场核查记录等您确认`).first().waitFor()
  await open(head, 'visit')
  await axe(head)
  await screenshot(head, 'inspection-confirm')
  await head.getByRole('button', { name: '确认属实并签字' }).click()
  await head.locator('.list-empty, .list').first().waitFor()
  await open(head, 'done')
  await head.getByText(/示例部门负责人 .* 确认。/).first().waitFor()
  await signAndAgree(officer, `/matters/${big}`)
  expect((await readMatter(of, big)).step).toBe('publicity')
  await officer.reload()
  await officer.locator('.inspection .visit-record').waitFor()
  await axe(officer)
  await screenshot(officer, 'inspection-review')

  const own = await signedIn('owner', phone)
  await own.goto(`/matters/${big}`)
  await own.getByText(/已现场核查.*与申报相符/).waitFor()
  await own.getByText('看核查记录').click()
  await own.locator('.photos img').first().waitFor()
  expect(await overflow(own)).toBe(0)
  await axe(own)
  await screenshot(own, 'inspection-own-phone')
}, 600_000)
