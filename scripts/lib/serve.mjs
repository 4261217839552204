import { join } from 'node:path'
import { readPort, requireFree, taken } from './port.mjs'
import { build, install } from './prepare.mjs'
import { root } from './run.mjs'
import { complain, say } from './say.mjs'

async function start() {
  const port = readPort(process.env['PORT'])
  await requireFree(port)
  await install()
  await build()
  const { createApp, listen, PortTaken } = await import('@lizhu/server')
  const server = await listen(createApp({ web: join(root, 'packages/web/dist') }), port)
    .catch((/** @type {unknown} */ error) => { throw error instanceof PortTaken ? taken(port) : error })

  let stopping = false
  const stop = () => {
    if (stopping) process.exit(1)
    stopping = true
    clearInterval(watch)
    void server.close().then(() => say('已停止', 'Stopped'))
  }
  // Whoever ends npm ends the shell between it and us, which tells us nothing; the port must not stay taken.
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.env['npm_lifecycle_event'] !== undefined && process.ppid !== parent && !stopping) stop()
  }, 500)
  process.on('SIGINT', stop).on('SIGTERM', stop)
  say('立柱已启动，按 Ctrl+C 停止', 'Lizhu is running, Ctrl+C stops it')
  console.log(server.address)
}

await start().catch((/** @type {unknown} */ error) => {
  complain(error)
  process.exitCode = 1
})
