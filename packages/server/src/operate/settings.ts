import { isIP } from 'node:net'
import { isAbsolute, resolve } from 'node:path'
import { z } from 'zod'
import { isHere, isLoopback } from '../loopback.ts'
import { isNetwork } from '../webhooks/address.ts'
import type { ChannelSettings } from '../notices/index.ts'
import { InstallationProblem } from './problem.ts'

/** All that an installation is told from outside; docs/operate.md describes each for people. */
export interface Settings {
  /** Where everything of the installation lies, absolute. */
  readonly folder: string
  /** A PostgreSQL server of one's own; without it ours is started in the folder. */
  readonly database?: { readonly owner: string; readonly app?: string }
  readonly port: number
  /** Undefined: both loopback addresses. */
  readonly host?: string
  /** As browsers see it, such as https://lizhu.example.gov.cn. */
  readonly origin?: string
  /** PEM files. */
  readonly tls?: { readonly certificate: string; readonly key: string }
  /** Addresses of one's own proxies, the one next to the browser first: so many of X-Forwarded-For are believed. */
  readonly proxies: readonly string[]
  /** Where signed checkpoints of the audit go: a file or a URL outside this machine. */
  readonly checkpoints?: string
  /** How notices go out to people (docs/notices.md). */
  readonly notices: ChannelSettings
  /** Private networks that webhooks may reach, such as 10.20.0.0/16. */
  readonly webhookNetworks: readonly string[]
}

type Expected = readonly [zh: string, en: string]
const VARIABLES = {
  LIZHU_DATA: ['一个文件夹', 'a folder'],
  DATABASE_URL: ['形如 postgres://用户:口令@主机:端口/数据库 的地址', 'an address such as postgres://user:password@host:port/database'],
  DATABASE_APP_URL: ['形如 postgres://lizhu_app:口令@主机:端口/数据库 的地址', 'an address such as postgres://lizhu_app:password@host:port/database'],
  PORT: ['0 到 65535 之间的整数', 'a whole number from 0 to 65535'],
  LIZHU_HOST: ['本机的一个 IP 地址，例如 0.0.0.0', 'an IP address of this machine, such as 0.0.0.0'],
  LIZHU_ORIGIN: ['浏览器里看到的地址，例如 https://lizhu.example.gov.cn，后面不带路径', 'the address that browsers see, such as https://lizhu.example.gov.cn, without a path'],
  LIZHU_TLS_CERT: ['PEM 证书文件的绝对路径', 'the absolute path of a certificate in PEM'],
  LIZHU_TLS_KEY: ['PEM 私钥文件的绝对路径', 'the absolute path of a private key in PEM'],
  LIZHU_CHECKPOINTS: ['文件的绝对路径，或 https:// 地址', 'the absolute path of a file, or an address https://…'],
  LIZHU_WEBHOOK_NETWORKS: ['事件通知可以发往的内网，形如 10.20.0.0/16，多个用逗号分开', 'private networks that webhooks may reach, such as 10.20.0.0/16, separated by commas'],
  LIZHU_SMTP: ['形如 smtps://用户:口令@主机:端口 的地址', 'an address such as smtps://user:password@host:port'],
  LIZHU_MAIL_FROM: ['一个邮箱地址，例如 lizhu@example.gov.cn', 'an e-mail address, such as lizhu@example.gov.cn'],
  LIZHU_SMS: ['短信适配器的 https:// 地址（本机可用 http://）', 'the address https://… of an adapter for text messages (http:// on this machine)'],
  LIZHU_SMS_TOKEN: ['短信适配器的口令', 'the token of the adapter for text messages'],
  LIZHU_PROXY: ['反向代理的 IP 地址，多个用逗号分开', 'IP addresses of reverse proxies, separated by commas'],
} as const satisfies Record<string, Expected>
type Variable = keyof typeof VARIABLES

/** They hold passwords, which belong in no message. */
const SECRET: readonly string[] = ['DATABASE_URL', 'DATABASE_APP_URL', 'LIZHU_SMTP', 'LIZHU_SMS_TOKEN'] satisfies Variable[]

const postgres = z.string().refine(text => URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol) && new URL(text).pathname.length > 1)
const address = z.string().refine(text => isIP(text) !== 0)
const listed = z.string().transform(text => text.split(',').map(one => one.trim()))
const smtp = z.string().refine(text => URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol) && new URL(text).hostname !== '')
const adapter = z.string().refine(text => URL.canParse(text) && (new URL(text).protocol === 'https:' || (new URL(text).protocol === 'http:' && isHere(new URL(text).hostname))))
const pem = z.string().refine(isAbsolute)
const schema = z.object({
  LIZHU_DATA: z.string().default('data').transform(path => resolve(path)),
  DATABASE_URL: postgres.optional(),
  DATABASE_APP_URL: postgres.optional(),
  PORT: z.string().regex(/^\d{1,5}$/).transform(Number).refine(port => port <= 65535).default(8020),
  LIZHU_HOST: address.optional(),
  LIZHU_ORIGIN: z.string().refine(text => URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text)).optional(),
  LIZHU_TLS_CERT: pem.optional(),
  LIZHU_TLS_KEY: pem.optional(),
  LIZHU_SMTP: smtp.optional(),
  LIZHU_MAIL_FROM: z.email().optional(),
  LIZHU_SMS: adapter.optional(),
  LIZHU_SMS_TOKEN: z.string().regex(/^[\x21-\x7e]+$/).optional(),
  LIZHU_CHECKPOINTS: z.string().refine(text => isAbsolute(text) || (/^https?:/.test(text) && URL.canParse(text))).optional(),
  LIZHU_WEBHOOK_NETWORKS: listed.pipe(z.array(z.string().refine(isNetwork))).default([]),
  LIZHU_PROXY: listed.pipe(z.array(address)).default([]),
})

/** Reads the settings from environment variables; an empty one is one that is not set. @throws InstallationProblem that names every wrong one */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.keys(VARIABLES).flatMap(name => (env[name] === undefined || env[name] === '' ? [] : [[name, env[name]]])))
  const { data, error } = schema.safeParse(given)
  if (error !== undefined) throw refused(error, given)
  const { DATABASE_URL: owner, DATABASE_APP_URL: app, LIZHU_TLS_CERT: certificate, LIZHU_TLS_KEY: key } = data
  if (app !== undefined && owner === undefined) throw alone('DATABASE_APP_URL', 'DATABASE_URL')
  if (certificate === undefined && key !== undefined) throw alone('LIZHU_TLS_KEY', 'LIZHU_TLS_CERT')
  if (certificate !== undefined && key === undefined) throw alone('LIZHU_TLS_CERT', 'LIZHU_TLS_KEY')
  if (data.LIZHU_SMTP !== undefined && data.LIZHU_MAIL_FROM === undefined) throw alone('LIZHU_SMTP', 'LIZHU_MAIL_FROM')
  const settings: Settings = {
    notices: channelsOf(data),
    folder: data.LIZHU_DATA, port: data.PORT, proxies: data.LIZHU_PROXY, webhookNetworks: data.LIZHU_WEBHOOK_NETWORKS,
    ...(owner === undefined ? {} : { database: { owner, ...(app === undefined ? {} : { app }) } }),
    ...(data.LIZHU_HOST === undefined ? {} : { host: data.LIZHU_HOST }),
    ...(data.LIZHU_ORIGIN === undefined ? {} : { origin: data.LIZHU_ORIGIN }),
    ...(data.LIZHU_CHECKPOINTS === undefined ? {} : { checkpoints: data.LIZHU_CHECKPOINTS }),
    ...(certificate === undefined || key === undefined ? {} : { tls: { certificate, key } }),
  }
  refuseInTheClear(settings)
  return settings
}

function channelsOf({ LIZHU_SMTP: server, LIZHU_MAIL_FROM: from, LIZHU_SMS: url, LIZHU_SMS_TOKEN: token }: z.infer<typeof schema>): ChannelSettings {
  return {
    ...(server === undefined || from === undefined ? {} : { mail: { server, from } }),
    ...(url === undefined ? {} : { sms: { url, ...(token === undefined ? {} : { token }) } }),
  }
}

/** Passwords and personal data never cross a network unencrypted. */
function refuseInTheClear({ host, tls, proxies }: Settings): void {
  if (host === undefined || tls !== undefined || proxies.length > 0 || isLoopback(host)) return
  throw new InstallationProblem(
    `LIZHU_HOST=${host} 会让口令和数据明文经过网络。请设置 LIZHU_TLS_CERT 和 LIZHU_TLS_KEY，或者用 LIZHU_PROXY 写明前面的反向代理。`,
    `LIZHU_HOST=${host} would send passwords and data over the network in the clear. Set LIZHU_TLS_CERT and LIZHU_TLS_KEY, or name the reverse proxy before it with LIZHU_PROXY.`)
}

function refused({ issues }: z.ZodError, given: Readonly<Record<string, string | undefined>>): InstallationProblem {
  const wrong = Object.keys(VARIABLES).filter(isVariable).filter(name => issues.some(issue => issue.path[0] === name))
  const shown = (name: Variable): string => (SECRET.includes(name) ? '…' : given[name] ?? '')
  return new InstallationProblem(
    wrong.map(name => `${name} 应为${VARIABLES[name][0]}，现在是“${shown(name)}”。`).join('\n'),
    wrong.map(name => `${name} must be ${VARIABLES[name][1]}; it is "${shown(name)}".`).join('\n'))
}
const isVariable = (name: string): name is Variable => Object.hasOwn(VARIABLES, name)

const alone = (given: Variable, missing: Variable): InstallationProblem => new InstallationProblem(
  `设置了 ${given}，还要设置 ${missing}：${VARIABLES[missing][0]}。`, `${given} is set; ${missing} is needed besides: ${VARIABLES[missing][1]}.`)
