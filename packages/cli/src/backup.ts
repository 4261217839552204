import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Language } from '@lizhu/policy'
import { keysIn, noteBackup, openDatabase, readKeys, readSettings, writeBackup, type Told } from '@lizhu/server/operate'
import { inWords } from './installation.ts'
import { interruptible } from './interrupt.ts'
import { EXIT, Refusal } from './open.ts'
import { number, progress } from './progress.ts'

export interface BackupOptions { readonly passphraseFile?: string; readonly lang: Language }

/** `lizhu backup FILE`: one moment of a running installation in one file. */
export function backUp(file: string, { passphraseFile, lang }: BackupOptions): Promise<number> {
  return inWords(() => interruptible(lang, async signal => {
    const zh = lang === 'zh'
    const settings = readSettings(process.env)
    const passphrase = passphraseFile === undefined ? undefined : passphraseIn(passphraseFile)
    const kept = readKeys(settings.folder)
    const keys = kept === undefined ? undefined : { text: readFileSync(keysIn(settings.folder), 'utf8'), fingerprint: kept.fingerprint }
    const opened = await openDatabase(settings, { make: false })
    const { told, end } = telling(lang)
    try {
      const { folder } = settings
      const taken = await writeBackup({ owner: opened.owner, folder, file, told, signal, ...(passphrase === undefined ? {} : { passphrase }), ...(keys === undefined ? {} : { keys }) })
      await noteBackup(opened.owner, folder, resolve(file), taken)
      end()
      const { rows, files, bytes, sha256 } = taken
      console.log(zh ? `${file}：${number(rows)} 行，${number(files.count)} 个证据文件，${number(bytes)} 字节` : `${file}: ${number(rows)} rows, ${number(files.count)} evidence files, ${number(bytes)} bytes`)
      console.log(`SHA-256 ${sha256}`)
      if (passphrase === undefined) console.error(zh ? `备份未加密，也不含密钥 ${keysIn(folder)}：请另存一份密钥，和备份分开放。` : `The backup is not encrypted and does not hold the keys: keep a copy of ${keysIn(folder)}, apart from the backups.`)
      if (files.lost.length > 0) console.error(zh ? `${files.lost.length} 个证据文件不见了或已损坏，没有进备份：${files.lost.slice(0, 5).join(' ')}` : `${files.lost.length} evidence files are gone or damaged and are not in the backup: ${files.lost.slice(0, 5).join(' ')}`)
      return files.lost.length > 0 ? EXIT.findings : EXIT.ok
    } finally { end(); await opened.stop() }
  }))
}

export function passphraseIn(file: string): string {
  let text: string
  try { text = readFileSync(file, 'utf8').replace(/\r?\n$/, '') } catch { throw new Refusal(`读不到口令文件 ${file}。\nThe passphrase file ${file} cannot be read.`, EXIT.missing) }
  if ([...text].length < 12) throw new Refusal(`${file} 里的口令太短，至少 12 个字符。\nThe passphrase in ${file} is too short; 12 characters at least.`, EXIT.usage)
  return text
}

/** Steps on standard error. */
export function telling(lang: Language): { readonly told: Told; readonly end: () => void } {
  const bar = progress(lang)
  return { told: { step: (zh, en) => { bar.step(lang === 'zh' ? zh : en) }, at: bar.at }, end: bar.end }
}
