import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

/**
 * Each contender is a process, so that its memory is its own; it is told `run` for a whole pass over the city and answers with
 * milliseconds and CPU seconds, `end` and it answers with its peak memory. One JSON object a line.
 */
export interface Answer { readonly [name: string]: unknown }
export interface Started { readonly name: string; readonly ready: Answer; readonly ask: (what: string) => Promise<Answer>; readonly end: () => Promise<Answer> }

export async function started(name: string, command: string, args: readonly string[]): Promise<Started> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const answer = async (): Promise<Answer> => {
    const line = await lines.next()
    if (line.done === true) throw new Error(`${name} ended without an answer`)
    const said: unknown = JSON.parse(line.value)
    if (typeof said !== 'object' || said === null) throw new Error(`${name}: ${line.value}`)
    return Object.fromEntries(Object.entries(said))
  }
  const ask = (what: string): Promise<Answer> => { child.stdin.write(`${what}\n`); return answer() }
  return { name, ready: await answer(), ask, async end() { const last = await ask('end'); child.stdin.end(); if (child.exitCode === null) await once(child, 'close'); return last } }
}

/** The other side: works whenever it is told to. `check`: what the parent compares. */
export async function serve(run: () => unknown, check: Answer, close: () => unknown = () => undefined): Promise<void> {
  const say = (answer: Answer): void => { process.stdout.write(`${JSON.stringify(answer)}\n`) }
  say(check)
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'end') break
    const before = process.cpuUsage()
    const start = performance.now()
    await run()
    const ms = performance.now() - start
    const { user, system } = process.cpuUsage(before)
    say({ ms, cpu: (user + system) / 1e6 })
  }
  say({ rss: peakMemory() })
  await close()
}

/** Bytes. The kernel's own figure where there is one: maxRSS is handed down from the process that started us. */
export function peakMemory(): number {
  const status = process.platform === 'linux' ? readFileSync('/proc/self/status', 'utf8') : ''
  const found = /^VmHWM:\s*(\d+) kB/m.exec(status)?.[1]
  return (found === undefined ? process.resourceUsage().maxRSS : Number(found)) * 1024
}
