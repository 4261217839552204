import { mkdirSync } from 'node:fs'
import type { Language } from '@lizhu/policy'
import { openDatabase, readSettings, restoreBackup } from '@lizhu/server/operate'
import { passphraseIn, telling } from './backup.ts'
import { inWords } from './installation.ts'
import { EXIT } from './open.ts'
import { number } from './progress.ts'

export interface RestoreOptions { readonly passphraseFile?: string; readonly withoutKeys?: boolean; readonly lang: Language }

/** `lizhu restore FILE`: a backup laid into an empty database, all of it or nothing. */
export function restore(file: string, { passphraseFile, withoutKeys, lang }: RestoreOptions): Promise<number> {
  return inWords(async () => {
    const settings = readSettings(process.env)
    const passphrase = passphraseFile === undefined ? undefined : passphraseIn(passphraseFile)
    mkdirSync(settings.folder, { recursive: true, mode: 0o755 })
    const { told, end } = telling(lang)
    const opened = await openDatabase(settings, { make: true, say: (zh, en) => { console.error(lang === 'zh' ? zh : en) } })
    try {
      const { at, rows, files, from, to } = await restoreBackup({ owner: opened.owner, folder: settings.folder, file, withoutKeys: withoutKeys === true, told, ...(passphrase === undefined ? {} : { passphrase }) })
      end()
      console.log(lang === 'zh' ? `已恢复到 ${at} 的状态：${number(rows)} 行，${number(files.count)} 个证据文件；数据库结构 ${from} → ${to}。所有人需重新登录。` : `Restored as of ${at}: ${number(rows)} rows, ${number(files.count)} evidence files; schema ${from} → ${to}. Everybody signs in anew.`)
      if (files.lost.length > 0) console.error(lang === 'zh' ? `备份时已缺 ${files.lost.length} 个证据文件：${files.lost.join(' ')}` : `${files.lost.length} evidence files were missing when the backup was made: ${files.lost.join(' ')}`)
      return files.lost.length > 0 ? EXIT.findings : EXIT.ok
    } finally { end(); await opened.stop() }
  })
}
