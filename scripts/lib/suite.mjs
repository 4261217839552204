import { rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { requireChromium } from './chromium.mjs'
import { requirePostgres } from './postgres.mjs'
import { build, install } from './prepare.mjs'
import { closing, count, none, sum } from './report.mjs'
import { root, run, tool } from './run.mjs'
import { complain, say, seconds } from './say.mjs'
import { files } from './stamp.mjs'

/** @typedef {import('./report.mjs').Counts} Counts */

const filters = process.argv.slice(2)
const failure = { ...none, failed: 1 }

/** @param {string} script @param {readonly string[]} args @param {Record<string, string>} [env] @returns {Promise<number>} */
async function node(script, args, env) {
  return (await run(process.execPath, [script, ...args], env ? { env } : {})).code
}

/** @param {string} project @param {Record<string, string>} [env] @returns {Promise<Counts>} */
async function vitest(project, env) {
  const report = join(root, `.cache/reports/${project}.json`)
  rmSync(report, { force: true })
  const code = await node(tool('vitest/vitest.mjs'), [
    'run', '--project', project, '--reporter', 'default', '--reporter', 'json', '--outputFile.json', report,
    '--passWithNoTests', ...filters,
  ], env)
  return count(report, code)
}

async function databases() {
  if (await requirePostgres() === undefined) {
    say(
      '跳过与 PostgreSQL 的对照：此处没有 PostgreSQL，也无权安装。请安装 15 以上，或以 POSTGRES_BIN=目录 指定',
      'POSTGRESQL SKIPPED: it is not here and may not be installed. Install 15 or later, or name its programs with POSTGRES_BIN=folder',
    )
  }
  return vitest('data')
}

async function browser() {
  const chromium = await requireChromium()
  if (chromium !== undefined) return vitest('e2e', { CHROMIUM: chromium })
  say(
    '跳过浏览器测试：未找到 Chromium，此处也无权安装。请安装 Chromium 或 Chrome，或以 CHROMIUM=路径 指定',
    'BROWSER TESTS SKIPPED: no Chromium here and it may not be installed. Install Chromium or Chrome, or name one with CHROMIUM=path',
  )
  return { ...none, skipped: 1 }
}

/** @param {() => Promise<unknown>} work @returns {Promise<Counts>} */
async function check(work) {
  return (await work()) === 0 ? none : failure
}

/** A filter is for vitest alone, and the browser is started only for a browser test. */
const wantsBrowser = filters.length === 0
  || files(join(root, 'e2e')).some(file => filters.some(filter => relative(root, file).includes(filter)))
const wantsAll = filters.length === 0

/** @type {readonly { name: string, wanted: boolean, work: () => Promise<Counts> }[]} */
const steps = [
  { name: 'types', wanted: wantsAll, work: () => check(() => node(tool('typescript/bin/tsc'), ['-b'])) },
  { name: 'lint', wanted: wantsAll, work: () => check(() => node('scripts/lint.mjs', [])) },
  { name: 'arrows', wanted: wantsAll, work: () => check(() => node('scripts/arrows.mjs', [])) },
  { name: 'unit', wanted: true, work: () => vitest('unit') },
  { name: 'server', wanted: true, work: () => vitest('server') },
  { name: 'data', wanted: true, work: databases },
  { name: 'build', wanted: wantsBrowser, work: () => build().then(() => none) },
  { name: 'browser', wanted: wantsBrowser, work: browser },
]

/** @param {() => Promise<Counts>} work @returns {Promise<Counts>} */
async function safely(work) {
  try {
    return await work()
  } catch (error) {
    complain(error)
    return failure
  }
}

/** @type {{ name: string, counts: Counts, time: string }[]} */
const done = []
/** @param {string} name @param {() => Promise<Counts>} work */
async function step(name, work) {
  console.log(`\n── ${name}`)
  const since = performance.now()
  const counts = await safely(work)
  done.push({ name, counts, time: seconds(since) })
  return counts.failed === 0
}

if (await step('install', () => install().then(() => none))) {
  for (const { name, wanted, work } of steps) {
    if (!wanted) continue
    // All else is tried whatever fails before it, so that one run tells everything.
    if (!await step(name, work) && name === 'build') break
  }
}

console.log('\n── summary')
for (const { name, counts, time } of done) {
  const detail = counts === none ? 'ok' : counts === failure ? 'FAILED' : closing(counts)
  console.log(`${name.padEnd(8)} ${time.padStart(8)}  ${detail}`)
}
const total = sum(done.map(one => one.counts))
// Said again at the end, where it is looked for: the run prints some thousand lines.
for (const failure of total.failures) console.log(`\n✗ ${failure.slice(0, 1500)}`)
if (total.passed + total.failed === 0) {
  say('没有测试运行', 'No test ran')
  total.failed = 1
}
console.log(closing(total))
process.exitCode = total.failed === 0 ? 0 : 1
