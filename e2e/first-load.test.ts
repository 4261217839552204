import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { page, takeProblems } from './harness.ts'

/** Everything but the font, which comes after the first paint and is not waited for. */
const LIMIT = 350 * 1024

test.each([['/policy', '.article'], ['/calculator', '.results'], ['/sandbox', '.strip[data-ready=true]']])('the first load of %s stays under 350 kB gzip', async (path, there) => {
  const blank = await page('/icon.svg')
  const bodies: Promise<readonly [string, number]>[] = []
  blank.on('response', response => {
    if (response.url().endsWith('.woff2')) return
    bodies.push(response.body().then(body => [new URL(response.url()).pathname, gzipSync(body, { level: 9 }).length] as const))
  })
  await blank.goto(path)
  await blank.waitForSelector(there)
  await blank.waitForLoadState('networkidle')
  const sizes = await Promise.all(bodies)
  for (const [name, size] of [...sizes].sort((a, b) => b[1] - a[1]).slice(0, 5)) console.info(`  ${(size / 1024).toFixed(0).padStart(4)} kB ${name}`)
  const total = sizes.reduce((sum, [, size]) => sum + size, 0)
  console.info(`first load of ${path}: ${(total / 1024).toFixed(0)} kB gzip in ${sizes.length} files`)
  expect(total).toBeLessThan(LIMIT)
  // A picture alone asked for /favicon.ico.
  takeProblems()
  // The figure means nothing if the page was not there.
  expect(sizes.some(([name]) => name.endsWith('.json'))).toBe(true)
})
