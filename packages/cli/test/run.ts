import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { vi } from 'vitest'
import type * as Open from '../src/open.ts'

export const root = join(import.meta.dirname, '../../..')
export const shaoguan = join(root, 'policies/shaoguan-2020-2')
/** The command as it is installed. */
export const bin = join(root, 'packages/cli/bin/lizhu.mjs')
export const env = { ...process.env, LIZHU_LANG: 'zh', NO_COLOR: '1' }

export interface Ended { readonly status: number | null; readonly stdout: string; readonly stderr: string }

/** Builds the command, for tests of it as a process. */
export function build(): void { execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b', 'packages/cli'], { cwd: root }) }

/** Runs the command as a process of its own, as a user does. */
export function spawned(args: readonly string[], { cwd = root, input = '' }: { readonly cwd?: string; readonly input?: string } = {}): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], { cwd, input, encoding: 'utf8', env })
  return { status, stdout, stderr }
}

/** For tests of what is done with a pack: each is compiled once, however often the command is run here. */
export function packsOnce(): void {
  vi.doMock('../src/open.ts', async original => {
    const real = await original<typeof Open>()
    const known = new Map<string, ReturnType<typeof real.open>>()
    const open: typeof real.open = (path, completing) => {
      const key = [path, ...completing ?? []].join('\n')
      const opened = known.get(key) ?? real.open(path, completing)
      known.set(key, opened)
      return opened
    }
    return { ...real, open }
  })
}

/** Runs the command here, where nothing hangs on a process: it need not start, nor warm up again. One at a time. */
export async function here(args: readonly string[], { cwd = root }: { readonly cwd?: string } = {}): Promise<Ended> {
  vi.stubEnv('LIZHU_LANG', 'zh')
  // Colours are chosen when the command is loaded.
  vi.stubEnv('NO_COLOR', '1')
  const { main } = await import('../src/main.ts')
  const said = { stdout: '', stderr: '' }
  const line = (to: keyof typeof said) => (...words: readonly unknown[]): void => { said[to] += `${words.join(' ')}\n` }
  const written = (to: keyof typeof said) => (text: Uint8Array | string): boolean => { said[to] += String(text); return true }
  const spies = [
    vi.spyOn(console, 'log').mockImplementation(line('stdout')), vi.spyOn(console, 'error').mockImplementation(line('stderr')),
    vi.spyOn(process.stdout, 'write').mockImplementation(written('stdout')), vi.spyOn(process.stderr, 'write').mockImplementation(written('stderr')),
  ]
  const before = process.cwd()
  process.chdir(cwd)
  try { return { status: await main(args), ...said } } finally {
    process.chdir(before)
    for (const spy of spies) spy.mockRestore()
    vi.unstubAllEnvs()
  }
}
