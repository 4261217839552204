import { readdirSync, readFileSync } from 'node:fs'

/** A process and those it started; Linux. */
export function treeOf(pid: number): number[] {
  const children = readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(Number).filter(one => parentOf(one) === pid)
  return [pid, ...children]
}

/** Seconds of processor time that processes took, with that of children that have ended. */
export function cpuOf(pids: readonly number[]): number {
  let ticks = 0
  for (const [i, pid] of pids.entries()) {
    const [user = 0, system = 0, ofUser = 0, ofSystem = 0] = fieldsOf(pid).slice(11, 15).map(Number)
    ticks += user + system + (i === 0 ? ofUser + ofSystem : 0)
  }
  return ticks / 100
}

const parentOf = (pid: number): number => Number(fieldsOf(pid)[1])

/** From the state on: the name before it may hold anything. */
function fieldsOf(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch { return [] }
}
