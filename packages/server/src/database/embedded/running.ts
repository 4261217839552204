import { readFileSync, readlinkSync, statSync, rmSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { codeOf } from './problem.ts'
import { alive } from './whole.ts'

/** The server that works on this data now, as its own file says. Not ready: no port, since before it has bound that port another server may answer there. */
export interface Found { readonly pid: number; readonly port?: number }

/** More than any system gives to a process. */
const NOBODY = 99_999_999

/**
 * Reads postmaster.pid. PostgreSQL itself passes over one whose process is gone. One whose number now belongs to
 * another program it takes for a running server and refuses to start, as is common in a container, where numbers come back: that is mended here.
 */
export function found(data: string): Found | undefined {
  const file = join(data, 'postmaster.pid')
  const text = textOf(file)
  if (text === undefined) return undefined
  const lines = text.split('\n')
  const [pid = 0, , , port = 0] = lines.map(Number)
  // Empty for a moment while it is made; empty for longer, it is what a power cut left.
  if (text === '' && Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > 10_000) rmSync(file, { force: true })
  if (!Number.isSafeInteger(pid) || pid <= 0 || !alive(pid)) return undefined
  const whose = belongs(pid, data)
  if (whose === 'ours') return { pid, ...(lines[7]?.trim() === 'ready' ? { port } : {}) }
  // The rest of the file stays: by it PostgreSQL sees whether processes of a dead server still hold its memory.
  if (whose === 'another') writeFileSync(file, text.replace(/^\d+/, String(NOBODY)))
  return undefined
}

/** Whether a living process is the PostgreSQL of this data. Unclear: PostgreSQL shall decide. */
function belongs(pid: number, data: string): 'ours' | 'another' | 'unclear' {
  // Elsewhere than on Linux and macOS the password and the folder that the server names must do.
  if (process.platform !== 'linux') return process.platform !== 'darwin' || spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout.includes(data) ? 'ours' : 'another'
  const command = textOf(`/proc/${pid}/cmdline`)?.split('\0') ?? []
  if (!/(^|\/)postgres(:|$)/.test(command[0] ?? '')) return 'another'
  try {
    // It works in its data folder. By number, since the folder may have been moved under it.
    readlinkSync(`/proc/${pid}/cwd`)
    const [there, here] = [statSync(`/proc/${pid}/cwd`), statSync(data)]
    return there.dev === here.dev && there.ino === here.ino ? 'ours' : 'another'
  } catch {
    // In a container even root may not look.
    return command.includes(data) ? 'ours' : 'unclear'
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ESRCH') return undefined
    throw error
  }
}
