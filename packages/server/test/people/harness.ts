import { randomBytes, randomUUID } from 'node:crypto'
import type { Hono } from 'hono'
import { Secret, TOTP } from 'otpauth'
import { expect } from 'vitest'
import { SESSION_COOKIE } from '../../src/access/cookie.ts'
import { openMeans, peopleOperations, putPerson, type Means, type NewPerson } from '../../src/people/index.ts'
import { listParties } from '../../src/registry/list-parties.ts'
import { readParty } from '../../src/registry/read-party.ts'
import { served, world, type World } from '../world.ts'

export interface Office extends World { readonly app: Hono; readonly means: Means; readonly put: (person: Omit<NewPerson, 'tenant'> & { readonly tenant?: string }) => Promise<string>; readonly close: () => Promise<void> }

/** A real database and the API of people over it, with enough of the registry to see what a role reaches. */
export async function office(origin = 'http://localhost'): Promise<Office> {
  const made = await world()
  const means = openMeans({ key: randomBytes(32), origin })
  const { app } = served(made, [...peopleOperations(means), listParties, readParty])
  return {
    ...made, app, means, put: person => putPerson(made.database.own, means.passwords, { tenant: 'alpha', ...person }),
    close: async () => {
      await means.passwords.close()
      await made.database.close()
    },
  }
}

export interface Answer { readonly status: number; readonly body: unknown; readonly code: unknown; readonly etag: string; readonly location: string; readonly cookies: readonly string[] }

/** A browser before the API: keeps cookies, and shows what they were. */
export function browser(app: Hono) {
  const jar = new Map<string, string>()
  const call = async (method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> => {
    const response = await app.request(path, {
      method, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: {
        Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(method === 'POST' ? { 'Idempotency-Key': randomUUID() } : {}), ...headers,
      },
    })
    const cookies = response.headers.getSetCookie()
    for (const cookie of cookies) keep(jar, cookie)
    const text = await response.text()
    const parsed: unknown = text === '' ? null : JSON.parse(text)
    return { status: response.status, body: parsed, code: field(parsed, 'code'), etag: response.headers.get('ETag') ?? '', location: response.headers.get('Location') ?? '', cookies }
  }
  return {
    call, jar, token: () => jar.get(SESSION_COOKIE),
    signIn: (login: string, password: string, tenant = 'alpha') => call('POST', '/sign-in', { tenant, login, password }),
  }
}
export type Browser = ReturnType<typeof browser>

function keep(jar: Map<string, string>, cookie: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
  if (/Max-Age=0/.test(cookie)) jar.delete(name)
  else jar.set(name, value)
}

export function field(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
}
export const text = (body: unknown, name: string): string => String(field(body, name))

/** What an authenticator shows, `steps` of thirty seconds from now. */
export const codeOf = (secret: string, steps = 0): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 })

export const GOOD = 'four unrelated words 柑橘'

/** Signs somebody in who has yet to enrol: the secret, the code that was used, the recovery codes. A later sign-in takes `codeOf(secret, 1)`. */
export async function enrolled(who: Browser, login: string, password = GOOD): Promise<{ readonly secret: string; readonly used: string; readonly recovery: readonly string[] }> {
  await who.signIn(login, password)
  const secret = text((await who.call('POST', '/sign-in/enrolment', {})).body, 'secret')
  const used = codeOf(secret)
  const { body } = await who.call('POST', '/sign-in/enrolment/confirmation', { code: used })
  const codes = field(body, 'recoveryCodes')
  return { secret, used, recovery: Array.isArray(codes) ? codes.map(String) : [] }
}

/** What an answer is compared with: any text at all; a list that holds these among others. */
export const someText: unknown = expect.any(String)
export const holding = (...items: readonly unknown[]): unknown => expect.arrayContaining([...items])
