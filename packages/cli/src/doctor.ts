import pc from 'picocolors'
import type { Language } from '@lizhu/policy'
import { examine, readSettings } from '@lizhu/server/operate'
import { inWords } from './installation.ts'
import { EXIT } from './open.ts'

export interface DoctorOptions { readonly all?: boolean; readonly json?: boolean; readonly lang: Language }

/** `lizhu doctor`: what is wrong with an installation, and what to do. */
export function doctor({ all = false, json = false, lang }: DoctorOptions): Promise<number> {
  return inWords(async () => {
    const found = await examine(readSettings(process.env), { all })
    const errors = found.flatMap(one => one.troubles).filter(one => one.level === 'error').length
    const warnings = found.flatMap(one => one.troubles).length - errors
    if (json) console.log(JSON.stringify({ version: 1, well: errors === 0, errors, warnings, checks: found }, null, 2))
    else {
      for (const one of found) {
        console.log(`${one.troubles.length === 0 ? pc.green('✓') : one.troubles.some(trouble => trouble.level === 'error') ? pc.red('✗') : pc.yellow('!')} ${one[lang]}`)
        for (const trouble of one.troubles) console.log(`  ${trouble[lang]}`)
      }
      console.log(lang === 'zh' ? `${errors} 个错误 · ${warnings} 个提醒` : `${errors} errors · ${warnings} warnings`)
    }
    return errors > 0 ? EXIT.findings : EXIT.ok
  })
}
