import { closeSync, existsSync, fsyncSync, mkdtempSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { codeOf } from './problem.ts'

/**
 * Builds a folder beside its place and moves it there whole: whoever is killed in the middle leaves nothing half in
 * that place, and of two at once the second one finds what the first one built.
 * @returns whether ours is the one that stands there
 */
export async function whole(place: string, build: (making: string) => Promise<void> | void): Promise<boolean> {
  sweep(place)
  if (existsSync(place)) return false
  const making = mkdtempSync(`${place}.making-${process.pid}-`)
  try {
    await build(making)
    sync(making)
    renameSync(making, place)
    // What is acknowledged later is only as lasting as the name of the folder it lies in.
    sync(dirname(place))
    return true
  } catch (error) {
    if (existsSync(place) && ['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(codeOf(error) ?? '')) return false
    throw error
  } finally {
    rmSync(making, { recursive: true, force: true })
  }
}

/** Forces a file, or the names in a folder, to the disk. */
export function sync(path: string): void {
  if (process.platform === 'win32') return
  const opened = openSync(path, 'r')
  try { fsyncSync(opened) } finally { closeSync(opened) }
}

export function alive(pid: number): boolean {
  try { process.kill(pid, 0); return true } catch (error) { return codeOf(error) === 'EPERM' }
}

/** Takes away what somebody left who was killed while building. */
function sweep(place: string): void {
  const prefix = `${basename(place)}.making-`
  const began = Date.now() - process.uptime() * 1000
  for (const name of readdirSync(dirname(place)).filter(one => one.startsWith(prefix))) {
    const path = join(dirname(place), name)
    const pid = Number(name.slice(prefix.length).split('-')[0])
    // In a container the number of a process comes back: ours may be the builder's who is no more.
    const left = pid === process.pid ? (statSync(path, { throwIfNoEntry: false })?.ctimeMs ?? Infinity) < began : !alive(pid)
    if (!left) continue
    // The killed one's initdb may still be at it; it ends when its files go, and the next start takes the rest.
    try { rmSync(path, { recursive: true, force: true, maxRetries: 3 }) } catch (error) { if (codeOf(error) !== 'ENOTEMPTY') throw error }
  }
}
