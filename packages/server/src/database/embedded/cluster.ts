import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { run } from './account.ts'
import type { Home, Say } from './home.ts'
import { EmbeddedProblem, codeOf, notOurs, whyEnded } from './problem.ts'
import type { Programs } from './programs.ts'
import { whole } from './whole.ts'

const Passwords = z.object({ postgres: z.string().min(1), lizhu_owner: z.string().min(1), lizhu_app: z.string().min(1) })

export interface Cluster {
  readonly home: Home
  readonly programs: Programs
  readonly data: string
  readonly passwords: z.infer<typeof Passwords>
}

/** Written into postgresql.conf once; an operator may change them there. What durability rests on is given at every start instead. */
const SETTINGS = [
  'max_connections=100', 'shared_buffers=128MB', 'timezone=UTC', 'log_timezone=UTC',
  // A file a weekday, each overwritten after a week.
  'logging_collector=on', 'log_directory=../log', 'log_filename=postgres-%a.log', 'log_truncate_on_rotation=on', 'log_rotation_age=1d', 'log_rotation_size=0',
]

/** The cluster of this home, made where there is none yet. */
export async function openCluster(home: Home, programs: Programs, say: Say): Promise<Cluster> {
  if (existsSync(join(home.path, 'PG_VERSION'))) throw notOurs(home.path, '它是另一个 PostgreSQL 的数据文件夹', 'it is the data folder of another PostgreSQL')
  if (!existsSync(home.cluster)) {
    say(`正在建立数据库：${home.cluster}`, `Making the database: ${home.cluster}`)
    await whole(home.cluster, making => make(making, home, programs))
  }
  const data = join(home.cluster, 'data')
  const version = told(join(data, 'PG_VERSION'), home.cluster).trim()
  if (version !== programs.major) {
    throw new EmbeddedProblem('other-version',
      `${data} 是 PostgreSQL ${version} 的数据，本程序带的是 PostgreSQL ${programs.major}，不能打开。请用原来的版本启动并用 lizhu backup 备份，再用本版本在空文件夹中恢复。`,
      `${data} holds data of PostgreSQL ${version}, and this program comes with PostgreSQL ${programs.major}, which cannot open it. Start with the version used before, take a lizhu backup, and restore it with this version into an empty folder.`)
  }
  const passwords = parsed(told(join(home.cluster, 'passwords.json'), home.cluster))
  if (passwords === undefined) throw notOurs(home.cluster, 'passwords.json 读不懂', 'its passwords.json cannot be read')
  return { home, programs, data, passwords }
}

function told(file: string, cluster: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw notOurs(cluster, `缺少 ${file}`, `there is no ${file}`)
    throw error
  }
}

function parsed(text: string): z.infer<typeof Passwords> | undefined {
  try { return Passwords.parse(JSON.parse(text)) } catch { return undefined }
}

/** Everything an empty cluster needs, logins and database too, before anybody can see it. */
async function make(making: string, { account, path }: Home, programs: Programs): Promise<void> {
  const secret = (): string => randomBytes(24).toString('base64url')
  const passwords = { postgres: secret(), lizhu_owner: secret(), lizhu_app: secret() }
  const [kept, first, data] = [join(making, 'passwords.json'), join(making, 'first'), join(making, 'data')]
  writeFileSync(kept, JSON.stringify(passwords), { mode: 0o600, flag: 'wx', flush: true })
  writeFileSync(first, passwords.postgres, { mode: 0o600, flag: 'wx' })
  if (account !== undefined) for (const one of [kept, first, making]) chownSync(one, account.uid, account.gid)
  const asked = { account, cwd: making }
  await succeeded(run(programs.initdb, ['-D', data, '-U', 'postgres', `--pwfile=${first}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', ...SETTINGS.flatMap(one => ['-c', one])], asked), path)
  const logins = [
    // Who may create roles can still make none that is more than itself.
    `create role lizhu_owner login createrole password '${passwords.lizhu_owner}'`,
    `create role lizhu_app login nobypassrls password '${passwords.lizhu_app}'`,
    'create database lizhu owner lizhu_owner',
  ]
  await succeeded(run(programs.postgres, ['--single', '-D', data, '-c', 'exit_on_error=on', '-c', 'logging_collector=off', 'postgres'], { ...asked, input: `${logins.join('\n')}\n` }), path)
  rmSync(first)
}

async function succeeded(running: ReturnType<typeof run>, where: string): Promise<void> {
  const { code, said } = await running
  if (code !== 0) throw whyEnded(said, where)
}
