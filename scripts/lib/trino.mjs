import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from './port.mjs'
import { root, run } from './run.mjs'
import { say } from './say.mjs'

/** Versions of the server by the Java that they want: the newest that the Java at hand can run is taken. */
const VERSIONS = [{ java: 24, trino: '476' }, { java: 17, trino: '435' }]
const folder = join(root, '.cache/trino')

/** The newest Java of this machine: JAVA_HOME, and where Debian puts them. @returns {Promise<{ home: string, version: number } | undefined>} */
async function newestJava() {
  const debian = '/usr/lib/jvm'
  const homes = [process.env['JAVA_HOME'], ...(existsSync(debian) ? readdirSync(debian).map(name => join(debian, name)) : [])].filter(home => home !== undefined && existsSync(join(home, 'bin/java')))
  const found = await Promise.all(homes.map(async home => {
    const { output } = await run(join(home ?? '', 'bin/java'), ['-version'], { quiet: true })
    return { home: home ?? '', version: Number(/version "(\d+)/.exec(output)?.[1] ?? 0) }
  }))
  return found.sort((a, b) => b.version - a.version)[0]
}

/** Fetches the server from Maven Central once, into .cache. @returns {Promise<{ home: string, java: string } | undefined>} undefined: it cannot be had here, and why was said */
export async function requireTrino() {
  const java = await newestJava()
  const fit = VERSIONS.find(one => java !== undefined && java.version >= one.java)
  if (java === undefined || fit === undefined) { say('跳过 Trino：没有 Java 17 以上', 'TRINO SKIPPED: no Java 17 or later here'); return undefined }
  const home = join(folder, `trino-server-${fit.trino}`)
  if (!existsSync(join(home, 'bin/launcher'))) {
    say(`正在下载 Trino ${fit.trino}（约 800 MB）……`, `Fetching Trino ${fit.trino} (about 800 MB)…`)
    mkdirSync(folder, { recursive: true })
    const got = await run('mvn', ['-q', '-B', 'dependency:copy', `-Dartifact=io.trino:trino-server:${fit.trino}:tar.gz`, `-DoutputDirectory=${folder}`], { quiet: true, cwd: folder }).catch(() => ({ code: 1, output: 'no mvn' }))
    if (got.code !== 0) { say('跳过 Trino：Maven 取不到服务器', 'TRINO SKIPPED: Maven cannot fetch the server'); return undefined }
    const archive = join(folder, `trino-server-${fit.trino}.tar.gz`)
    // Only what is needed of 40 connectors.
    const { code } = await run('tar', ['xzf', archive, '-C', folder, '--exclude=*/plugin/*', '--wildcards'], { quiet: true })
    const plugin = await run('tar', ['xzf', archive, '-C', folder, `trino-server-${fit.trino}/plugin/memory`], { quiet: true })
    rmSync(archive)
    if (code !== 0 || plugin.code !== 0) { say('跳过 Trino：解不开下载的包', 'TRINO SKIPPED: what was fetched cannot be unpacked'); return undefined }
  }
  return { home, java: java.home }
}

/** A server of its own with a catalog in memory. @param {{ home: string, java: string }} trino @returns {Promise<{ url: string, stop: () => Promise<void> }>} */
export async function startTrino({ home, java }) {
  const port = await freePort()
  const etc = join(home, 'etc')
  mkdirSync(join(etc, 'catalog'), { recursive: true })
  writeFileSync(join(etc, 'node.properties'), `node.environment=test\nnode.id=lizhu\nnode.data-dir=${join(folder, 'data')}\n`)
  writeFileSync(join(etc, 'jvm.config'), '-server\n-Xmx6G\n-XX:+UseG1GC\n-XX:+ExplicitGCInvokesConcurrent\n-Djdk.attach.allowAttachSelf=true\n--enable-native-access=ALL-UNNAMED\n')
  writeFileSync(join(etc, 'config.properties'), `coordinator=true\nnode-scheduler.include-coordinator=true\nhttp-server.http.port=${port}\nnode.internal-address=127.0.0.1\nnode.bind-ip=127.0.0.1\ndiscovery.uri=http://127.0.0.1:${port}\ncatalog.management=static\nquery.max-length=10000000\nquery.max-stage-count=400\n`)
  writeFileSync(join(etc, 'catalog/memory.properties'), 'connector.name=memory\nmemory.max-data-per-node=2GB\n')
  const server = spawn(join(home, 'bin/launcher'), ['run'], { stdio: 'ignore', detached: true, env: { ...process.env, JAVA_HOME: java, PATH: `${join(java, 'bin')}:${process.env['PATH'] ?? ''}` } })
  /** @type {Promise<void>} */
  const ended = new Promise(resolve => server.on('close', () => resolve()))
  const stop = async () => { if (server.pid !== undefined) process.kill(-server.pid, 'SIGTERM'); await ended }
  for (let tries = 0; tries < 240; tries++) {
    /** @type {unknown} */
    const info = await fetch(`http://127.0.0.1:${port}/v1/info`).then(answer => answer.json()).catch(() => undefined)
    if (typeof info === 'object' && info !== null && 'starting' in info && info.starting === false) return { url: `trino://lizhu@127.0.0.1:${port}/memory/lizhu`, stop }
    await new Promise(resolve => setTimeout(resolve, 500))
  }
  await stop()
  throw new Error('Trino did not start')
}
