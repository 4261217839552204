import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { freePort } from './port.mjs'
import { run } from './run.mjs'
import { say } from './say.mjs'

/** The folder of PostgreSQL's programs: POSTGRES_BIN, on the path, or where Debian puts them. @returns {string | undefined} */
export function findPostgres() {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)).map(version => join(debian, version, 'bin')) : []
  return [process.env['POSTGRES_BIN'], ...(process.env['PATH'] ?? '').split(delimiter), ...versions].find(folder => folder !== undefined && existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')))
}

/** Installs one where that is ours to do. @returns {Promise<string | undefined>} */
export async function requirePostgres() {
  const found = findPostgres()
  if (found !== undefined) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('正在用 apt-get 安装 PostgreSQL……', 'Installing PostgreSQL with apt-get…')
    await run('apt-get', ['update', '-qq'], { quiet: true })
    const { code, output } = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'postgresql'], { quiet: true, env: { DEBIAN_FRONTEND: 'noninteractive' } })
    if (code !== 0) console.error(output)
  }
  return findPostgres()
}

/**
 * A server of its own on a free port of this machine, with its data in a folder that goes with it. PostgreSQL refuses to run as root: there it runs as nobody.
 * @param {string} bin @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startPostgres(bin) {
  const folder = mkdtempSync(join(tmpdir(), 'lizhu-postgres-'))
  const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
  if (nobody.uid !== undefined) chownSync(folder, nobody.uid, nobody.gid)
  const data = join(folder, 'data')
  await finished(spawn(join(bin, 'initdb'), ['-D', data, '-U', 'lizhu', '--auth=trust', '--encoding=UTF8', '--locale=C'], { ...nobody, stdio: 'ignore', cwd: folder }))
  const port = await freePort()
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200', '-c', 'work_mem=64MB'], { ...nobody, stdio: 'ignore', cwd: folder })
  const ended = finished(server, true)
  const url = `postgres://lizhu@127.0.0.1:${port}/postgres`
  await answering(data, ended)
  return { url, stop: async () => { server.kill('SIGINT'); await ended; rmSync(folder, { recursive: true, force: true }) } }
}

/** @param {import('node:child_process').ChildProcess} child @param {boolean} [anyCode] @returns {Promise<void>} */
function finished(child, anyCode = false) {
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => { if (code === 0 || anyCode) resolve(); else reject(new Error(`${child.spawnfile} ended with ${code}`)) })
  })
}

/** It listens before it answers: when it does, it says so in its own file. @param {string} data @param {Promise<void>} ended */
async function answering(data, ended) {
  const state = { over: false }
  void ended.then(() => { state.over = true })
  const said = join(data, 'postmaster.pid')
  for (let tries = 0; tries < 300 && !state.over; tries++) {
    if (existsSync(said) && /^ready\s*$/m.test(readFileSync(said, 'utf8'))) return
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  throw new Error('PostgreSQL did not start')
}
