import { join } from 'node:path'
import { readPort, requireFree, taken } from './port.mjs'
import { build, install } from './prepare.mjs'
import { root } from './run.mjs'
import { complain, Problem, say } from './say.mjs'

async function start() {
  const port = readPort(process.env['PORT'])
  await requireFree(port)
  await install()
  await build()
  const { createApp, listen, openCity, PortTaken, Refusal } = await import('@lizhu/server')
  const source = process.env['LIZHU_CITY']
  const city = source === undefined || source === '' ? undefined : await openCity({ source, policies: join(root, 'policies') })
    .catch((/** @type {unknown} */ error) => { throw error instanceof Refusal ? new Problem(error.words.zh, error.words.en) : error })
  const server = await listen(createApp({ web: join(root, 'packages/web/dist'), city }), port)
    .catch((/** @type {unknown} */ error) => { throw error instanceof PortTaken ? taken(port) : error })

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

await start().catch((/** @type {unknown} */ error) => {
  complain(error)
  process.exitCode = 1
})
