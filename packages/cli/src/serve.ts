import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '@lizhu/policy'
import { openCity, openService, PortTaken, readSettings } from '@lizhu/server'
import { inWords } from './installation.ts'
import { EXIT, Refusal } from './open.ts'

const packages = join(import.meta.dirname, '../..')

/** `lizhu serve`: the service, until it is told to stop; its log goes to standard output. */
export function serve({ lang }: { readonly lang: Language }): Promise<number> {
  return inWords(async () => {
    const settings = readSettings(process.env)
    const web = join(packages, 'web/dist')
    if (!existsSync(join(web, 'index.html'))) throw new Refusal(`没有构建好的页面 ${web}。请运行 npm run build。\nThe built pages are not there: ${web}. Run npm run build.`, EXIT.missing)
    const say = (zh: string, en: string): void => { console.error(lang === 'zh' ? zh : en) }
    const source = process.env['LIZHU_CITY'] ?? ''
    const city = source === '' ? undefined : await openCity({ source, policies: join(packages, '../policies') })
    const stopped = new Promise<void>(resolve => { process.once('SIGINT', () => { resolve() }).once('SIGTERM', () => { resolve() }) })
    const running = await openService({ settings, web, city, say, version: version() }).catch((error: unknown) => {
      if (error instanceof PortTaken) throw new Refusal(`端口 ${error.port} 已被占用。请停掉占用它的程序，或用 PORT 换一个。\nPort ${error.port} is taken. Stop the program that uses it, or choose another with PORT.`, EXIT.missing)
      throw error
    })
    say(`立柱已启动：${settings.origin ?? running.address}`, `Lizhu is running: ${settings.origin ?? running.address}`)
    await stopped
    await running.close()
    await city?.close()
    return EXIT.ok
  })
}

function version(): string {
  return /"version": "([^"]+)"/.exec(readFileSync(join(packages, 'server/package.json'), 'utf8'))?.[1] ?? ''
}
