import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * @typedef {{ code: number, output: string }} Result
 * @param {string} command @param {readonly string[]} args
 * @param {{ quiet?: boolean, cwd?: string, env?: Record<string, string> }} [options] quiet: keep the output to show on failure
 * @returns {Promise<Result>}
 */
export function run(command, args, { quiet = false, cwd = root, env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', text => { output += String(text) })
    }
    child.on('error', reject)
    child.on('close', code => resolve({ code: code ?? 1, output }))
  })
}

/** A tool installed here, on the Node that runs us. @param {string} script below node_modules */
export function tool(script) {
  return fileURLToPath(new URL(`../../node_modules/${script}`, import.meta.url))
}

/** npm as a program and its first arguments: the one that called us, on our own Node; a shim of Windows cannot be spawned. */
export function npm() {
  const own = process.env['npm_execpath']
  return own?.endsWith('.js') ? { command: process.execPath, first: [own] } : { command: 'npm', first: [] }
}
