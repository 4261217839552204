import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import axeCore from 'axe-core'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, afterEach, expect, inject } from 'vitest'
import { findChromium } from '../scripts/lib/chromium.mjs'

const args = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
]
const shots = fileURLToPath(new URL('../.cache/shots/', import.meta.url))
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

let browser: Promise<Browser> | undefined
const contexts: BrowserContext[] = []
const problems: string[] = []

/** The address that the server under test printed. */
export const address = inject('address')

export interface PageOptions {
  readonly width?: number
  readonly height?: number
  readonly locale?: string
  readonly reducedMotion?: boolean
  /** Of another server than the one that all tests share. */
  readonly on?: string
}

/** A fresh browser profile at a path. What the page complains of in its console fails the test. */
export async function page(path = '/', options: PageOptions = {}): Promise<Page> {
  const { width = 1440, height = 900, locale = 'zh-CN', reducedMotion = true, on = address } = options
  // Chromium gets a folder of its own for its data, and it goes with the browser.
  // Without a language of the machine's, it cannot open files whose names are Chinese.
  browser ??= chromium.launch({ executablePath: requireProgram(), args, env: { ...process.env, LC_ALL: 'C.UTF-8' } })
  const context = await (await browser).newContext({
    baseURL: on, viewport: { width, height }, locale, timezoneId: 'Asia/Shanghai', reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
  })
  context.setDefaultTimeout(15_000)
  contexts.push(context)
  const opened = await context.newPage()
  opened.on('pageerror', error => problems.push(String(error)))
  opened.on('console', message => { if (message.type() === 'error') problems.push(`${message.text()} (${message.location().url})`) })
  opened.on('request', request => {
    const url = request.url()
    if (!url.startsWith(`${on}/`) && !/^(data|blob):/.test(url)) problems.push(`asked elsewhere: ${url}`)
  })
  await opened.goto(path)
  return opened
}

/** What the pages of this test complained of so far; taking it means it was expected. */
export function takeProblems(): string[] {
  return problems.splice(0)
}

/** No violation of WCAG 2.2 AA that axe can see. */
export async function axe(page: Page): Promise<void> {
  // Evaluated rather than added as a script, which the page's own policy forbids.
  await page.evaluate(axeCore.source)
  const violations = await page.evaluate(async tags => {
    const { violations } = await window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] })
    return violations.map(one => `${one.id}: ${one.help}\n${one.nodes.map(node => `  ${node.html}\n  ${node.failureSummary ?? ''}`).join('\n')}`)
  }, wcag)
  expect(violations.join('\n')).toBe('')
}

/** Into .cache/shots, to be looked at. */
export async function screenshot(page: Page, name: string, { fullPage = true } = {}): Promise<string> {
  mkdirSync(shots, { recursive: true })
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  const path = `${shots}${name}.png`
  await page.screenshot({ path, fullPage })
  return path
}

declare global {
  interface Window { axe: typeof axeCore }
}

function requireProgram(): string {
  const program = findChromium()
  if (program === undefined) throw new Error('no Chromium: npm test installs one where it may; CHROMIUM=path names one')
  return program
}

afterEach(async () => {
  await Promise.all(contexts.splice(0).map(context => context.close()))
  expect(takeProblems()).toEqual([])
})

afterAll(async () => {
  await (await browser)?.close()
  browser = undefined
})
