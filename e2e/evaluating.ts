import type { Page } from 'playwright-core'
import { axe, screenshot } from './harness.ts'

/** The lead unit says, once the money is paid, that what was aimed at was not reached; the leading group is shown where it asks money back. */
export async function evaluated(of: (login: string) => Promise<Page>, matter: string): Promise<void> {
  const lead = await of('officer')
  await lead.goto(`/matters/${matter}`)
  await lead.locator('.evaluation summary', { hasText: '评价绩效' }).click()
  await lead.getByLabel('结论').selectOption({ label: '未达到目标' })
  await lead.getByLabel('数字和说明').fill('目标：新增产值 500 万元；实际：210 万元。')
  await axe(lead)
  await screenshot(lead, 'evaluation-form', { fullPage: false })
  await lead.locator('.evaluation').getByRole('button', { name: '评价绩效' }).click()
  await lead.locator('.evaluation', { hasText: '未达到目标' }).getByText('实际：210 万元').waitFor()
  const leader = await of('leader')
  await leader.goto(`/matters/${matter}`)
  await leader.getByText('需要追回的，在上面的“追回”里决定').waitFor()
}
