import { accessSync, constants, existsSync, readFileSync, statfsSync, statSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { lastBackup } from '../backup/last.ts'
import { hasCluster } from '../installation.ts'
import { keysIn, readKeys } from '../keys.ts'
import { transportOf } from '../../notices/index.ts'
import { InstallationProblem } from '../problem.ts'
import { error, warning, type Check, type Looked, type Trouble } from './check.ts'

const [MB, HOUR] = [1 << 20, 3_600_000]

/** What needs no database to be seen. */
export const MACHINE: readonly Check[] = [
  { of: 'machine', name: 'node', zh: 'Node.js 版本', en: 'version of Node.js', look: () => node(process.versions.node) },
  { of: 'machine', name: 'folder', zh: '数据文件夹', en: 'data folder', look: folder },
  { of: 'machine', name: 'space', zh: '磁盘空间', en: 'disk space', look: ({ settings }) => space(settings.folder) },
  { of: 'machine', name: 'keys', zh: '密钥', en: 'keys', look: keys },
  { of: 'machine', name: 'tls', zh: '证书', en: 'certificate', look: tls },
  { of: 'machine', name: 'port', zh: '端口', en: 'port', look: port },
  { of: 'machine', name: 'notices', zh: '通知', en: 'notices', look: notices },
  { of: 'machine', name: 'backup', zh: '备份', en: 'backup', look: backup },
]

export function node(version: string): Trouble[] {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major === 20 ? minor >= 19 : major === 22 ? minor >= 13 : major > 22) return []
  return [error(`Node.js 是 ${version}，需要 20.19、22.13 或更新版本。请升级。`, `Node.js is ${version}; 20.19, 22.13 or later is needed. Upgrade it.`)]
}

function folder({ settings: { folder: path, database } }: Looked): Trouble[] {
  if (!existsSync(path)) return [error(`没有数据文件夹 ${path}。请用 LIZHU_DATA 指明；新装请运行 lizhu init。`, `There is no data folder ${path}. Name it with LIZHU_DATA; a new installation is made by lizhu init.`)]
  try { accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK) } catch {
    return [error(`当前用户不能读写数据文件夹 ${path}。请以拥有它的用户运行（sudo -u lizhu lizhu doctor）。`, `This user cannot read and write the data folder ${path}. Run as the user who owns it (sudo -u lizhu lizhu doctor).`)]
  }
  if (database === undefined && !hasCluster(path)) return [error(`${path} 里没有数据库，也没有设置 DATABASE_URL。新装请运行 lizhu init。`, `There is no database in ${path}, and DATABASE_URL is not set. A new installation is made by lizhu init.`)]
  const { uid, mode } = statSync(path)
  return [
    ...(process.getuid !== undefined && process.getuid() !== 0 && uid !== process.getuid() ? [warning(`${path} 属于另一个用户（uid ${uid}）。服务和命令应以同一个用户运行。`, `${path} belongs to another user (uid ${uid}). Service and commands should run as one user.`)] : []),
    ...((mode & 0o002) === 0 ? [] : [error(`任何用户都能写 ${path}。请运行 chmod o-w ${path}。`, `Any user can write to ${path}. Run chmod o-w ${path}.`)]),
  ]
}

function space(path: string): Trouble[] {
  if (!existsSync(path)) return []
  const { bavail, bsize, blocks } = statfsSync(path)
  const [free, share] = [bavail * bsize, bavail / blocks]
  const [zh, en] = [`${path} 所在磁盘只剩 ${Math.floor(free / MB)} MB（${Math.floor(share * 100)}%）。`, `The disk of ${path} has ${Math.floor(free / MB)} MB left (${Math.floor(share * 100)} %).`]
  if (free < 500 * MB) return [error(`${zh}磁盘写满后服务会停。请马上腾出空间。`, `${en} Once it is full the service stops. Free some space now.`)]
  return share < 0.1 ? [warning(`${zh}请安排扩容。`, `${en} Plan for more.`)] : []
}

function keys({ settings: { folder: path } }: Looked): Trouble[] {
  if (!existsSync(path)) return []
  try {
    if (readKeys(path) !== undefined) return []
    return [error(`${keysIn(path)} 不见了：加密的内容要用它解开，检查点要用它签名。请从另存的副本放回（权限 0600）。`, `${keysIn(path)} is gone: what is encrypted is read with it, and checkpoints are signed with it. Put it back from the copy kept elsewhere (mode 0600).`)]
  } catch (problem) {
    if (problem instanceof InstallationProblem) return [{ level: 'error', ...problem.words }]
    throw problem
  }
}

function tls({ settings: { tls: files } }: Looked): Trouble[] {
  return Object.values(files ?? {}).flatMap(file => {
    try { readFileSync(file); return [] } catch { return [error(`读不到 ${file}（LIZHU_TLS_CERT、LIZHU_TLS_KEY）。请检查路径和权限。`, `${file} cannot be read (LIZHU_TLS_CERT, LIZHU_TLS_KEY). Look at its path and rights.`)] }
  })
}

/** Ours answers on its port, or nobody does. */
async function port({ settings: { port: number, host = '127.0.0.1', tls: secure } }: Looked): Promise<Trouble[]> {
  // What is served over TLS does not answer in the clear; that something answers must do.
  if (secure !== undefined) return []
  const answer = await new Promise<'nobody' | 'ours' | 'unwell' | 'another'>(resolve => {
    const asking = request({ host: host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host, port: number, path: '/healthz', timeout: 3000 }, response => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => { text = (text + chunk).slice(0, 1000) }).on('end', () => {
        resolve(text.startsWith('{"status":"ok"') ? 'ours' : text.startsWith('{"status":') ? 'unwell' : 'another')
      })
    })
    asking.on('timeout', () => { asking.destroy(); resolve('another') })
    asking.on('error', problem => { resolve('code' in problem && problem.code === 'ECONNREFUSED' ? 'nobody' : 'another') })
    asking.end()
  })
  if (answer === 'nobody') return [warning(`端口 ${number} 上没有服务在运行。请运行 systemctl start lizhu。`, `No service runs on port ${number}. Run systemctl start lizhu.`)]
  if (answer === 'unwell') return [error(`端口 ${number} 上的服务连不上数据库，见下面各项和 journalctl -u lizhu。`, `The service on port ${number} cannot reach its database; see below, and journalctl -u lizhu.`)]
  return answer === 'ours' ? [] : [error(`端口 ${number} 被别的程序占用。请用 PORT 换一个端口，或停掉那个程序。`, `Port ${number} is taken by another program. Choose another with PORT, or stop that program.`)]
}

async function notices({ settings: { notices: { mail, sms } } }: Looked): Promise<Trouble[]> {
  const [missing, lacks] = [[...mail === undefined ? ['邮件（LIZHU_SMTP）'] : [], ...sms === undefined ? ['短信（LIZHU_SMS）'] : []], [...mail === undefined ? ['mail (LIZHU_SMTP)'] : [], ...sms === undefined ? ['text messages (LIZHU_SMS)'] : []]]
  const told = missing.length === 0 ? [] : [warning(`没有设置${missing.join('、')}：通知只在网页里看得到。见 docs/notices.md。`, `There is no ${lacks.join(' and no ')}: notices are seen in the pages only. See docs/notices.md.`)]
  const why = mail === undefined ? undefined : await transportOf(mail.server).verify().then(() => undefined, (problem: unknown) => problem instanceof Error ? problem.message : String(problem))
  return why === undefined ? told : [...told, error(`邮件服务器连不上或不接受登录：${why}。请检查 LIZHU_SMTP。`, `The mail server cannot be reached or does not let us in: ${why}. Look at LIZHU_SMTP.`)]
}

function backup({ settings: { folder: path } }: Looked): Trouble[] {
  if (!existsSync(path)) return []
  const last = lastBackup(path)
  if (last === undefined) return [warning(`还没有做过备份。请启用 lizhu-backup.timer，或运行 lizhu backup 文件。`, `No backup was ever made. Enable lizhu-backup.timer, or run lizhu backup FILE.`)]
  const hours = Math.floor((Date.now() - Date.parse(last.at)) / HOUR)
  if (hours < 26) return existsSync(last.file) || !existsSync(join(last.file, '..')) ? [] : [warning(`上次的备份 ${last.file} 不在那里了。若已移到别处，不必理会。`, `The last backup is no longer at ${last.file}. If it was moved elsewhere, all is well.`)]
  return [warning(`上次备份在 ${hours} 小时前。请检查 lizhu-backup.timer（systemctl list-timers）。`, `The last backup is ${hours} hours old. Look at lizhu-backup.timer (systemctl list-timers).`)]
}
