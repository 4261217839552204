import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import { accountFor, reaches, type Account } from './account.ts'
import { EmbeddedProblem, notOurs } from './problem.ts'
import { sync } from './whole.ts'

export type Say = (zh: string, en: string) => void

/** The folder in which the cluster stands, and the user who can work there. */
export interface Home { readonly path: string; readonly cluster: string; readonly account: Account }

const ELSEWHERE = '/var/lib/lizhu'
const POINTER = 'postgres-lies-in.txt'

/**
 * The folder asked for; or, where the user whom root lends the work to cannot enter it (a checkout in /root), one of
 * its own under /var/lib. A file in the folder says where, so that it is found again when the folder is moved.
 */
export function homeOf(asked: string, say: Say): Home {
  const made = mkdirSync(asked, { recursive: true })
  if (made !== undefined) { chmodSync(asked, 0o755); sync(dirname(made)) }
  const folder = realpathSync(asked)
  const pointer = join(folder, POINTER)
  if (existsSync(pointer)) {
    const there = at(pointedTo(pointer))
    if (!reaches(there.account, there.path)) throw unreachable(there.path, there.account?.name ?? '')
    return there
  }
  const here = at(folder)
  if (reaches(here.account, folder)) return here
  const { name = '' } = here.account ?? {}
  if (existsSync(here.cluster)) throw unreachable(folder, name)
  const path = join(ELSEWHERE, createHash('sha256').update(folder).digest('hex').slice(0, 12))
  const before = existsSync(join(path, 'postgres'))
  mkdirSync(path, { recursive: true })
  for (const one of [ELSEWHERE, path]) chmodSync(one, 0o755)
  if (!reaches(here.account, path)) throw unreachable(path, name)
  // Whole or not at all: a power cut must not leave half a path.
  writeFileSync(`${pointer}.new`, `${path}\n`, { flush: true })
  renameSync(`${pointer}.new`, pointer)
  sync(folder)
  say(`PostgreSQL 不能由 root 运行，而用户 ${name} 进不了 ${folder}：数据库放在 ${path}${before ? '（用的是那里原有的数据）' : ''}，${POINTER} 记着这个位置。`,
    `PostgreSQL does not run as root, and the user ${name} cannot enter ${folder}: the database lies in ${path}${before ? ' (the data that was there is used)' : ''}, as ${POINTER} says.`)
  return at(path)
}

function at(path: string): Home {
  const cluster = join(path, 'postgres')
  return { path, cluster, account: accountFor(cluster) }
}

function pointedTo(pointer: string): string {
  const path = readFileSync(pointer, 'utf8').trim()
  if (!isAbsolute(path) || !existsSync(path)) throw notOurs(pointer, `它指向 ${path}，那里没有数据`, `it points to ${path}, where there is nothing`)
  return path
}

const unreachable = (folder: string, name: string): EmbeddedProblem => new EmbeddedProblem('cannot-enter',
  `PostgreSQL 不能由 root 运行，而用户 ${name} 进不了 ${folder}。请用 LIZHU_DATA 另选一个该用户能进入的数据文件夹，或者不以 root 启动。`,
  `PostgreSQL does not run as root, and the user ${name} cannot enter ${folder}. Choose a data folder with LIZHU_DATA that this user can enter, or start as somebody other than root.`)
