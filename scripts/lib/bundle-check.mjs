import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { freePort } from './port.mjs'
import { Problem, say, seconds } from './say.mjs'

/**
 * Does with a bundle what docs/operate.md says, as a user without rights, far from this checkout: a city made, served,
 * looked at, backed up, and restored elsewhere. @param {string} file @param {string} name of the folder in it
 */
export async function checkBundle(file, name) {
  const since = performance.now()
  const place = mkdtempSync(join(tmpdir(), 'lizhu-bundle-'))
  chmodSync(place, 0o755)
  const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
  try {
    const [data, other, backups] = ['data', 'other', 'backups'].map(one => join(place, one))
    for (const one of [data, other, backups]) {
      mkdirSync(String(one))
      if (nobody.uid !== undefined) chownSync(String(one), nobody.uid, nobody.gid)
    }
    must('tar', spawnSync('tar', ['-xzf', file, '-C', place], { encoding: 'utf8' }))
    const home = join(place, name)
    const port = await freePort()
    const lizhu = join(home, 'bin/lizhu')
    const options = { ...nobody, cwd: place, encoding: /** @type {const} */ ('utf8'), env: { PATH: [dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter), LIZHU_DATA: String(data), PORT: String(port), LIZHU_SETTINGS: join(place, 'none'), LIZHU_LANG: 'en' } }
    const ran = (/** @type {readonly string[]} */ args, env = {}) => spawnSync(lizhu, args, { ...options, env: { ...options.env, ...env } })

    must('init', ran(['init', '--tenant', 'shaoguan', '--name', '韶关市', '--pack', join(home, 'policies/shaoguan-2020-2'), '--admin', 'anquan', '--admin-name', '安全员']))
    const service = spawn(lizhu, ['serve'], { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    /** @type {Promise<number>} */
    const ended = new Promise(resolve => service.on('close', code => resolve(code ?? 1)))
    let said = ''
    for (const stream of [service.stdout, service.stderr]) stream.setEncoding('utf8').on('data', text => { said += String(text) })
    const backup = join(String(backups), 'one.lizhu')
    try {
      await answering(`http://127.0.0.1:${port}/healthz`, ended, () => said)
      for (const path of ['/', '/api/openapi.json']) {
        const { status } = await fetch(`http://127.0.0.1:${port}${path}`)
        if (status !== 200) throw new Error(`${path} answered ${status}`)
      }
      must('backup', ran(['backup', backup]))
      const looked = ran(['doctor'])
      // How full this machine's disk is says nothing of the bundle.
      if (!looked.stdout.includes('✓ database') || looked.stdout.split('\n').some(line => line.startsWith('✗') && line !== '✗ disk space')) must('doctor', { ...looked, status: 1 })
    } finally {
      service.kill('SIGTERM')
      if (await ended !== 0) console.error(said)
    }
    must('restore', ran(['restore', backup, '--without-keys'], { LIZHU_DATA: String(other) }))
    if (readdirSync(String(backups)).join() !== 'one.lizhu') throw new Error('something was left beside the backup')
    say(`打包自检通过，用时 ${seconds(since)}`, `The bundle was checked, ${seconds(since)}`)
  } finally { rmSync(place, { recursive: true, force: true }) }
}

/** @param {string} what @param {import('node:child_process').SpawnSyncReturns<string>} ran */
function must(what, { status, stdout, stderr }) {
  if (status !== 0) throw new Problem(`打包自检失败：${what}\n${stdout}${stderr}`, `The check of the bundle failed: ${what}, exit code ${status}`)
}

/** @param {string} url @param {Promise<number>} ended @param {() => string} said */
async function answering(url, ended, said) {
  const state = { over: false }
  void ended.then(() => { state.over = true })
  for (let tries = 0; tries < 600 && !state.over; tries++) {
    if (await fetch(url).then(answer => answer.ok, () => false)) return
    await new Promise(resolve => setTimeout(resolve, 200))
  }
  throw new Error(`lizhu serve did not answer:\n${said()}`)
}
