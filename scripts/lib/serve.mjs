import { join } from 'node:path'
import { readPort, requireFree, taken } from './port.mjs'
import { build, install } from './prepare.mjs'
import { root } from './run.mjs'
import { complain, Problem, say } from './say.mjs'

/** Enterprises of the demonstration. */
const SIZE = 3000

async function start() {
  const port = readPort(process.env['PORT'])
  await requireFree(port)
  await install()
  await build()
  const { openService, openCity, readSettings } = await import('@lizhu/server')
  const policies = join(root, 'policies')
  const source = process.env['LIZHU_CITY']
  const city = source === undefined || source === '' ? undefined : await openCity({ source, policies })
  const settings = readSettings({ LIZHU_DATA: join(root, 'data'), ...process.env, PORT: String(port) })
  const server = await openService({
    settings, city, say, web: join(root, 'packages/web/dist'), demo: { policies, size: Number(process.env['LIZHU_DEMO_SIZE'] ?? SIZE) },
    log: join(settings.folder, 'logs', 'lizhu.log'), version: process.env['npm_package_version'] ?? '',
  })

  let stopping = false
  const stop = () => {
    if (stopping) process.exit(1)
    stopping = true
    clearInterval(watch)
    void Promise.all([server.close(), city?.close()]).then(() => say('已停止', 'Stopped'))
  }
  // Whoever ends npm ends the shell between it and us, which tells us nothing; the port must not stay taken.
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.env['npm_lifecycle_event'] !== undefined && process.ppid !== parent && !stopping) stop()
  }, 500)
  process.on('SIGINT', stop).on('SIGTERM', stop)
  if (city !== undefined) say(`沙盘可用城市“${city.about.name}”：${city.about.enterprises} 家企业`, `The sandbox offers the city ${city.about.name}: ${city.about.enterprises} enterprises`)
  say('立柱已启动，按 Ctrl+C 停止', 'Lizhu is running, Ctrl+C stops it')
  console.log(server.address)
}

/** Refusals of the packages carry their words in both languages. @param {unknown} error */
function inWords(error) {
  if (error instanceof Error && 'port' in error && error.message.endsWith('is taken')) return taken(Number(error.port))
  const words = error instanceof Error && 'words' in error ? error.words : undefined
  return typeof words === 'object' && words !== null && 'zh' in words && 'en' in words ? new Problem(String(words.zh), String(words.en)) : error
}

await start().catch((/** @type {unknown} */ error) => {
  complain(inWords(error))
  process.exitCode = 1
})
