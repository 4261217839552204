import { spawn } from 'node:child_process'
import { root } from './run.mjs'

/**
 * `npm start` as a user has it, on a free port.
 * @typedef {{ address: string, output: () => string, stop: () => Promise<number> }} Started stop: by Ctrl+C; the exit code
 * @param {{ node?: string, port?: number, env?: Readonly<Record<string, string>> }} [options] @returns {Promise<Started>}
 */
export function started({ node = process.execPath, port = 0, env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, ['scripts/start.mjs'], {
      cwd: root, env: { ...process.env, ...env, PORT: String(port) }, stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    /** @type {Promise<number>} */
    const ended = new Promise(end => child.on('close', code => end(code ?? 1)))
    const stop = () => {
      child.kill('SIGINT')
      return ended
    }
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', text => {
        output += String(text)
        const address = /^http:\/\/\S+$/m.exec(output)?.[0]
        if (address !== undefined) resolve({ address, output: () => output, stop })
      })
    }
    child.on('error', reject)
    void ended.then(code => reject(new Error(`ended with ${code} before it served:\n${output}`)))
  })
}
