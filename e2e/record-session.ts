import type { Page } from 'playwright-core'
import { page, type PageOptions } from './harness.ts'

/** A page on which somebody of the demonstration is signed in, at their home; by their login. */
export async function signedIn(login: string, options: PageOptions = {}): Promise<Page> {
  const on = await page('/sign-in', options)
  await on.locator(`.demo-accounts [data-login="${login}"]`).click()
  await on.waitForURL('**/home')
  await on.waitForSelector('.page-head h1')
  return on
}

/** The address of the record of the enterprise that is signed in. */
export async function ownRecord(on: Page): Promise<string> {
  return await on.locator('.header-pages a[href^="/parties/"]').first().getAttribute('href') ?? ''
}

/** Wider than the window by so many pixels. */
export const overflow = (on: Page): Promise<number> => on.evaluate(() => document.documentElement.scrollWidth - innerWidth)
