export type EmbeddedCode = 'port-taken' | 'disk-full' | 'other-version' | 'not-ours' | 'no-binaries' | 'cannot-enter' | 'did-not-start'

/** Why the database of our own does not run: what, where, and what to do. */
export class EmbeddedProblem extends Error {
  readonly code: EmbeddedCode
  readonly words: { readonly zh: string; readonly en: string }
  constructor(code: EmbeddedCode, zh: string, en: string) {
    super(`${zh}\n${en}`)
    this.code = code
    this.words = { zh, en }
  }
}

const diskFull = (where: string): EmbeddedProblem => new EmbeddedProblem('disk-full',
  `磁盘已满：${where} 所在的磁盘写不下了，数据库没有启动。已有的数据没有改动。请腾出空间，再启动一次。`,
  `The disk is full: nothing more can be written where ${where} lies, and the database did not start. The data in it was not changed. Free some space and start again.`)

/**
 * What PostgreSQL said when it ended, told to people.
 * @param said all it printed @param where the folder it worked on
 */
export function whyEnded(said: string, where: string, port?: number): EmbeddedProblem {
  // A full /dev/shm speaks of space too, and is no full disk.
  if (said.split('\n').some(line => /No space left on device|Disk quota exceeded/i.test(line) && !line.includes('shared memory'))) return diskFull(where)
  if (port !== undefined && /could not bind .*Address already in use/.test(said)) {
    return new EmbeddedProblem('port-taken',
      `端口 ${port} 已被别的程序占用，数据库无法在 127.0.0.1:${port} 上监听。请结束占用它的程序，或者换一个端口；不指定端口时会自动选用空闲的。`,
      `Port ${port} is taken by another program: the database cannot listen on 127.0.0.1:${port}. End that program, or choose another port; with none given a free one is used.`)
  }
  const last = said.trim().split('\n').slice(-12).join('\n')
  return new EmbeddedProblem('did-not-start', `数据库没有启动（${where}）。PostgreSQL 最后说：\n${last}`, `The database did not start (${where}). The last PostgreSQL said:\n${last}`)
}

/** An error of the file system while we worked in `where`, told to people; any other error as it is. */
export function whyFailed(error: unknown, where: string): unknown {
  const code = codeOf(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(where)
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return cannotEnter(error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : where)
  if (code === 'ENOTDIR' || code === 'EEXIST') return notOurs(where, '这里要放数据，却不是一个文件夹', 'data is to lie here, and it is no folder')
  return error
}

export const cannotEnter = (path: string): EmbeddedProblem => new EmbeddedProblem('cannot-enter',
  `无权读写 ${path}。请由当初建立它的用户（或 root）启动，或者用 LIZHU_DATA 另选一个数据文件夹。`,
  `${path} may not be read or written. Start as the user who made it (or as root), or choose another data folder with LIZHU_DATA.`)

export const notOurs = (path: string, zh: string, en: string): EmbeddedProblem => new EmbeddedProblem('not-ours',
  `${path} 不是本程序建立的数据库：${zh}。其中的内容没有改动。请移走它，或者用 LIZHU_DATA 另选一个数据文件夹。`,
  `${path} is not a database that this program made: ${en}. Nothing in it was changed. Move it away, or choose another data folder with LIZHU_DATA.`)

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
