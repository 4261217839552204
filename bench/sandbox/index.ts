import { readdirSync } from 'node:fs'
import { rational } from '@lizhu/feel'
import { loadPack } from '@lizhu/policy'
import { readFolder, siblings } from '@lizhu/policy/node'
import { parametersOf } from '@lizhu/policy/simulate'
import { chromium, type Page } from 'playwright-core'
import { findChromium } from '../../scripts/lib/chromium.mjs'
import { started } from '../../scripts/lib/started.mjs'
import { median, quantile } from '../lib/measure.ts'

/**
 * The policy sandbox as a user has it: Chromium, the pages `npm start` serves, one worker, a city of `SIZE` enterprises.
 * From the input event of a slider to the frame that shows the new figures, and what of it is the worker's reckoning.
 */
const SIZE = Number(process.env['SIZE'] ?? 100_000)
const RULES = 30
const INPUTS = Number(process.env['INPUTS'] ?? 120)

const executablePath = findChromium()
if (executablePath === undefined) throw new Error('no Chromium: CHROMIUM=path names one')
const server = await started()
const browser = await chromium.launch({ executablePath, args: ['--headless', '--no-sandbox', '--disable-gpu'] })
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
  page.setDefaultTimeout(300_000)
  const since = performance.now()
  await page.goto(`${server.address}/sandbox?size=${SIZE}&article=13`)
  await page.waitForSelector('.strip[data-ready=true]')
  console.log(`${SIZE} enterprises: from the address to the first figures ${seconds(performance.now() - since)}`)
  report('while dossiers are still being worked out', await slide(page, INPUTS))
  await page.waitForFunction(() => document.querySelector('.strip-notes [role=status]') === null)
  console.log(`every dossier worked out after ${seconds(performance.now() - since)}`)
  report('when all is worked out', await slide(page, INPUTS))
  const texts = await write(page, RULES)
  console.log(`${texts.length} changes of a rule's text: from the input to new figures on screen, the first ${(texts[0] ?? 0).toFixed(1)} ms, then ${spread(texts.slice(1))}`)
  await page.goto(`${server.address}/icon.svg`)
  const { one, all, anew } = await reckon(page)
  console.log(`in the worker, answer and totals together: one number of one instrument ${spread(one)}; all instruments again, by the kernels there are, ${spread(anew)}; every number of every instrument at once, kernels made anew, ${spread(all)}`)
} finally {
  await browser.close()
  await server.stop()
}

interface Sliding { readonly shown: readonly number[]; readonly slider: readonly number[] }

/** Each input waits for the figures of the one before. Shown: the frame after the one in which they changed has begun. */
async function slide(page: Page, inputs: number): Promise<Sliding> {
  await page.locator('[data-parameter="I13-1.amount"]').focus()
  return page.evaluate(async many => {
    const slider = document.querySelector('.dial input[type=range]')
    const figure = document.querySelector('[data-figure="difference"]')
    const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
    if (!(slider instanceof HTMLInputElement) || figure === null) throw new Error('the page has no slider')
    const frame = () => new Promise<number>(resolve => requestAnimationFrame(() => { const turn = new MessageChannel(); turn.port1.onmessage = () => resolve(performance.now()); turn.port2.postMessage(0) }))
    const shown: number[] = []
    const own: number[] = []
    for (let i = 0; i < many; i++) {
      const changed = new Promise<void>(resolve => { new MutationObserver((_, observer) => { observer.disconnect(); resolve() }).observe(figure, { characterData: true, childList: true, subtree: true }) })
      const since = performance.now()
      value?.set?.call(slider, String(60 + (i * 7) % 90))
      slider.dispatchEvent(new Event('input', { bubbles: true }))
      own.push(performance.now() - since)
      await changed
      shown.push(await frame() - since)
      await new Promise(resolve => setTimeout(resolve, 30))
    }
    return { shown, slider: own }
  }, inputs)
}

/** A condition written anew, again and again; the rules have been fetched before, as when the editor is open. */
async function write(page: Page, changes: number): Promise<readonly number[]> {
  await page.locator('.rule summary').click()
  await page.locator('[data-part="I13-1.when.1"] textarea').waitFor()
  await page.waitForTimeout(1000)
  return page.evaluate(async many => {
    const field = document.querySelector('[data-part="I13-1.when.1"] textarea')
    const figure = document.querySelector('[data-figure="difference"]')
    const value = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')
    if (!(field instanceof HTMLTextAreaElement) || figure === null) throw new Error('the page has no rule to write')
    const frame = () => new Promise<number>(resolve => requestAnimationFrame(() => { const turn = new MessageChannel(); turn.port1.onmessage = () => resolve(performance.now()); turn.port2.postMessage(0) }))
    const shown: number[] = []
    for (let i = 0; i < many; i++) {
      const changed = new Promise<void>(resolve => { new MutationObserver((_, observer) => { observer.disconnect(); resolve() }).observe(figure, { characterData: true, childList: true, subtree: true }) })
      const since = performance.now()
      value?.set?.call(field, `固定资产投资 >= ${300 + i * 20}万元`)
      field.dispatchEvent(new Event('input', { bubbles: true }))
      await changed
      shown.push(await frame() - since)
      await new Promise(resolve => setTimeout(resolve, 400))
    }
    return shown
  }, changes)
}

/** The worker alone, asked in its own words: one number, then every sum and rate that the law has. */
async function reckon(page: Page): Promise<{ readonly one: readonly number[]; readonly all: readonly number[]; readonly anew: readonly number[] }> {
  const { program } = loadPack(readFolder('policies/shaoguan-2020-2'), siblings('policies/shaoguan-2020-2'), [readFolder('policies/shaoguan-demo')])
  const numbers = parametersOf(program).flatMap(({ id, type, value }) => ((type.kind === 'rate' || type.kind === 'money') && rational.isRational(value) ? [{ id, n: value.n.toString(), d: value.d.toString() }] : []))
  const worker = `/assets/${readdirSync('packages/web/dist/assets').find(name => /^sandbox\.worker.*\.js$/.test(name)) ?? ''}`
  return page.evaluate(async ({ worker: address, size, rounds, numbers: all }) => {
    const worker = new Worker(address, { type: 'module' })
    const told = (kind: string, id?: number) => new Promise<number>((resolve, reject) => {
      const listen = ({ data }: MessageEvent<{ readonly kind: string; readonly id?: number; readonly ms: number; readonly message?: string }>): void => {
        if (data.kind === 'failed') reject(new Error(data.message))
        // Earlier answers come again with more dossiers counted in.
        if (data.kind !== kind || data.id !== id) return
        worker.removeEventListener('message', listen)
        resolve(data.ms)
      }
      worker.addEventListener('message', listen)
    })
    const ready = told('ready')
    worker.postMessage({ kind: 'open', program: await (await fetch('/packs/shaoguan-2020-2.trial.json')).text(), city: { size, seed: 1, asOf: 20_416 } })
    await ready
    let id = 0
    const again = async (): Promise<number[]> => {
      const found: number[] = []
      for (let i = 0; i < rounds; i++) {
        const answer = told('compared', ++id)
        worker.postMessage({ kind: 'anew', id, trial: { reform: new Map(), texts: new Map(), assumptions: { takeUp: 100, share: 100 } } })
        found.push(await answer)
      }
      return found.slice(5)
    }
    const times = async (which: typeof all): Promise<number[]> => {
      const found: number[] = []
      for (let i = 0; i < rounds; i++) {
        const answer = told('compared', ++id)
        worker.postMessage({ kind: 'run', id, trial: { reform: new Map(which.map(({ id, n, d }) => [id, { n: BigInt(n) * BigInt(101 + i), d: BigInt(d) * 100n }])), texts: new Map(), assumptions: { takeUp: 100, share: 100 } } })
        found.push(await answer)
      }
      return found.slice(5)
    }
    return { one: await times(all.filter(({ id }) => id === 'I13-1.amount')), anew: await again(), all: await times(all) }
  }, { worker, size: SIZE, rounds: 45, numbers })
}

function report(when: string, { shown, slider }: Sliding): void {
  console.log(`${shown.length} inputs ${when}: input to new figures on screen ${spread(shown)}; of it until the slider itself has moved ${spread(slider)}`)
}
function spread(times: readonly number[]): string { return `median ${median(times).toFixed(1)} ms, p95 ${quantile(times, 0.95).toFixed(1)} ms, most ${Math.max(...times).toFixed(1)} ms` }
function seconds(ms: number): string { return `${(ms / 1000).toFixed(1)} s` }
