import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import type { Language } from '@lizhu/policy'
import { initialise, openInstallation, readPlaces, readSettings, type NewCity } from '@lizhu/server/operate'
import { openSound } from './assess.ts'
import { inWords } from './installation.ts'
import { EXIT, Refusal } from './open.ts'

export interface InitOptions { readonly tenant?: string; readonly name?: string; readonly en?: string; readonly pack?: string; readonly jurisdictions?: string; readonly admin?: string; readonly adminName?: string; readonly lang: Language }

const ASKED = {
  tenant: { flag: '--tenant', zh: '城市代号（小写字母、数字和连字符，如 shaoguan）', en: 'Id of the city (small letters, figures, hyphens)' },
  name: { flag: '--name', zh: '城市名称', en: 'Name of the city' },
  pack: { flag: '--pack', zh: '政策包文件夹', en: 'Folder of the pack' },
  admin: { flag: '--admin', zh: '安全管理员的登录名', en: 'Login of the security administrator' },
  adminName: { flag: '--admin-name', zh: '安全管理员的姓名', en: 'Name of the security administrator' },
} as const
type Asked = keyof typeof ASKED

/** `lizhu init`: makes an installation, with the one person who lets in everybody else. */
export function init(options: InitOptions): Promise<number> {
  return inWords(async () => {
    const { lang } = options
    const told = await complete(options)
    const city = cityOf(told, options)
    const settings = readSettings(process.env)
    const say = (zh: string, en: string): void => { console.error(lang === 'zh' ? zh : en) }
    const installation = await openInstallation(settings, { say })
    try {
      const { password } = await initialise(installation, city)
      const { login } = city.administrator
      console.log(lang === 'zh'
        ? `已建立 ${city.name}（${city.tenant}）：${city.jurisdictions.length} 个区划，${city.organisations.length} 个单位，政策包 ${city.packs.length} 个（草稿，由有权的人审签后施行）。\n安全管理员 ${login} 的一次性密码，只显示这一次：\n\n    ${password}\n\n首次登录时必须改密码并绑定身份验证器。密钥在 ${settings.folder}/keys.json，请马上另存一份，和备份分开放。`
        : `Made ${city.name} (${city.tenant}): ${city.jurisdictions.length} jurisdictions, ${city.organisations.length} organisations, ${city.packs.length} packs (drafts, in force once those entitled sign them off).\nThe one-time password of the security administrator ${login}, shown only now:\n\n    ${password}\n\nAt the first sign-in it is changed and an authenticator enrolled. The keys are in ${settings.folder}/keys.json: keep a copy now, apart from the backups.`)
      return EXIT.ok
    } finally { await installation.stop() }
  })
}

/** What was not given is asked for, where somebody sits at a terminal. */
async function complete(options: InitOptions): Promise<Readonly<Record<Asked, string>>> {
  const missing = names().filter(name => (options[name] ?? '') === '')
  if (missing.length > 0 && !process.stdin.isTTY) {
    const flags = missing.map(name => ASKED[name].flag).join(' ')
    throw new Refusal(`还缺 ${flags}。\n${flags} are needed.`, EXIT.usage)
  }
  const told: Record<Asked, string> = { tenant: options.tenant ?? '', name: options.name ?? '', pack: options.pack ?? '', admin: options.admin ?? '', adminName: options.adminName ?? '' }
  if (missing.length === 0) return told
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    for (const name of missing) while (told[name] === '') told[name] = (await terminal.question(`${ASKED[name][options.lang]}: `)).trim()
  } finally { terminal.close() }
  return told
}
const names = (): Asked[] => ['tenant', 'name', 'pack', 'admin', 'adminName']

function cityOf({ tenant, name, pack, admin, adminName }: Readonly<Record<Asked, string>>, { en, jurisdictions, lang }: InitOptions): NewCity {
  const { program, others } = openSound(pack, { lang })
  const file = jurisdictions ?? join(pack, 'jurisdictions.yaml')
  if (!existsSync(file)) throw new Refusal(`没有 ${file}。用 --jurisdictions 给出本市的区划（docs/operate.md）。\nThere is no ${file}. Name the city's jurisdictions with --jurisdictions (docs/operate.md).`, EXIT.missing)
  const beside = others.map(one => join(dirname(resolve(pack)), basename(one.folder.name))).filter(path => existsSync(join(path, 'policy.md')))
  return {
    tenant, name, ...(en === undefined ? {} : { en }), jurisdictions: readPlaces(readFileSync(file, 'utf8'), file),
    organisations: program.organisations.map(one => ({ id: one.id, name: one.name ?? one.id, en: one.en, kind: one.kind })),
    packs: [...beside, pack], administrator: { login: admin.toLowerCase(), name: adminName },
  }
}
