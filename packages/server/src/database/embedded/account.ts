import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** As whom the programs run. Undefined: as ourselves. */
export type Account = { readonly uid: number; readonly gid: number; readonly name: string } | undefined

/**
 * PostgreSQL refuses to run as root. There it runs as whoever owns the data, or the nearest folder of its path that is
 * there, so that both root and that user can start it; else as one of the users made for services.
 * @param path where the data lies or will lie
 */
export function accountFor(path: string): Account {
  if (process.getuid?.() !== 0) return undefined
  const users = passwd()
  const { uid, gid } = statSync(nearest(path))
  if (uid !== 0) {
    const owner = users.find(one => one.uid === uid)
    if (owner !== undefined) return owner
    // Data needs no name for its owner, only initdb does.
    if (existsSync(path)) return { uid, gid, name: String(uid) }
  }
  const service = ['lizhu', 'postgres', 'nobody'].flatMap(name => users.find(one => one.name === name) ?? [])[0]
  return service ?? { uid: 65534, gid: 65534, name: '65534' }
}

/** Whether that user can go into a folder. The system is asked, since more than the bits of a mode may forbid it. */
export function reaches(account: Account, folder: string): boolean {
  if (account === undefined) return true
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { uid: account.uid, gid: account.gid, cwd: '/', stdio: 'ignore' }).status === 0
}

export interface Ran { readonly code: number | null; readonly said: string }

/** Runs a program to its end. @param cwd a folder that the account can enter */
export function run(program: string, args: readonly string[], { account, cwd, input = '' }: { readonly account: Account; readonly cwd: string; readonly input?: string }): Promise<Ran> {
  return new Promise(resolve => {
    const child = spawn(program, args, { ...as(account), cwd, env: environment(), windowsHide: true })
    let said = ''
    const hear = (chunk: Buffer): void => { said += chunk.toString() }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', error => resolve({ code: null, said: error.message }))
    child.on('close', code => resolve({ code, said }))
    // It may end before it has read all.
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}

export function as(account: Account): { uid?: number; gid?: number } {
  return account === undefined ? {} : { uid: account.uid, gid: account.gid }
}

/** No more than it needs: PG* would change what it does, and our secrets are none of its business. Messages in English, since we read them. */
export function environment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'TEMP'].flatMap(name => { const value = process.env[name]; return value === undefined ? [] : [[name, value] as const] })
  return { ...Object.fromEntries(kept), LC_ALL: 'C' }
}

function nearest(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearest(dirname(path))
}

function passwd(): readonly { name: string; uid: number; gid: number }[] {
  const text = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8') : ''
  return text.split('\n').map(line => line.split(':')).filter(parts => /^\d+$/.test(parts[2] ?? '') && /^\d+$/.test(parts[3] ?? ''))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
}
