import type { Page } from 'playwright-core'

/** Signs every phrase of a matter with the keyboard. */
export async function sign(on: Page, matter: string): Promise<void> {
  await on.goto(matter)
  const boxes = on.locator('.review-phrases input[type=checkbox]')
  await boxes.first().waitFor()
  const many = await boxes.count()
  await on.locator('body').press('k')
  for (let i = 0; i < many; i++) {
    // The space bar signs the phrase in focus, J walks on.
    await on.keyboard.press(' ')
    await on.waitForFunction(index => document.querySelectorAll<HTMLInputElement>('.review-phrases input')[index]?.checked === true, i)
    await on.keyboard.press('j')
  }
}

/** The same, and agrees for one’s unit. */
export async function signAndAgree(on: Page, matter: string): Promise<void> {
  await sign(on, matter)
  const answered = on.waitForResponse(response => /\/opinions\/[^/]+\/given$/.test(response.url()))
  await on.getByRole('button', { name: '通过', exact: true }).click()
  const status = (await answered).status()
  if (status !== 201) throw new Error(`the opinion was answered ${status}`)
}
