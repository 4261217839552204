import { createHmac } from 'node:crypto'
import { lookup } from 'node:dns/promises'
import { request as plain, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as secure } from 'node:https'
import type { LookupFunction } from 'node:net'
import { isLoopback } from '../loopback.ts'
import { hostOf, mayReach, type Networks } from './address.ts'

/** Milliseconds for all of it, from the name to the answer. */
export const LIMIT = 10_000
/** Bytes of an answer that are read, and kept. */
const KEPT = 1024

export interface Message { readonly url: string; readonly id: string; readonly body: string; /** whsec_… */ readonly secret: string }
/** What came of it: an answer, or why there was none: a code of ours or of the network's. */
export type Sent = { readonly status: number; readonly answer: string } | { readonly problem: string }

/** The signature of Standard Webhooks 1.0.0: `v1,` and base64 of HMAC-SHA-256 over id.seconds.body. */
export function signatureOf(secret: string, id: string, seconds: number, body: string): string {
  return `v1,${createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64')).update(`${id}.${seconds}.${body}`).digest('base64')}`
}

/** Posts a message once. Follows no redirect, and connects to nothing but the addresses that were looked at. */
export async function send({ url: text, id, body, secret }: Message, own: Networks, limit = LIMIT): Promise<Sent> {
  const url = new URL(text)
  const signal = AbortSignal.timeout(limit)
  try {
    const found = await within(lookup(hostOf(url), { all: true }), signal)
    const addresses = found.filter(({ address }) => mayReach(address, own) && (url.protocol === 'https:' || isLoopback(address)))
    if (addresses.length === 0) return { problem: 'address-not-allowed' }
    // The name is not looked up again: a second answer could be another one.
    const fixed: LookupFunction = (_, { all }, answer) => { if (all === true) answer(null, addresses); else answer(null, addresses[0]?.address ?? '', addresses[0]?.family) }
    const seconds = Math.floor(Date.now() / 1000)
    const response = await post(url, body, {
      method: 'POST', agent: false, lookup: fixed, signal,
      headers: {
        'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body), 'User-Agent': 'Lizhu-Webhooks/1',
        'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': signatureOf(secret, id, seconds, body),
      },
    })
    return { status: response.statusCode ?? 0, answer: await begin(response) }
  } catch (error) {
    return { problem: signal.aborted ? 'timeout' : codeOf(error) }
  }
}

function post(url: URL, body: string, options: RequestOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sending = (url.protocol === 'https:' ? secure : plain)(url, options)
    sending.on('response', resolve).on('error', reject)
    sending.end(body)
  })
}

/** How an answer begins; that it breaks off, or goes on for ever, does not change what its status says. */
async function begin(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    const incoming: AsyncIterable<Buffer> = response
    for await (const bytes of incoming) {
      chunks.push(bytes)
      length += bytes.length
      if (length >= KEPT) break
    }
  } catch { /* what came is what there is */ }
  response.destroy()
  // PostgreSQL stores no U+0000.
  return Buffer.concat(chunks).subarray(0, KEPT).toString('utf8').replaceAll('\0', '').slice(0, KEPT)
}

function within<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return Promise.race([work, new Promise<never>((_, reject) => { signal.addEventListener('abort', () => reject(new Error('timeout')), { once: true }) })])
}

/** Of several addresses that were all tried, what the first one said. */
function codeOf(error: unknown): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  return first instanceof Error && 'code' in first && typeof first.code === 'string' ? first.code : 'failed'
}
