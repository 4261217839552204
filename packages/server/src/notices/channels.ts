import { createTransport } from 'nodemailer'
import { isHere } from '../loopback.ts'

export interface Message { readonly id: string; readonly to: string; readonly subject: string; readonly text: string }

/** Sent, with what the other side said; or not, with why, and whether another try may do better. */
export type Sent = { readonly answer: string } | { readonly problem: string; readonly again: boolean }
export type Channel = (message: Message) => Promise<Sent>
/** Those that the installation has. */
export interface Channels { readonly mail?: Channel; readonly sms?: Channel }

export interface ChannelSettings {
  /** smtp:// or smtps://, with user and password where the server asks for them; and from whom mail comes. */
  readonly mail?: { readonly server: string; readonly from: string }
  /** Where text messages are handed over (docs/notices.md). */
  readonly sms?: { readonly url: string; readonly token?: string }
}

/** Milliseconds for one attempt. */
const LIMIT = 30_000

export function openChannels({ mail, sms }: ChannelSettings): Channels {
  return { ...mail === undefined ? {} : { mail: mailBy(mail) }, ...sms === undefined ? {} : { sms: smsBy(sms) } }
}

/** Encrypted, or not at all: only to this machine does mail go in the clear. */
export function transportOf(server: string) {
  const { hostname, port, protocol, username, password } = new URL(server)
  const secure = protocol === 'smtps:'
  return createTransport({
    host: hostname.replace(/^\[(.*)\]$/, '$1'), port: port === '' ? (secure ? 465 : 587) : Number(port), secure, requireTLS: !secure && !isHere(hostname),
    ...username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } },
    connectionTimeout: LIMIT, greetingTimeout: LIMIT, socketTimeout: LIMIT, disableFileAccess: true, disableUrlAccess: true,
  })
}

function mailBy({ server, from }: NonNullable<ChannelSettings['mail']>): Channel {
  const transport = transportOf(server)
  const domain = from.replace(/^.*@|>.*$/g, '')
  return async ({ id, to, subject, text }) => {
    try {
      // The same id at each attempt: a mail that arrives twice is seen to be one.
      const { response } = await transport.sendMail({ from, to: { name: '', address: to }, subject, text, textEncoding: 'base64', messageId: `<${id}@${domain}>`, headers: { 'Auto-Submitted': 'auto-generated' } })
      return { answer: kept(response) }
    } catch (error) {
      const code = numberOf(error, 'responseCode')
      return { problem: kept(error instanceof Error ? error.message : String(error)), again: code === undefined || code < 500 }
    }
  }
}

function smsBy({ url, token }: NonNullable<ChannelSettings['sms']>): Channel {
  return async ({ id, to, text }) => {
    try {
      const response = await fetch(url, {
        method: 'POST', body: JSON.stringify({ id, phone: to, text }), redirect: 'error', signal: AbortSignal.timeout(LIMIT),
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': id, ...token === undefined ? {} : { Authorization: `Bearer ${token}` } },
      })
      const answer = kept(await response.text())
      if (response.ok) return { answer }
      return { problem: `${response.status} ${answer}`, again: response.status >= 500 || response.status === 429 || response.status === 408 }
    } catch (error) {
      return { problem: kept(error instanceof Error ? error.message : String(error)), again: true }
    }
  }
}

/** What is kept of an answer. PostgreSQL stores no U+0000. */
const kept = (text: string): string => text.replaceAll('\0', '').slice(0, 500)
function numberOf(error: unknown, name: string): number | undefined {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined
  return typeof value === 'number' ? value : undefined
}
